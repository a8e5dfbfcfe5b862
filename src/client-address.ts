import type { IncomingMessage, Server } from 'node:http';
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Tells where a request comes from, behind however many proxies. */
export type FindClientAddress = (request: IncomingMessage) => string;

/** Networks that have a name in `TRUSTED_PROXIES`. */
const namedNetworks: Record<string, string[]> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};

/**
 * Finds the address of clients: of the connection, or of what trusted proxies say in `X-Forwarded-For`.
 *
 * Security: a client writes what it likes into `X-Forwarded-For`, and proxies append to it in several forms, with a
 * port or with a zone. An attacker who counts as another client with each request passes every limit by address.
 * Entries are believed from the right, only those that a trusted proxy wrote, and without their port; the walk ends at
 * the first entry that is no address, so that the proxy that passed it on is what counts.
 */
export function createAddressFinder(trustedProxies: string[]): FindClientAddress {
  const networks = trustedProxies.flatMap((each) => namedNetworks[each] ?? [each]).map(parseNetwork);
  const isTrusted = (address: Address) =>
    networks.some(([network, bits]) => network.kind() === address.kind() && address.match(network, bits));
  return ({ socket, headers }) => {
    let client = parseAddress(socket.remoteAddress ?? '');
    const hops = isForwarded(headers['x-forwarded-for']) ? headers['x-forwarded-for'].split(',') : [];
    while (client && hops.length > 0 && isTrusted(client)) {
      const before = parseAddress(hops.pop()!);
      if (!before) break;
      client = before;
    }
    return client?.toString() ?? '';
  };
}

/**
 * Lets Fastify's `request.ip`, which its log lines have too, be the client's address: whatever `X-Forwarded-For` said,
 * Fastify finds that one address in it.
 */
export function forwardClientAddress(server: Server, findAddress: FindClientAddress): void {
  server.prependListener('request', (request: IncomingMessage) => {
    request.headers['x-forwarded-for'] = findAddress(request);
  });
}

const isForwarded = (header: string | string[] | undefined): header is string => typeof header === 'string';

/** @throws when it is neither an address nor a network */
export function parseNetwork(text: string): [Address, number] {
  if (text.includes('/')) return ipaddr.parseCIDR(withPrefixLength(text));
  const address = parseAddress(text);
  if (!address) throw new Error(`${text} is neither an address nor a network.`);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

export const isNetwork = (text: string): boolean => {
  if (text in namedNetworks) return true;
  try {
    return Boolean(parseNetwork(text));
  } catch {
    return false;
  }
};

/** `10.0.0.0/255.0.0.0` is written as `10.0.0.0/8`, too. */
function withPrefixLength(network: string): string {
  const [address, mask = ''] = network.split('/');
  return ipaddr.IPv4.isValidFourPartDecimal(mask)
    ? `${address}/${ipaddr.IPv4.parse(mask).prefixLengthFromSubnetMask()}`
    : network;
}

/** `address`, `address:port`, `[address]` or `[address]:port`; an IPv4 address that IPv6 carries is IPv4. */
export function parseAddress(text: string): Address | undefined {
  const written = text.trim().replace(/^"(.*)"$/, '$1');
  const [, six, four] = /^(?:\[([^\]]*)\]|([\d.]+))(?::\d{1,5})?$/.exec(written) ?? [];
  const [address = ''] = (six ?? four ?? written).split('%');
  if (four === undefined && ipaddr.IPv6.isValid(address)) return ipaddr.process(address);
  return six === undefined && ipaddr.IPv4.isValidFourPartDecimal(address)
    ? ipaddr.IPv4.parse(address)
    : undefined;
}
