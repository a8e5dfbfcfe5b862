import { parseAddress } from './client-address.ts';

/**
 * What counts as one address where addresses are limited: an IPv4 address, or the /64 of an IPv6 one, all of which
 * belongs to who has one of it. Anything else counts as it is.
 */
export function networkOf(address: string): string {
  const parsed = parseAddress(address);
  if (!parsed) return address;
  if (!('parts' in parsed)) return parsed.toString();
  const groups = parsed.parts.slice(0, 4).map((part) => part.toString(16));
  return `${groups.join(':')}::/64`;
}
