import { describe, expect, test } from 'vitest';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const closed = await startTestServer({ EXPLORER: 'off' });

/** Read to its end: a server that closes waits for those who still read. */
async function get(path: string, { url } = server, headers: Record<string, string> = {}) {
  const response = await fetch(`${url}${path}`, { redirect: 'manual', headers });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

describe('the explorer without a network', () => {
  test('loads nothing from anywhere else', async () => {
    const page = await get('/explorer');
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const policy = page.headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/https?:/);
    const html = page.text;
    const loaded = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address!);
    expect(loaded).toContain('/explorer/static/ruru.css');
    for (const address of loaded) {
      expect(address).toMatch(/^\/explorer\/static\//);
      expect([address, (await get(address)).status]).toEqual([address, 200]);
    }
    expect(html).toContain('"endpoint": "/graphql"');
    expect(html).toContain(`"subscriptionEndpoint": "${server.url.replace('http', 'ws')}/graphql"`);
  });

  test('serves its own files alone, compressed or not', async () => {
    for (const [encoding, sent] of [
      ['br', 'br'],
      ['gzip', null],
    ] as const) {
      const { headers } = await get('/explorer/static/ruru.js', server, { 'accept-encoding': encoding });
      expect(headers.get('content-encoding')).toBe(sent);
      expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    }
    for (const path of [
      'nothing.js',
      '../package.json',
      '%2e%2e/package.json',
      '__proto__',
      'ruru.js.map',
      '',
    ])
      expect([path, (await get(`/explorer/static/${path}`)).status]).toEqual([path, 404]);
  });

  test('asks once for a demonstration account, and does without where there is none', async () => {
    for (let view = 0; view < 15; view++) expect((await get('/explorer')).status).toBe(200);
    const failures = await server.db.selectFrom('sign_in_failures').select('failures').execute();
    expect(failures.every((each) => each.failures <= 1)).toBe(true);
  });

  test('is not there where it is switched off', async () => {
    for (const path of ['/explorer', '/explorer/static/ruru.js', '/'])
      expect([path, (await get(path, closed)).status]).toEqual([path, 404]);
  });
});

test("Apollo Sandbox's page is allowed what it loads, and that alone", async () => {
  const page = await get('/graphql', server, { accept: 'text/html' });
  const policy = new Map(
    page.headers
      .get('content-security-policy')!
      .split('; ')
      .map((directive): [string, string[]] => {
        const [name, ...sources] = directive.split(' ');
        return [name!, sources];
      }),
  );
  const html = page.text;
  const scripts = [...html.matchAll(/<script[^>]+src="(https:\/\/[^/"]+)/g)].map(([, origin]) => origin!);
  expect(scripts).not.toEqual([]);
  for (const origin of scripts) expect(policy.get('script-src')).toContain(origin);
  expect(policy.get('default-src')).toEqual(["'none'"]);
  expect(policy.get('frame-src')).toEqual(['https://sandbox.embed.apollographql.com']);
  expect(policy.get('connect-src')).toContain("'self'");
});
