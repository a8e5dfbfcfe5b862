import { type IncomingMessage, request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer();
const closed = await startTestServer({ EXPLORER: 'off' });

/** Fetches and reads the whole response, because a server that closes waits for open responses. */
async function get(path: string, { url } = server, headers: Record<string, string> = {}) {
  const response = await fetch(`${url}${path}`, { redirect: 'manual', headers });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** Sends the path and headers unchanged. */
async function sendRaw(path: string, headers: Record<string, string> = {}): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const { port } = new URL(server.url);
  request({ port, path, headers }, (response) => resolve(response.resume()))
    .on('error', reject)
    .end();
  return promise;
}

const rawStatus = async (path: string) => (await sendRaw(path)).statusCode;

describe('the explorer without a network', () => {
  test('loads nothing from another server', async () => {
    const page = await get('/explorer');
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const policy = page.headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/https?:/);
    const html = page.text;
    const loaded = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address!);
    expect(loaded).toContain('/explorer/static/ruru.css');
    for (const address of loaded.filter((each) => !each.startsWith('data:'))) {
      expect(address).toMatch(/^\/explorer\/static\//);
      expect([address, (await get(address)).status]).toEqual([address, 200]);
    }
    expect(html).toContain('"endpoint": "/graphql"');
    expect(html).toContain(`"subscriptionEndpoint": "${server.url.replace('http', 'ws')}/graphql"`);
  });

  test('runs only its own scripts', async () => {
    const [first, second] = [await get('/explorer'), await get('/explorer')];
    const nonces = [first, second].map(({ headers, text }) => {
      const [, nonce] = /script-src 'self' 'nonce-([^']{24})';/.exec(
        headers.get('content-security-policy')!,
      )!;
      const scripts = text.match(/<script[^>]*>/g)!;
      expect(scripts.length).toBeGreaterThan(3);
      for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
      return nonce;
    });
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  test('serves only its own files, compressed or not', async () => {
    for (const [encoding, sent] of [
      ['br', 'br'],
      ['br;q=0, gzip', null],
      ['gzip', null],
    ] as const) {
      const { headers } = await get('/explorer/static/ruru.js', server, { 'accept-encoding': encoding });
      expect(headers.get('content-encoding')).toBe(sent);
      expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8');
      expect(headers.get('vary')).toMatch(/accept-encoding/);
    }
    for (const path of [
      'nothing.js',
      '../../package.json',
      '../../../package.json',
      '..%2fpackage.json',
      '..%2f..%2f..%2fetc%2fpasswd',
      String.raw`..\package.json`,
      '%2e%2e/package.json',
      '%00',
      '__proto__',
      'ruru.js.map',
      '',
    ])
      expect([path, await rawStatus(`/explorer/static/${path}`)]).toEqual([path, 404]);
  });

  test('has files that caches store, and a page that they do not store', async () => {
    const file = await get('/explorer/static/ruru.css');
    expect(file.headers.get('cache-control')).toBe('public, max-age=3600');
    const again = await get('/explorer/static/ruru.css', server, {
      'if-none-match': file.headers.get('etag')!,
    });
    expect([again.status, again.text]).toEqual([304, '']);
    const other = await get('/explorer/static/ruru.css', server, { 'if-none-match': '"other"' });
    expect([other.status, other.text]).toEqual([200, file.text]);
    for (const path of ['/explorer', '/graphql']) {
      const { headers } = await get(path, server, { accept: 'text/html' });
      expect(headers.get('cache-control')).toBe('private, no-store');
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });

  test('responds to HEAD with the headers of GET', async () => {
    for (const path of ['/explorer', '/explorer/static/ruru.css']) {
      const response = await fetch(`${server.url}${path}`, { method: 'HEAD' });
      const { headers } = await get(path);
      expect([response.status, await response.text()]).toEqual([200, '']);
      for (const name of ['content-type', 'content-length', 'cache-control'])
        expect([name, response.headers.get(name)]).toEqual([name, headers.get(name)]);
    }
  });

  test('is not served when it is off', async () => {
    for (const path of ['/explorer', '/explorer/static/ruru.js', '/'])
      expect([path, (await get(path, closed)).status]).toEqual([path, 404]);
  });
});

describe("Apollo Sandbox's page", () => {
  test('may only run its own scripts and show its frame', async () => {
    const { headers, text } = await get('/graphql', server, { accept: 'text/html' });
    const [nonce] = /'nonce-[^']{24}'/.exec(headers.get('content-security-policy')!)!;
    expect(headers.get('content-security-policy')!.split('; ')).toEqual([
      "default-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      `script-src ${nonce}`,
      `style-src ${nonce}`,
      'img-src data:',
      'frame-src https://sandbox.embed.apollographql.com',
      `connect-src 'self' ${server.url.replace('http', 'ws')}`,
    ]);
    expect(text).not.toMatch(/<(script|style)(?! nonce=)/);
    expect(await get('/graphql', server, { accept: 'text/html' })).not.toMatchObject({ text });
  });

  test('is served to clients that prefer HTML to JSON', async () => {
    const typeFor = async (accept: string) =>
      (
        await get('/graphql?query={__typename}', server, { accept, 'apollo-require-preflight': '1' })
      ).headers.get('content-type');
    for (const accept of [
      'text/html',
      'text/html,application/xhtml+xml,*/*;q=0.8',
      'text/html, application/json',
    ])
      expect(await typeFor(accept)).toBe('text/html; charset=utf-8');
    for (const accept of ['*/*', 'application/json', 'application/json, text/html', 'text/html;q=0.1, */*'])
      expect(await typeFor(accept)).toMatch(/^application\/json/);
  });
});

describe('the policy of both pages', () => {
  const policyFor = async (path: string, host: string) => {
    const { statusCode, headers } = await sendRaw(path, { host, accept: 'text/html' });
    return [statusCode, headers['content-security-policy']];
  };

  test.each(['/explorer', '/graphql'])('of %s contains the requested host', async (path) => {
    for (const host of ['polity.test', 'Polity-1.test:4000', '127.0.0.1:1', '[::1]', '[::ffff:1.2.3.4]:4000'])
      expect(await policyFor(path, host)).toEqual([
        200,
        expect.stringMatching(new RegExp(`connect-src 'self' ws://${RegExp.escape(host)}$`)),
      ]);
  });

  test.each(['/explorer', '/graphql'])('of %s cannot be changed by the Host of a request', async (path) => {
    for (const host of [
      'a b;script-src *',
      'a;script-src',
      'a *',
      '*',
      'a,b',
      'a:b',
      'a:1:2',
      '[::1',
      '[::1] *',
      "'unsafe-inline'",
      'a/b',
    ]) {
      const [status, policy] = await policyFor(path, host);
      expect([host, status]).toEqual([host, 400]);
      expect(policy).not.toContain(host);
    }
  });
});
