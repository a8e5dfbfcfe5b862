import dns from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, request } from 'undici';
import { isPublicAddress } from './addresses.ts';
import { isAllowedPort, isPrivateHost } from './url.ts';

const MAX_BYTES_READ = 65_536;
const MAX_BYTES_STORED = 8_192;

export interface SenderSettings {
  allowPrivate: boolean;
  /** The ports that endpoints may use; undefined for any. */
  ports?: number[] | undefined;
  /** Milliseconds for the whole response. */
  timeout: number;
  /** Certificates to trust in addition to the default ones. */
  ca?: string;
  /** Resolves host names; the system's resolver by default. */
  lookup?: typeof dns.lookup;
}

/** The result of one request. */
export interface Outcome {
  startedAt: string;
  durationMs: number;
  /** Undefined when there was no response. */
  status: number | undefined;
  /** The message for the endpoint's owner, without details of our network. Undefined on success. */
  error: string | undefined;
  responseBody: string | undefined;
  /** The response's `Retry-After` in seconds. */
  retryAfter: number | undefined;
}

export interface Sender {
  send(url: string, headers: Record<string, string>, body: string): Promise<Outcome>;
  close(): Promise<void>;
}

class NotPublic extends Error {}
class ForbiddenPort extends Error {}

/**
 * Security: an owner could choose a URL that leads to a service of our own network. Requests go only to public
 * addresses, follow no redirects, and are limited in time and size.
 */
export function createSender(settings: SenderSettings): Sender {
  const { allowPrivate, ports, timeout, ca } = settings;
  const agent = new Agent({
    connect: { lookup: publicLookup(settings), timeout, ...(ca && { ca }) },
    headersTimeout: timeout,
    bodyTimeout: timeout,
    pipelining: 1,
  });
  const post = async (url: string, headers: Record<string, string>, body: string) => {
    // An IP address in the URL is not resolved, so it is checked here.
    if (!allowPrivate && isPrivateHost(new URL(url))) throw new NotPublic();
    // Stored URLs may be older than the current setting.
    if (!isAllowedPort(new URL(url), ports)) throw new ForbiddenPort();
    const signal = AbortSignal.timeout(timeout);
    const answer = await request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'Polity-Webhooks/1', ...headers },
      body,
      dispatcher: agent,
      signal,
    });
    return {
      status: answer.statusCode,
      retryAfter: secondsOf(answer.headers['retry-after']),
      responseBody: await readSome(answer.body),
    };
  };
  return {
    send: async (url, headers, body) => {
      const startedAt = new Date().toISOString();
      const begun = performance.now();
      const settled = await post(url, headers, body).catch((error: Error) => ({
        error: reasonOf(error, timeout),
      }));
      const durationMs = Math.round(performance.now() - begun);
      const none = { status: undefined, error: undefined, responseBody: undefined, retryAfter: undefined };
      if ('error' in settled) return { ...none, startedAt, durationMs, ...settled };
      const { status } = settled;
      const failed = status < 200 || status > 299;
      return { ...none, startedAt, durationMs, ...settled, ...(failed && { error: refusalOf(status) }) };
    },
    close: () => agent.destroy(),
  };
}

/** Resolves a name and rejects it unless all addresses are public. The connection uses the checked addresses. */
function publicLookup({ allowPrivate, lookup = dns.lookup }: SenderSettings): LookupFunction {
  return (hostname, options, callback) =>
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '');
      if (!allowPrivate && !addresses.every(({ address }) => isPublicAddress(address)))
        return callback(new NotPublic(), '');
      if (options.all) return callback(null, addresses);
      return callback(null, addresses[0]!.address, addresses[0]!.family);
    });
}

/** Returns the beginning of a body as storable text. The rest is not read. */
async function readSome(body: AsyncIterable<Buffer> & { destroy(): unknown }): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= MAX_BYTES_READ) break;
  }
  body.destroy();
  const kept = Buffer.concat(chunks).subarray(0, MAX_BYTES_STORED);
  return new TextDecoder().decode(kept, { stream: true }).replaceAll('\0', '\uFFFD');
}

/** `Retry-After` is a number of seconds or a date. */
function secondsOf(header: string | string[] | undefined): number | undefined {
  const text = String(header ?? '');
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - Date.now()) / 1000));
}

const refusalOf = (status: number) =>
  status >= 300 && status < 400
    ? `The endpoint answered ${status}: redirects are not followed.`
    : `The endpoint answered ${status}.`;

const reasons: [pattern: RegExp, reason: string][] = [
  // Security: errors could reveal names of our own network. A name with a private address causes the same error as an
  // unknown one.
  [/^(ENOTFOUND|EAI_\w+|ENODATA)$/, 'The host has no public address.'],
  [/^(CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_TLS_)/, 'The certificate of the endpoint is not valid.'],
  [/^(ERR_SSL_|EPROTO)/, 'The endpoint does not speak TLS.'],
  [/^ECONNREFUSED$/, 'The endpoint refused the connection.'],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, 'The connection broke before the answer was complete.'],
  [/^(EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/, 'The endpoint cannot be reached.'],
  [/^(HPE_|HTTPParserError|UND_ERR_HEADERS_OVERFLOW)/, 'The endpoint does not answer in HTTP/1.1.'],
];
const timeouts = /^(UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT|ETIMEDOUT)$/;

function reasonOf(error: unknown, timeout: number): string {
  if (error instanceof NotPublic) return 'The host has no public address.';
  if (error instanceof ForbiddenPort) return 'The port of the endpoint is not allowed.';
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0], timeout);
  const { name, code = name } = error as NodeJS.ErrnoException;
  if (name === 'TimeoutError' || timeouts.test(code))
    return `The endpoint took longer than ${timeout / 1000} seconds.`;
  return reasons.find(([pattern]) => pattern.test(code))?.[1] ?? 'The request failed.';
}
