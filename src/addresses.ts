import { isIPv6 } from 'node:net';
import { z } from 'zod';

const WEB = /^https?:$/;

/** The URL, when it is absolute and carries no credentials; undefined otherwise. */
function parse(value: string): URL | undefined {
  const text = value.trim();
  if (!/^[a-z][a-z\d+.-]*:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.host && !url.username && !url.password ? url : undefined;
}

/**
 * An http or https address that paths are appended to, such as `https://example.com/app`. Returned as a browser
 * writes it, without a slash at the end.
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

/** The origin of an address, as browsers write it in the `Origin` header; undefined when there is none. */
function toOrigin(value: string): string | undefined {
  const url = parse(value);
  if (!url || url.search || url.hash) return undefined;
  // Applications in a WebView have schemes of their own, for which `URL.origin` is "null".
  return WEB.test(url.protocol) ? url.origin : `${url.protocol}//${url.host}`;
}

/** Origins of browsers; a slash at the end, a path and a default port are left out. */
export const origins = z.array(z.string()).transform((values, context) => {
  const found = values.map(toOrigin);
  if (found.every((each) => each !== undefined)) return [...new Set(found)];
  context.addIssue('must be origins such as https://app.example.com, separated by commas');
  return z.NEVER;
});

/** The first http or https address of a list of origins. */
export const firstWebAddress = (addresses: string[]) => addresses.find((each) => /^https?:/.test(each));

/** The address of a server that listens here, as a client on the same machine reaches it. */
export function localAddress(host: string, port: number): string {
  const reachable = ['0.0.0.0', '::', ''].includes(host) ? 'localhost' : host;
  return `http://${isIPv6(reachable) ? `[${reachable}]` : reachable}:${port}`;
}
