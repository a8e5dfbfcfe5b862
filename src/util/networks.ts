import ipaddr from 'ipaddr.js';
import { LRUCache } from 'lru-cache';
import { parseAddress } from './client-address.ts';

type Network = [ipaddr.IPv4 | ipaddr.IPv6, number];

const MAPPED_BITS = 96;

/**
 * Returns the network of an address or of a network in CIDR notation, in its canonical form: `10.1.0.0/16`. Undefined for any
 * other text. An IPv4-mapped network becomes that of IPv4.
 */
export function toNetwork(text: string): string | undefined {
  const [written = '', bits, ...rest] = text.trim().split('/');
  if (rest.length > 0 || (bits !== undefined && !/^\d{1,3}$/.test(bits))) return undefined;
  if (ipaddr.IPv4.isValidFourPartDecimal(written))
    return canonical(ipaddr.IPv4, written, Number(bits ?? 32), 32);
  // Without a zone, which belongs to an interface.
  if (written.includes('%') || !ipaddr.IPv6.isValid(written)) return undefined;
  const length = Number(bits ?? 128);
  const address = ipaddr.IPv6.parse(written);
  return address.isIPv4MappedAddress() && length >= MAPPED_BITS
    ? canonical(ipaddr.IPv4, address.toIPv4Address().toString(), length - MAPPED_BITS, 32)
    : canonical(ipaddr.IPv6, written, length, 128);
}

function canonical(
  family: typeof ipaddr.IPv4 | typeof ipaddr.IPv6,
  address: string,
  length: number,
  max: number,
): string | undefined {
  if (length > max) return undefined;
  return `${family.networkAddressFromCIDR(`${address}/${length}`).toString()}/${length}`;
}

const parsed = new LRUCache<string, Network[]>({ max: 1000 });

function parse(networks: readonly string[]): Network[] {
  const key = networks.join(' ');
  const known = parsed.get(key) ?? networks.map((network) => ipaddr.parseCIDR(network));
  parsed.set(key, known);
  return known;
}

const contains = ([network, bits]: Network, address: Network[0]) =>
  network.kind() === address.kind() && address.match(network, bits);

/** Whether the address is in one of the networks, which are canonical. False for a text that is no address. */
export function isInNetworks(text: string, networks: readonly string[]): boolean {
  const address = parseAddress(text);
  return address !== undefined && parse(networks).some((network) => contains(network, address));
}

/** Whether all of the network is in one of the networks. All are canonical. */
export const includesNetwork = (networks: readonly string[], network: string): boolean =>
  parse([network]).every(([address, bits]) =>
    parse(networks).some((outer) => outer[1] <= bits && contains(outer, address)),
  );
