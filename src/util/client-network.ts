import { parseAddress } from './client-address.ts';

/**
 * The rate-limit key of an IP address: IPv4 as it is, IPv6 by its /64, because one customer usually has a whole /64.
 * Any other text is returned as it is.
 */
export function networkOf(address: string): string {
  const parsed = parseAddress(address);
  if (!parsed) return address;
  if (!('parts' in parsed)) return parsed.toString();
  const groups = parsed.parts.slice(0, 4).map((part) => part.toString(16));
  return `${groups.join(':')}::/64`;
}
