import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createServer } from '../../src/bootstrap/create-server.ts';
import { startWeb } from '../../src/bootstrap/web.ts';
import { readWebFiles } from '../../src/http/web/files.ts';
import { addWeb, type WebState } from '../../src/http/web/routes.ts';
import { registerOwnOperations } from '../../src/modules/client/own-operations.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer();
const folder = await mkdtemp(join(tmpdir(), 'polity-web-'));
afterAll(() => rm(folder, { recursive: true }));
const manifest = {
  format: 'apollo-persisted-query-manifest',
  version: 1,
  operations: [{ id: 'me', name: 'Me', type: 'query', body: 'query Me { me { id } }' }],
};
await mkdir(join(folder, 'assets'));
await writeFile(join(folder, 'index.html'), '<!doctype html><title>App</title>');
await writeFile(join(folder, 'assets/index-1.js'), 'let all = 1;');
await writeFile(join(folder, 'assets/secret.map'), '{}');
await writeFile(join(folder, 'client.json'), '{ "name": "web", "version": "1" }');
await writeFile(join(folder, 'operations.json'), JSON.stringify(manifest));

let state: WebState;
const app = await createServer(server.services);
addWeb(app, () => state);
const url = await app.listen({ host: '127.0.0.1', port: 0 });
afterAll(() => app.close());
const get = (path: string, headers: Record<string, string> = {}) => fetch(`${url}${path}`, { headers });

describe('/app', () => {
  test('says that the front end is being built, and then why it was not', async () => {
    state = undefined;
    const building = await get('/app');
    expect([building.status, building.headers.get('refresh')]).toEqual([503, '1']);
    state = { failure: '<b>No space</b>' };
    const failed = await get('/app/projects/1');
    expect([failed.status, failed.headers.get('refresh')]).toEqual([503, null]);
    expect(await failed.text()).toContain('&lt;b&gt;No space&lt;/b&gt;');
    expect((await get('/app/assets/index-1.js')).status).toBe(404);
  });

  test('serves the page for every path, with a policy that permits only its own files', async () => {
    state = await readWebFiles(folder);
    for (const path of ['/app', '/app/', '/app/projects/1']) {
      const response = await get(path);
      expect(await response.text()).toContain('<title>App</title>');
      expect(response.headers.get('cache-control')).toBe('no-cache');
      expect(response.headers.get('content-security-policy')).toBe(
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
          `script-src 'self'; style-src 'self'; img-src data:; connect-src 'self' ${url.replace('http', 'ws')}`,
      );
    }
  });

  test('serves files compressed and for good, and nothing that is not an asset', async () => {
    state = await readWebFiles(folder);
    const response = await get('/app/assets/index-1.js', { 'accept-encoding': 'gzip' });
    expect(await response.text()).toBe('let all = 1;');
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('vary')).toBe('Origin, accept-encoding');
    const plain = await get('/app/assets/index-1.js', { 'accept-encoding': 'identity' });
    expect([await plain.text(), plain.headers.get('content-encoding')]).toEqual(['let all = 1;', null]);
    const known = await get('/app/assets/index-1.js', { 'if-none-match': plain.headers.get('etag')! });
    expect([known.status, await known.text()]).toEqual([304, '']);
    for (const path of ['secret.map', 'index-2.js', '..%2findex.html', '%2e%2e%2fclient.json'])
      expect((await get(`/app/assets/${path}`)).status).toBe(404);
  });
});

test('production does not start without built files, and says where they come from', async () => {
  const services = { ...server.services, config: { ...server.services.config, development: false } };
  const stops: unknown[] = [];
  await expect(startWeb(services, (stop) => stops.push(stop), join(folder, 'none'))).rejects.toThrow(
    /WEB: is on, but .*none has no built front end\..*npm run web:build.*WEB=off/,
  );
  const findState = await startWeb(services, (stop) => stops.push(stop), folder);
  expect(findState()).toMatchObject({ operations: { client: { name: 'web' } } });
});

test('its operations are registered once, and an operator can retire them', async () => {
  const client = { name: 'web', version: '2' };
  const register = () => registerOwnOperations(server.services, { client, manifest });
  const status = async () => {
    const rows = await server.db
      .selectFrom('client_versions')
      .select('status')
      .where('client_version', '=', '2')
      .execute();
    return rows.map((row) => row.status);
  };
  await Promise.all([register(), register()]);
  expect(await status()).toEqual(['ACTIVE']);
  await server.db
    .updateTable('client_versions')
    .set({ status: 'RETIRED' })
    .where('client_version', '=', '2')
    .execute();
  await register();
  expect(await status()).toEqual(['RETIRED']);
});
