import { isIP } from 'node:net';
import { isPublicAddress } from './addresses.ts';

export interface UrlPolicy {
  allowPrivate: boolean;
  allowHttp: boolean;
  /** The ports that endpoints may use; undefined for any. */
  ports: number[] | undefined;
}

/** What is wrong with an endpoint's URL, as a sentence's end ("must …"); undefined when nothing is. */
export function urlFault(text: string, { allowPrivate, allowHttp, ports }: UrlPolicy): string | undefined {
  if (!URL.canParse(text)) return 'must be an absolute URL';
  const url = new URL(text);
  const protocols = allowHttp ? ['https:', 'http:'] : ['https:'];
  if (!protocols.includes(url.protocol)) return 'must begin with https://';
  if (url.username || url.password) return 'must not have credentials';
  if (url.hash || text.includes('#')) return 'must not have a fragment';
  if (!isAllowedPort(url, ports)) return `must use one of the ports ${ports?.join(', ')}`;
  if (!allowPrivate && isPrivateHost(url)) return 'must be a public address';
  return undefined;
}

/**
 * Security: an endpoint on the port of a mail server or a database would make this server send what its owner chose
 * to that service. Only ports of web servers, and those that the operator named, are connected to.
 */
export function isAllowedPort({ port, protocol }: URL, ports: number[] | undefined): boolean {
  const used = port === '' ? { 'https:': 443, 'http:': 80 }[protocol] : Number(port);
  return !ports || (used !== undefined && ports.includes(used));
}

/** Whether a host is not public by what it is called; what a name leads to shows when it is looked up. */
export function isPrivateHost({ hostname }: URL): boolean {
  const name = hostname.replace(/\.+$/, '').toLowerCase();
  const address = name.replace(/^\[|\]$/g, '');
  if (isIP(address)) return !isPublicAddress(address);
  return !name.includes('.') || name.endsWith('.localhost');
}
