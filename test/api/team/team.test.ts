import { describe, expect, test } from 'vitest';
import { createOwner } from '../../fixtures/owner.ts';
import { createTeam } from '../../fixtures/teams.ts';
import { type Client, join } from '../../support/client.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;

const CREATE = 'mutation ($input: CreateTeamInput!) { createTeam(input: $input) { userErrors { code } } }';
const UPDATE = 'mutation ($input: UpdateTeamInput!) { updateTeam(input: $input) { userErrors { code } } }';
const DELETE = 'mutation ($input: DeleteTeamInput!) { deleteTeam(input: $input) { userErrors { code } } }';

const update = (client: Client, id: string, input: object) =>
  client.codes(UPDATE, { input: { id, ...input } });
const remove = (client: Client, id: string) => client.codes(DELETE, { input: { id } });

/** The parent of each team by name, and its level in the database. */
async function tree(organizationId: string): Promise<Record<string, [string | null, number]>> {
  const rows = await db
    .selectFrom('teams as team')
    .leftJoin('teams as parent', (join) =>
      join
        .onRef('parent.organization_id', '=', 'team.organization_id')
        .onRef('parent.id', '=', 'team.parent_id'),
    )
    .select(['team.name', 'team.level', 'parent.name as parent'])
    .where('team.organization_id', '=', organizationId)
    .execute();
  return Object.fromEntries(rows.map(({ name, level, parent }) => [name, [parent, level]]));
}

/** Teams A, B below it and C below that, and a team X. */
async function createTree() {
  const owner = await createOwner(anonymous, 'PRO');
  const make = (name: string, parentId?: string) =>
    createTeam(owner.client, { name, handle: name, ...(parentId && { parentId }) });
  const a = await make('A');
  const b = await make('B', a);
  const c = await make('C', b);
  const x = await make('X');
  return { owner, client: owner.client, organizationId: owner.organizationId, a, b, c, x };
}

describe('a team', () => {
  test('has its values, and a handle in lower case', async () => {
    const { client } = await createOwner(anonymous, 'PRO');
    const { createTeam: made } = await client.ask(
      `mutation { createTeam(input: { name: " Dock ", handle: "Dock-7", description: "Repairs" }) {
        team { id name handle description version parent { id } lead { id } members { totalCount }
          viewerCanUpdate viewerCanDelete viewerCanManageMembers } } }`,
    );
    expect(made!.team).toEqual({
      id: expect.any(String),
      name: 'Dock',
      handle: 'dock-7',
      description: 'Repairs',
      version: 1,
      parent: null,
      lead: null,
      members: { totalCount: 0 },
      viewerCanUpdate: true,
      viewerCanDelete: true,
      viewerCanManageMembers: true,
    });
  });

  test('has a name and a handle of its own, ignoring case, and another organization may have the same', async () => {
    const { client } = await createOwner(anonymous, 'PRO');
    const other = await createOwner(anonymous, 'PRO');
    await createTeam(client, { name: 'Dock', handle: 'dock' });
    const create = (name: string, handle: string) => client.codes(CREATE, { input: { name, handle } });
    expect(await create('DOCK', 'pier')).toEqual(['TAKEN']);
    expect(await create('Pier', 'DOCK')).toEqual(['TAKEN']);
    expect(await create(' ', 'pier')).toEqual(['REQUIRED']);
    for (const handle of ['-pier', 'pier-', 'two words', 'pi_er', 'änne', '@pier'])
      expect([handle, await create('Pier', handle)]).toEqual([handle, ['INVALID']]);
    expect(await create('Pier', '')).toEqual(['REQUIRED']);
    expect(await create('Pier', 'p'.repeat(41))).toEqual(['TOO_LONG']);
    expect(await create('Pier', 'p')).toEqual([]);
    expect(await other.client.codes(CREATE, { input: { name: 'Dock', handle: 'dock' } })).toEqual([]);
  });

  test('is one of at most 200, also when two are created at once', async () => {
    const { client, organizationId } = await createOwner(anonymous, 'PRO');
    await db
      .insertInto('teams')
      .values(
        Array.from({ length: 199 }, (_, index) => ({
          organization_id: organizationId,
          name: `Team ${index}`,
          handle: `team-${index}`,
        })),
      )
      .execute();
    const codes = await Promise.all(
      ['one', 'other'].map((name) => client.codes(CREATE, { input: { name, handle: name } })),
    );
    expect(codes.toSorted()).toEqual([[], ['LIMIT_REACHED']]);
  });

  test('changes with its version, and not with another one than expected', async () => {
    const { client, x } = await createTree();
    expect(await update(client, x, { name: 'Y', description: 'New' })).toEqual([]);
    expect(await update(client, x, { name: 'Y' })).toEqual([]);
    expect(await update(client, x, { name: 'Z', expectedVersion: 1 })).toEqual(['STALE_VERSION']);
    expect(await update(client, x, { description: null, expectedVersion: 2 })).toEqual([]);
    const { team } = await client.ask('query ($id: ID!) { team(id: $id) { name description version } }', {
      id: x,
    });
    expect(team).toEqual({ name: 'Y', description: null, version: 3 });
  });

  test('is in the audit log with all its changes', async () => {
    const { client, organizationId, a, x } = await createTree();
    await update(client, x, { name: 'Y', parentId: a });
    await update(client, x, { name: 'Y', parentId: a });
    await remove(client, x);
    const events = await db
      .selectFrom('audit_events')
      .select(['action', 'before', 'after'])
      .where('organization_id', '=', organizationId)
      .where('target_id', '=', x)
      .orderBy('id')
      .execute();
    expect(events).toEqual([
      { action: 'team.created', before: null, after: { name: 'X', handle: 'x' } },
      { action: 'team.updated', before: { name: 'X', parentId: null }, after: { name: 'Y', parentId: a } },
      { action: 'team.deleted', before: { name: 'Y', handle: 'x', parentId: a }, after: null },
    ]);
  });

  test('is seen by every member, and changed by administrators', async () => {
    const { owner, a, x } = await createTree();
    const [member, admin] = [await join(owner, 'MEMBER'), await join(owner, 'ADMIN')];
    expect(
      await member.client.ask(
        `query ($id: ID) { teams(filter: { parentId: { eq: $id } }) { nodes { name parent { name }
          viewerCanUpdate viewerCanManageMembers } } organization { viewerCanCreateTeams } }`,
        { id: a },
      ),
    ).toEqual({
      teams: {
        nodes: [{ name: 'B', parent: { name: 'A' }, viewerCanUpdate: false, viewerCanManageMembers: false }],
      },
      organization: { viewerCanCreateTeams: false },
    });
    expect(await member.client.codes(CREATE, { input: { name: 'N', handle: 'n' } })).toEqual(['FORBIDDEN']);
    expect(await update(member.client, x, { name: 'Y' })).toEqual(['FORBIDDEN']);
    expect(await remove(member.client, x)).toEqual(['FORBIDDEN']);
    expect(await update(admin.client, x, { name: 'Y' })).toEqual([]);
    expect(await remove(admin.client, x)).toEqual([]);
  });

  test('does not exist for another organization', async () => {
    const { a, x } = await createTree();
    const { client } = await createOwner(anonymous, 'PRO');
    expect(await update(client, x, { name: 'Y' })).toEqual(['NOT_FOUND']);
    expect(await remove(client, x)).toEqual(['NOT_FOUND']);
    expect(await client.codes(CREATE, { input: { name: 'N', handle: 'n', parentId: a } })).toEqual([
      'NOT_FOUND',
    ]);
    expect(await client.ask('query ($id: ID!) { team(id: $id) { id } }', { id: x })).toEqual({ team: null });
  });
});

