import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

const globalUnicast = ipaddr.parseCIDR('2000::/3');
/** The NAT64 prefix, by which IPv6-only networks reach IPv4: the last 32 bits are an IPv4 address. */
const nat64 = ipaddr.parseCIDR('64:ff9b::/96');
/** Addresses in public ranges at which a cloud's own services answer. */
const metadata = new Set(['168.63.129.16']);

/**
 * Returns whether an address belongs to the public internet. Loopback, private, link-local, shared, reserved and
 * multicast addresses do not, nor do tunnels and translations to them.
 */
export function isPublicAddress(text: string): boolean {
  if (!isIP(text)) return false;
  const address = ipaddr.parse(text);
  if (address instanceof ipaddr.IPv4) return isPublicIPv4(address);
  if (address.match(nat64)) return isPublicIPv4(new ipaddr.IPv4(address.toByteArray().slice(12)));
  return address.match(globalUnicast) && address.range() === 'unicast';
}

const isPublicIPv4 = (address: ipaddr.IPv4) =>
  address.range() === 'unicast' && !metadata.has(address.toString());
