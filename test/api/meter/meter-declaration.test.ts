import { describe, expect, test } from 'vitest';
import { createPlatformAdmin } from '../../fixtures/platform-admin.ts';
import { register } from '../../support/client.ts';
import { startTestServer } from '../../support/server.ts';
import { newMeter } from '../../support/meters.ts';
import { fold, record, recordUsage, usageEvent } from '../../support/usage.ts';

const server = await startTestServer();
const { db } = server;
const platform = await createPlatformAdmin(server);

const declare = `mutation ($input: DeclareMeterInput!) { declareMeter(input: $input) {
  meter { code name kind uniqueBy groupBy } userErrors { code field message } } }`;
const settings = `mutation ($refuse: Boolean!) { updateMeterPolicy(input: { refuseUndeclared: $refuse }) {
  meterPolicy { refuseUndeclared } userErrors { code } } }`;

const errorsOf = async (input: object) =>
  (await platform.client.payload(declare, { input: input as never })).userErrors.map(
    ({ code, field }) => `${code} ${field.join('.')}`,
  );

describe('a declared meter', () => {
  const input = {
    meter: 'seats.active',
    name: 'Active seats',
    kind: 'UNIQUE' as const,
    uniqueBy: 'user',
    groupBy: ['team'],
  };

  test('is listed, keeps what it measures and can be renamed', async () => {
    const { declareMeter } = await platform.client.ask(declare, { input });
    const { meter: code, ...rest } = input;
    expect(declareMeter).toEqual({ meter: { code, ...rest }, userErrors: [] });
    expect(await errorsOf({ ...input, name: 'Seats in use' })).toEqual([]);
    for (const other of [{ kind: 'MAX', uniqueBy: null }, { uniqueBy: 'seat' }, { groupBy: [] }])
      expect(await errorsOf({ ...input, ...other })).toEqual(['INVALID meter']);
    const { meters } = await server.anonymous.ask('{ meters { code name kind uniqueBy groupBy } }');
    expect(meters).toContainEqual({ code, ...rest, name: 'Seats in use' });
    await expect(db.updateTable('meters').set({ kind: 'MAX' }).execute()).rejects.toThrow('does not change');
    await expect(db.deleteFrom('meters').execute()).rejects.toThrow('does not change');
  });

  test('is in the log of the administrator, once for each change', async () => {
    const admin = await createPlatformAdmin(server);
    for (const name of ['A', 'A', 'B'])
      await admin.client.ask(declare, { input: { meter: 'logged', name, kind: 'COUNT' } });
    const { accountEvents } = await admin.client.ask(
      '{ accountEvents(filter: { action: { eq: "meter.declared" } }) { nodes { details } } }',
    );
    expect(accountEvents.nodes).toEqual(
      ['B', 'A'].map((name) => ({
        details: { meter: 'logged', name, kind: 'COUNT', uniqueBy: null, groupBy: [] },
      })),
    );
  });

  test('is declared only by platform administrators', async () => {
    const { client } = await register(server.anonymous);
    expect(await client.codes(declare, { input })).toEqual(['FORBIDDEN']);
    expect(await client.codes(settings, { refuse: true })).toEqual(['FORBIDDEN']);
    expect(await server.anonymous.codes(declare, { input })).toEqual(['UNAUTHENTICATED']);
  });

  test.each([
    ['UNIQUE without a property', { kind: 'UNIQUE', uniqueBy: null }, ['REQUIRED uniqueBy']],
    ['MAX with one', { kind: 'MAX' }, ['INVALID uniqueBy']],
    ['four groups', { groupBy: ['a', 'b', 'c', 'd'] }, ['TOO_LONG groupBy']],
    ['a group twice', { groupBy: ['a', 'a'] }, ['INVALID groupBy']],
    ['the meter of the server', { meter: 'api.requests' }, ['INVALID meter']],
    ['no name', { meter: 'a b', name: ' ' }, ['INVALID meter', 'REQUIRED name']],
  ])('cannot be %s', async (_what, more, errors) => {
    expect(await errorsOf({ ...input, meter: 'other', ...more })).toEqual(errors);
  });

  test('with usage can only be a SUM', async () => {
    const { client } = await register(server.anonymous);
    await record(client, usageEvent({ meter: 'used.pending' }), usageEvent({ meter: 'used.rolled' }));
    await fold(db);
    await record(client, usageEvent({ meter: 'used.pending' }));
    for (const code of ['used.pending', 'used.rolled']) {
      expect(await errorsOf({ meter: code, name: 'A', kind: 'COUNT', groupBy: [] })).toEqual([
        'INVALID kind',
      ]);
      expect(await errorsOf({ meter: code, name: 'A', kind: 'SUM', groupBy: ['region'] })).toEqual([]);
    }
  });

  test('waits for usage that is being recorded, and then sees it', async () => {
    const { client } = await register(server.anonymous);
    const both = await Promise.all(
      Array.from({ length: 10 }, async (_, index) => {
        const code = `raced.${index}`;
        const [, errors] = await Promise.all([
          record(client, usageEvent({ meter: code, quantity: 5 })),
          errorsOf({ meter: code, name: 'A', kind: 'MAX', groupBy: [] }),
        ]);
        const events = await db.selectFrom('usage_events').select('kind').where('meter', '=', code).execute();
        return [errors.length === 0 ? 'MAX' : null, events[0]!.kind];
      }),
    );
    for (const [declared, recorded] of both) expect(recorded).toBe(declared);
  });
});

describe('undeclared meters', () => {
  test('are refused when the settings say so, with all other errors', async () => {
    const { client } = await register(server.anonymous);
    const declared = await newMeter(db, 'UNIQUE');
    const events = [
      usageEvent({ meter: 'nobody.declared' }),
      usageEvent({ meter: declared, properties: { user: 'a' } }),
      usageEvent({ meter: declared }),
      usageEvent({ meter: declared, properties: { user: 'x'.repeat(199) } }),
    ];
    await platform.client.ask(settings, { refuse: true });
    try {
      const answer = await client.payload(recordUsage, { input: { events } });
      expect(answer.receipts).toBeNull();
      expect(answer.userErrors).toMatchObject([
        {
          code: 'INVALID',
          field: ['events', '0', 'meter'],
          message:
            '`events[0].meter` must be a declared meter: nobody.declared is not. `meters` lists those that are.',
        },
        { code: 'REQUIRED', field: ['events', '2', 'properties', 'user'] },
        { code: 'TOO_LONG', field: ['events', '3', 'properties', 'user'] },
      ]);
      expect(await record(client, events[1]!)).toEqual(['ACCEPTED']);
      const { meterPolicy } = await server.anonymous.ask('{ meterPolicy { refuseUndeclared } }');
      expect(meterPolicy).toEqual({ refuseUndeclared: true });
    } finally {
      await platform.client.ask(settings, { refuse: false });
    }
    expect(await record(client, events[0]!)).toEqual(['ACCEPTED']);
  });
});