describe('trees of teams', () => {
  test('have at most three levels, whatever moves', async () => {
    const { client, organizationId, a, b, c, x } = await createTree();
    const whole = await tree(organizationId);
    expect(whole).toEqual({ A: [null, 1], B: ['A', 2], C: ['B', 3], X: [null, 1] });
    expect(await client.codes(CREATE, { input: { name: 'D', handle: 'd', parentId: c } })).toEqual([
      'INVALID',
    ]);
    // Not the moved team itself is too deep, but one below it.
    expect(await update(client, a, { parentId: x })).toEqual(['INVALID']);
    expect(await update(client, x, { parentId: c })).toEqual(['INVALID']);
    expect(await tree(organizationId)).toEqual(whole);
    expect(await update(client, b, { parentId: x })).toEqual([]);
    expect(await update(client, c, { parentId: a })).toEqual([]);
    expect(await tree(organizationId)).toEqual({ A: [null, 1], B: ['X', 2], C: ['A', 2], X: [null, 1] });
    expect(await update(client, a, { parentId: b })).toEqual(['INVALID']);
    expect(await update(client, c, { parentId: null })).toEqual([]);
    expect(await update(client, c, { parentId: b })).toEqual([]);
    expect(await update(client, b, { parentId: null })).toEqual([]);
    expect(await tree(organizationId)).toEqual({ A: [null, 1], B: [null, 1], C: ['B', 2], X: [null, 1] });
  });

  test('have no circles', async () => {
    const { client, a, b, c } = await createTree();
    for (const parentId of [a, b, c]) expect(await update(client, a, { parentId })).toEqual(['INVALID']);
  });

  test('stay so when two move at once', async () => {
    const { client, organizationId, a, b, x } = await createTree();
    // Either is possible alone. Both would be a circle.
    expect(await update(client, b, { parentId: null })).toEqual([]);
    const circle = await Promise.all([
      update(client, a, { parentId: x }),
      update(client, x, { parentId: a }),
    ]);
    expect(circle.toSorted()).toEqual([[], ['INVALID']]);
    // Either is possible alone. Both would be four levels.
    expect(await update(client, a, { parentId: null })).toEqual([]);
    expect(await update(client, x, { parentId: null })).toEqual([]);
    const deep = await Promise.all([update(client, b, { parentId: a }), update(client, a, { parentId: x })]);
    expect(deep.toSorted()).toEqual([[], ['INVALID']]);
    expect(Math.max(...Object.values(await tree(organizationId)).map(([, level]) => level))).toBe(3);
  });

  test('are held to this by the database', async () => {
    const { organizationId, a, c } = await createTree();
    const set = (id: string, values: { parent_id?: string; level?: number }) =>
      db
        .updateTable('teams')
        .set(values)
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .execute();
    await expect(set(a, { parent_id: c, level: 4 })).rejects.toThrow('teams_level_check');
    await expect(set(a, { parent_id: c, level: 3 })).rejects.toThrow('teams_parent_fkey');
    await expect(set(a, { parent_id: c })).rejects.toThrow('teams_root_check');
    await expect(set(c, { level: 2 })).rejects.toThrow('teams_parent_fkey');
  });

  test('keep their teams: one with others below it cannot be deleted', async () => {
    const { client, a, b, c } = await createTree();
    expect(await remove(client, a)).toEqual(['INVALID']);
    for (const id of [c, b, a]) expect(await remove(client, id)).toEqual([]);
  });
});
