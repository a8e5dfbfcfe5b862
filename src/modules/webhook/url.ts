import { isIP } from 'node:net';
import { isPublicAddress } from './addresses.ts';

export interface UrlPolicy {
  allowPrivate: boolean;
  allowHttp: boolean;
}

/** What is wrong with an endpoint's URL, as a sentence's end ("must …"); undefined when nothing is. */
export function urlFault(text: string, { allowPrivate, allowHttp }: UrlPolicy): string | undefined {
  if (!URL.canParse(text)) return 'must be an absolute URL';
  const url = new URL(text);
  const protocols = allowHttp ? ['https:', 'http:'] : ['https:'];
  if (!protocols.includes(url.protocol)) return 'must begin with https://';
  if (url.username || url.password) return 'must not have credentials';
  if (url.hash || text.includes('#')) return 'must not have a fragment';
  if (!allowPrivate && isPrivateHost(url)) return 'must be a public address';
  return undefined;
}

/** Whether a host is not public by what it is called; what a name leads to shows when it is looked up. */
export function isPrivateHost({ hostname }: URL): boolean {
  const name = hostname.replace(/\.+$/, '').toLowerCase();
  const address = name.replace(/^\[|\]$/g, '');
  if (isIP(address)) return !isPublicAddress(address);
  return !name.includes('.') || name.endsWith('.localhost');
}
