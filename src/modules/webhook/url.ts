import { isIP } from 'node:net';
import { isPublicAddress } from './addresses.ts';

export interface UrlPolicy {
  allowPrivate: boolean;
  allowHttp: boolean;
  /** The ports that endpoints may use; undefined for any. */
  ports: number[] | undefined;
}

/** Returns the error of an endpoint's URL as the end of a sentence ("must …"); undefined for a valid one. */
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
 * Security: an endpoint on the port of a mail server or a database could make this server send chosen content to that
 * service. Connections go only to the ports of web servers and those that the operator named.
 */
export function isAllowedPort({ port, protocol }: URL, ports: number[] | undefined): boolean {
  const used = port === '' ? { 'https:': 443, 'http:': 80 }[protocol] : Number(port);
  return !ports || (used !== undefined && ports.includes(used));
}

/** Returns whether a host is private by its name or address alone. What a name resolves to is checked on connect. */
export function isPrivateHost({ hostname }: URL): boolean {
  const name = hostname.replace(/\.+$/, '').toLowerCase();
  const address = name.replace(/^\[|\]$/g, '');
  if (isIP(address)) return !isPublicAddress(address);
  return !name.includes('.') || name.endsWith('.localhost');
}
