import { isIPv6 } from 'node:net';
import { z } from 'zod';

const WEB = /^https?:$/;

/** Returns the URL if it is absolute and has no credentials; otherwise undefined. */
function parse(value: string): URL | undefined {
  const text = value.trim();
  if (!/^[a-z][a-z\d+.-]*:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.host && !url.username && !url.password ? url : undefined;
}

/**
 * An http or https URL to which paths are appended, such as `https://example.com/app`. Normalized like in a browser,
 * without a final slash.
 */
export const baseUrl = z.string().transform((value, context) => {
  const url = parse(value);
  if (url && WEB.test(url.protocol) && !url.search && !url.hash)
    return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
  context.addIssue(
    'must be an http or https address such as https://app.example.com, without credentials, query or fragment',
  );
  return z.NEVER;
});

/** Returns the origin of a URL as in the `Origin` header of browsers; undefined if it has none. */
function toOrigin(value: string): string | undefined {
  const url = parse(value);
  if (!url || url.search || url.hash) return undefined;
  // Applications in a WebView have their own schemes, for which `URL.origin` is "null".
  return WEB.test(url.protocol) ? url.origin : `${url.protocol}//${url.host}`;
}

/** Origins of browsers. A path, a final slash and a default port are removed. */
export const origins = z.array(z.string()).transform((values, context) => {
  const found = values.map(toOrigin);
  if (found.every((each) => each !== undefined)) return [...new Set(found)];
  context.addIssue('must be origins such as https://app.example.com, separated by commas');
  return z.NEVER;
});

/** Returns the http and https URLs of a list of origins. */
export const webOrigins = (addresses: string[]) => addresses.filter((each) => /^https?:/.test(each));

/** Returns the first http or https URL of a list of origins. */
export const firstWebAddress = (addresses: string[]) => webOrigins(addresses)[0];

/** Returns the URL at which a client on the same machine reaches a server that listens on this host and port. */
export function localAddress(host: string, port: number): string {
  const reachable = ['0.0.0.0', '::', ''].includes(host) ? 'localhost' : host;
  return `http://${isIPv6(reachable) ? `[${reachable}]` : reachable}:${port}`;
}
