import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

const globalUnicast = ipaddr.parseCIDR('2000::/3');
/** How an IPv6-only network reaches IPv4: the last 32 bits are an IPv4 address. */
const nat64 = ipaddr.parseCIDR('64:ff9b::/96');
/** Public by their range, but a cloud's own services answer there. */
const metadata = new Set(['168.63.129.16']);

/**
 * Whether an address is of the public internet: none that is loopback, private, link-local, shared, reserved,
 * multicast, or leads by a tunnel or translation to one that is.
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
