import { createHash } from 'node:crypto';
import { isIntrospectionType, isInputObjectType, isInterfaceType, isObjectType, isEnumType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { publicSchema } from '../../src/graphql/type-definitions.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer();
const closed = await startTestServer({ DOCS: 'off' });

const get = (headers: Record<string, string> = {}) => fetch(`${server.url}/docs`, { headers });
const page = await (await get()).text();
const schema = publicSchema();
const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];

const escaped = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };

/** Returns the text of one part of the page, without markup. */
function shown(id: string): string {
  const [, section] = new RegExp(`<section id="${id}">(.*?)</section>`, 's').exec(page) ?? [];
  return (section ?? '')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(lt|gt|quot|#39|amp);/g, (_match, name: keyof typeof escaped) => escaped[name])
    .replaceAll(/\s+/g, ' ');
}

describe('the reference', () => {
  test('has every operation, type, field, argument and value of the schema with its description', () => {
    const said = (text: string | null | undefined) =>
      (text ?? '').replaceAll('`', '').replaceAll(/\s+/g, ' ');
    for (const root of roots)
      for (const field of Object.values(root!.getFields())) {
        const text = shown(`${root!.name.toLowerCase()}-${field.name}`);
        expect(text).toContain(said(field.description));
        expect(text).toContain(`Returns ${field.type}.`);
        for (const argument of field.args) expect(text).toContain(`${argument.name}: ${argument.type}`);
        if (field.deprecationReason) expect(text).toContain(`Deprecated: ${said(field.deprecationReason)}`);
      }
    for (const type of Object.values(schema.getTypeMap())) {
      if (isIntrospectionType(type) || roots.includes(type as never)) continue;
      const text = shown(type.name);
      expect(text).toContain(type.name);
      expect(text).toContain(said(type.description));
      const parts =
        isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)
          ? Object.values(type.getFields())
          : isEnumType(type)
            ? type.getValues()
            : [];
      for (const part of parts) {
        expect(text).toContain('type' in part ? `${part.name}: ${part.type}` : part.name);
        expect(text).toContain(said(part.description));
      }
    }
  });

  test('has only links to its own parts', () => {
    const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const links = [...page.matchAll(/<a href="([^"]*)"/g)].map(([, href]) => href!);
    expect(links.length).toBeGreaterThan(1000);
    for (const link of links) expect(ids).toContain(/^#(.+)$/.exec(link)?.[1]);
  });

  test('loads nothing and runs only its own search', async () => {
    expect(page).not.toMatch(/ src=|@import|(href|url)\W*https?:/);
    const policy = (await get()).headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    const scripts = [...page.matchAll(/<script[^>]*>(.*?)<\/script>/gs)].map(([, script]) => script!);
    expect(scripts).toHaveLength(1);
    expect(policy).toContain(
      `script-src 'sha256-${createHash('sha256').update(scripts[0]!).digest('base64')}'`,
    );
    expect(page).not.toMatch(/ on\w+=| style=/);
  });

  test('is cached by browsers until the schema changes, and sent compressed', async () => {
    const { headers } = await get({ 'accept-encoding': 'gzip' });
    expect([headers.get('content-encoding'), headers.get('vary')]).toEqual([
      'gzip',
      expect.stringContaining('accept-encoding'),
    ]);
    const etag = headers.get('etag')!;
    expect((await get({ 'if-none-match': etag })).status).toBe(304);
    expect((await get({ 'if-none-match': 'W/"other"' })).status).toBe(200);
    expect((await get({ 'accept-encoding': 'identity' })).headers.get('content-encoding')).toBe(null);
  });

  test.each([
    ['gzip;q=0', null],
    ['gzip; Q=0.000, br', null],
    ['gzip;q=0, *', null],
    ['x-not-gzip, not-gzip', null],
    ['*;q=0', null],
    ['', null],
    ['br;q=1, GZIP;q=0.1', 'gzip'],
    ['*', 'gzip'],
  ])('is compressed according to Accept-Encoding %j', async (accepted, sent) => {
    const response = await get({ 'accept-encoding': accepted });
    expect(response.headers.get('content-encoding')).toBe(sent);
    expect(await response.text()).toBe(page);
  });

  test('is not served when DOCS is off', async () => {
    expect((await fetch(`${closed.url}/docs`)).status).toBe(404);
  });
});
