import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Returns the IP address of a request's client, behind any number of proxies. */
export type FindClientAddress = (request: IncomingMessage) => string;

/** Networks with a name in `TRUSTED_PROXIES`. */
const namedNetworks: Record<string, string[]> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};

/**
 * Finds the IP address of clients: that of the connection, or the one that trusted proxies report in
 * `X-Forwarded-For`.
 *
 * Security: a client can send any `X-Forwarded-For`, and proxies append to it in several forms, with a port or a zone.
 * An attacker who appears as another client with each request evades every limit by address. Entries are read from the
 * right, only if a trusted proxy wrote them, and without their port. At the first entry that is not an address, the
 * proxy that forwarded it counts as the client.
 */
export function createAddressFinder(trustedProxies: string[]): FindClientAddress {
  const networks = trustedProxies.flatMap((each) => namedNetworks[each] ?? [each]).map(parseNetwork);
  const isTrusted = (address: Address) =>
    networks.some(([network, bits]) => network.kind() === address.kind() && address.match(network, bits));
  return ({ socket, headers }) => {
    let client = addressOf(socket);
    const hops = isForwarded(headers['x-forwarded-for']) ? headers['x-forwarded-for'].split(',') : [];
    while (client && hops.length > 0 && isTrusted(client)) {
      const before = parseAddress(hops.pop()!);
      if (!before) break;
      client = before;
    }
    return client?.toString() ?? '';
  };
}

const addresses = new WeakMap<Socket, Address>();

/** The address of the connection. It is parsed once for all its requests. */
function addressOf(socket: Socket): Address | undefined {
  const known = addresses.get(socket);
  if (known) return known;
  const address = parseAddress(socket.remoteAddress ?? '');
  if (address) addresses.set(socket, address);
  return address;
}

/**
 * Makes Fastify's `request.ip`, which is also logged, the client's address: replaces `X-Forwarded-For` with that one
 * address, which Fastify then reads.
 */
export function forwardClientAddress(server: Server, findAddress: FindClientAddress): void {
  server.prependListener('request', (request: IncomingMessage) => {
    request.headers['x-forwarded-for'] = findAddress(request);
  });
}

const isForwarded = (header: string | string[] | undefined): header is string => typeof header === 'string';

/** Throws when the text is neither an address nor a network. */
function parseNetwork(text: string): [Address, number] {
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

/** Converts `10.0.0.0/255.0.0.0` to `10.0.0.0/8`. */
function withPrefixLength(network: string): string {
  const [address, mask = ''] = network.split('/');
  return ipaddr.IPv4.isValidFourPartDecimal(mask)
    ? `${address}/${ipaddr.IPv4.parse(mask).prefixLengthFromSubnetMask()}`
    : network;
}

/** Parses `address`, `address:port`, `[address]` or `[address]:port`. An IPv4-mapped IPv6 address becomes IPv4. */
export function parseAddress(text: string): Address | undefined {
  const written = text.trim().replace(/^"(.*)"$/, '$1');
  const [, six, four] = /^(?:\[([^\]]*)\]|([\d.]+))(?::\d{1,5})?$/.exec(written) ?? [];
  const [address = ''] = (six ?? four ?? written).split('%');
  if (four === undefined && ipaddr.IPv6.isValid(address)) return ipaddr.process(address);
  return six === undefined && ipaddr.IPv4.isValidFourPartDecimal(address)
    ? ipaddr.IPv4.parse(address)
    : undefined;
}
