import { isIPv6 } from 'node:net';

/**
 * What counts as one address where addresses are limited: an IPv4 address, or the /64 of an IPv6 one, all of which
 * belongs to who has one of it. Anything else counts as it is: what a proxy sends is not always an address.
 */
export function networkOf(address: string): string {
  const [plain = ''] = address.split('%');
  if (!isIPv6(plain)) return address;
  const [left, right] = new URL(`http://[${plain}]`).hostname
    .slice(1, -1)
    .split('::')
    .map((half) => half.split(':').filter(Boolean));
  const zeros = 8 - left!.length - (right?.length ?? 0);
  const groups = [...left!, ...Array<string>(zeros).fill('0'), ...(right ?? [])];
  if (groups.slice(0, 6).join(':') === '0:0:0:0:0:ffff') {
    const [high = 0, low = 0] = groups.slice(6).map((group) => parseInt(group, 16));
    return [high >> 8, high & 255, low >> 8, low & 255].join('.');
  }
  return `${groups.slice(0, 4).join(':')}::/64`;
}
