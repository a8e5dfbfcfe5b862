import { describe, expect, test } from 'vitest';
import { createComment, createTask } from '../../fixtures/work.ts';
import type { Client } from '../../support/client.ts';
import { createTenant } from '../../support/contract.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();

const find = async (client: Client, query: string, first?: number): Promise<string[]> =>
  (
    await client.ask(
      'query ($query: String!, $first: Int) { search(query: $query, first: $first) { task { title } } }',
      {
        query,
        first,
      },
    )
  ).search.map(({ task }) => task.title);

const filtered = async (client: Client, filter: object): Promise<string[]> =>
  (
    await client.ask(
      'query ($filter: TaskFilter) { tasks(filter: $filter) { totalCount nodes { title } } }',
      { filter },
    )
  ).tasks.nodes.map(({ title }) => title);

async function scene() {
  const tenant = await createTenant(server.anonymous);
  const { owner, projectId } = tenant;
  const tasks = {
    title: await createTask(owner.client, projectId, { title: 'Lighthouse lamp' }),
    description: await createTask(owner.client, projectId, {
      title: 'Order glass',
      description: 'For the lamp of the lighthouse',
    }),
    comment: await createTask(owner.client, projectId, { title: 'Call the keeper', status: 'DONE' }),
  };
  await createComment(owner.client, tasks.comment, { body: 'About the lighthouse, please' });
  return { ...tenant, tasks };
}

describe('a search', () => {
  test('finds prefixes of words in titles, descriptions and comments, titles first', async () => {
    const { owner } = await scene();
    expect(await find(owner.client, 'lightho')).toEqual([
      'Lighthouse lamp',
      'Order glass',
      'Call the keeper',
    ]);
    expect(await find(owner.client, 'LAMP light')).toEqual(['Lighthouse lamp', 'Order glass']);
    expect(await find(owner.client, 'lightho', 1)).toEqual(['Lighthouse lamp']);
    expect(await find(owner.client, 'please')).toEqual(['Call the keeper']);
  });

  test('tolerates small typing errors in titles', async () => {
    const { owner } = await scene();
    for (const words of ['lighthuose', 'lighthouze', 'ligthouse lamp'])
      expect([words, (await find(owner.client, words))[0]]).toEqual([words, 'Lighthouse lamp']);
    expect(await find(owner.client, 'submarine')).toEqual([]);
  });

  test('narrows a list, together with other conditions, within `and` and `or`', async () => {
    const { owner } = await scene();
    const search = 'lighthouse';
    expect(await filtered(owner.client, { search, status: { eq: 'DONE' } })).toEqual(['Call the keeper']);
    expect(
      (
        await filtered(owner.client, { or: [{ search: 'glass' }, { title: { startsWith: 'call' } }] })
      ).toSorted(),
    ).toEqual(['Call the keeper', 'Order glass']);
    expect(await filtered(owner.client, { and: [{ search: 'lamp' }, { search: 'glass' }] })).toEqual([
      'Order glass',
    ]);
  });

  test('excludes archived tasks', async () => {
    const { owner, tasks } = await scene();
    await owner.client.ask(
      `mutation ($id: ID!) { archiveTask(input: { id: $id }) { userErrors { code } } }`,
      { id: tasks.title },
    );
    expect(await find(owner.client, 'lamp')).toEqual(['Order glass']);
    expect(await filtered(owner.client, { search: 'lamp', archivedAt: { isNull: false } })).toEqual([
      'Lighthouse lamp',
    ]);
  });

  test('treats any text as words, never as operators', async () => {
    const { owner, projectId } = await scene();
    const titles = [
      'Großer Umbau',
      '灯台の修理',
      "O'Brien & sons",
      'back\\slash',
      'Ahoy 🚢 boat',
      '50% off_now',
    ];
    for (const title of titles) await createTask(owner.client, projectId, { title });
    for (const [words, title] of [
      ['großer', 'Großer Umbau'],
      ['灯台の修理', '灯台の修理'],
      ["o'brien", "O'Brien & sons"],
      ['back\\slash', 'back\\slash'],
      ['ahoy boat', 'Ahoy 🚢 boat'],
      ['50 off_now', '50% off_now'],
    ])
      expect([words, (await find(owner.client, words!))[0]]).toEqual([words, title]);
    for (const words of [
      '',
      ' ',
      "'",
      ':*',
      '& | !',
      '(',
      '\\',
      "');drop table tasks;--",
      '%',
      '_',
      '🚢'.repeat(200),
    ])
      expect(
        await owner.client.codes('query ($q: String!) { search(query: $q) { rank } }', { q: words }),
      ).toEqual([]);
  });

  test('has limits', async () => {
    const { owner } = await scene();
    const ask = (query: string, first = 20) =>
      owner.client.codes('query ($q: String!, $f: Int) { search(query: $q, first: $f) { rank } }', {
        q: query,
        f: first,
      });
    expect(await ask('x'.repeat(200))).toEqual([]);
    expect(await ask('x'.repeat(201))).toEqual(['BAD_USER_INPUT']);
    expect(await ask('x\0')).toEqual(['BAD_USER_INPUT']);
    expect([await ask('x', 101), await ask('x', -1)]).toEqual([['BAD_USER_INPUT'], ['BAD_USER_INPUT']]);
    expect(
      await owner.client.codes('query ($q: String) { tasks(filter: { search: $q }) { totalCount } }', {
        q: 'x'.repeat(201),
      }),
    ).toEqual(['BAD_USER_INPUT']);
  });

  test('finds only tasks of the tenant', async () => {
    const [ours, theirs] = [await scene(), await scene()];
    await createTask(theirs.owner.client, theirs.projectId, {
      title: 'Secret lighthouse',
      description: 'lamp',
    });
    expect(await find(ours.owner.client, 'secret')).toEqual([]);
    expect(await find(ours.owner.client, 'lighthouse')).toHaveLength(3);
    const outsider = theirs.owner.client.in(ours.organizationId);
    expect(await outsider.codes('{ search(query: "lighthouse") { rank } }')).toEqual(['NOT_FOUND']);
  });
});
