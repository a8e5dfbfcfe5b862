import { describe, expect, test } from 'vitest';
import type { Permission } from '../../../src/generated/enums.ts';
import { assignRole, createRole, updateRole } from '../../fixtures/roles.ts';
import { addToTeam, createTeam, setTeamLead } from '../../fixtures/teams.ts';
import { createProject } from '../../fixtures/work.ts';
import { type Account, type Client, join, register } from '../../support/client.ts';
import { bearer, createKey } from '../../support/departure.ts';
import { createServiceAccount, createServiceKey } from '../../support/service-accounts.ts';
import { startTestServer } from '../../support/server.ts';
import { createScene, levelOf, WRITES } from './scene.ts';

/* Whoever decides who is in a team gives what the team has in projects. */

const server = await startTestServer();
const { anonymous } = server;

const { roles } = await (await register(anonymous)).client.ask('{ roles { nodes { id permissions } } }');
const asMember = roles!.nodes.find(({ id }) => id === 'MEMBER')!.permissions;

const add = (client: Client, teamId: string, { userId }: Pick<Account, 'userId'>) =>
  client.payload(WRITES.join, { input: { teamId, userId } });
const refused = { userErrors: [{ code: 'FORBIDDEN_ROLE', field: ['teamId'] }] };
const done = { userErrors: [] };

describe('a lead', () => {
  test('adds members only while they manage all projects of the team and of those above it', async () => {
    const { owner, middle, stranger, projectId, topTeam, middleTeam, bottomTeam, give, take } =
      await createScene(anonymous);
    await setTeamLead(owner.client, middleTeam, middle.userId);
    await give(bottomTeam, 'VIEW');
    expect(await add(middle.client, bottomTeam, stranger)).toEqual(refused);
    expect(await levelOf(stranger, projectId)).toBeUndefined();
    // The team below is not theirs: its projects are not given to members of this one.
    expect(await add(middle.client, middleTeam, stranger)).toEqual(done);
    await owner.client.ask(WRITES.leave, { input: { teamId: middleTeam, userId: stranger.userId } });
    await take(bottomTeam);
    await give(topTeam, 'EDIT');
    for (const team of [middleTeam, bottomTeam])
      expect(await add(middle.client, team, stranger)).toEqual(refused);
    await owner.client.ask(WRITES.addMember, {
      input: { projectId, userId: middle.userId, level: 'MANAGE' },
    });
    expect(await add(middle.client, bottomTeam, stranger)).toEqual(done);
    expect(await levelOf(stranger, projectId)).toBe('EDIT');
    // They remove without it, and who is in the team already is given nothing.
    await owner.client.ask(WRITES.removeMember, { input: { projectId, userId: middle.userId } });
    expect(await add(middle.client, bottomTeam, stranger)).toEqual(done);
    expect(
      await middle.client.codes(WRITES.leave, { input: { teamId: bottomTeam, userId: stranger.userId } }),
    ).toEqual([]);
    expect(await add(middle.client, bottomTeam, stranger)).toEqual(refused);
  });

  test('who loses the project at the same moment adds nobody after it', async () => {
    for (let round = 0; round < 5; round++) {
      const { owner, top, stranger, projectId, topTeam, give } = await createScene(anonymous);
      await setTeamLead(owner.client, topTeam, top.userId);
      await give(topTeam, 'EDIT');
      await owner.client.ask(WRITES.addMember, { input: { projectId, userId: top.userId, level: 'MANAGE' } });
      const ended: string[] = [];
      const note = async (name: string, work: Promise<unknown>) => {
        const result = await work;
        ended.push(name);
        return result;
      };
      const [, added] = await Promise.all([
        note('removed', owner.client.ask(WRITES.removeMember, { input: { projectId, userId: top.userId } })),
        note('added', add(top.client, topTeam, stranger)),
      ]);
      const isIn = (await levelOf(stranger, projectId)) === 'EDIT';
      expect(added).toEqual(isIn ? done : refused);
    }
  });
});

describe('a role with the permission to manage teams', () => {
  async function createManager() {
    const scene = await createScene(anonymous);
    const { owner, stranger } = scene;
    const role = await createRole(owner, [...asMember, 'TEAM_MANAGE'], { name: 'Teams', basedOn: 'ADMIN' });
    await assignRole(owner, stranger.userId, role);
    return scene;
  }

  test('does not put themselves or others into teams of projects that they do not manage', async () => {
    const { owner, stranger, bottom, projectId, topTeam, give } = await createManager();
    expect(await add(stranger.client, topTeam, bottom)).toEqual(done);
    await give(topTeam, 'VIEW');
    expect(await add(stranger.client, topTeam, stranger)).toEqual(refused);
    expect(await levelOf(stranger, projectId)).toBeUndefined();
    await owner.client.ask(WRITES.addMember, {
      input: { projectId, userId: stranger.userId, level: 'EDIT' },
    });
    expect(await add(stranger.client, topTeam, await join(owner, 'MEMBER'))).toEqual(refused);
  });

  test('moves no team below one with projects that they do not manage', async () => {
    const { owner, stranger, projectId, topTeam, middleTeam, give } = await createManager();
    const own = await createTeam(stranger.client);
    await addToTeam(stranger.client, own, stranger.userId);
    await give(topTeam, 'VIEW');
    const move = (parentId: string, id = own) =>
      stranger.client.payload(WRITES.move, { input: { id, parentId } });
    const kept = { userErrors: [{ code: 'FORBIDDEN_ROLE', field: ['parentId'] }] };
    expect(await move(topTeam)).toEqual(kept);
    expect(await move(middleTeam)).toEqual(kept);
    expect(await levelOf(stranger, projectId)).toBeUndefined();
    // Nobody is given what they have.
    const bottom = await createTeam(owner.client, { parentId: middleTeam });
    expect(await move(topTeam, bottom)).toEqual(done);
    await owner.client.ask(WRITES.addMember, {
      input: { projectId, userId: stranger.userId, level: 'MANAGE' },
    });
    expect(await move(topTeam)).toEqual(done);
  });
});

test('an API key gives teams of projects only with the permission for all projects', async () => {
  const { owner, stranger, projectId, topTeam, give } = await createScene(anonymous);
  await give(topTeam, 'VIEW');
  await owner.client.ask(WRITES.removeMember, { input: { projectId, userId: owner.userId } });
  const keyOf = async (input: object) =>
    bearer(
      owner.client,
      (await createKey(owner.client, { role: 'ADMIN', scopes: ['READ', 'WRITE', 'MEMBERS_WRITE'], ...input }))
        .secret,
    );
  const limited = await keyOf({ permissions: ['TEAM_MANAGE', 'PROJECT_SEE', 'TASK_SEE', 'TASK_WRITE'] });
  expect(await add(limited, topTeam, stranger)).toEqual(refused);
  const blind = await keyOf({
    permissions: ['TEAM_MANAGE', 'PROJECT_SEE', 'TASK_SEE', 'PROJECT_MANAGE', 'TASK_WRITE'],
  });
  expect(await add(blind, topTeam, stranger)).toEqual(refused);
  expect(await add(await keyOf({}), topTeam, stranger)).toEqual(done);
});

describe('a service account, of which somebody knows a secret who does not see the project,', () => {
  const gains = (field: string) => ({ userErrors: [{ code: 'INVALID', field: [field] }] });

  async function createKnown() {
    const scene = await createScene(anonymous);
    const { owner, stranger } = scene;
    const keyManager: Permission[] = [...asMember, 'API_KEY_SEE', 'API_KEY_MANAGE', 'SERVICE_ACCOUNT_MANAGE'];
    const role = await createRole(owner, [...keyManager, 'PROJECT_SEE_ALL'], {
      name: 'Keys',
      basedOn: 'ADMIN',
    });
    await assignRole(owner, stranger.userId, role);
    const userId = await createServiceAccount(owner.client, owner.userId);
    const { secret } = await createServiceKey(stranger.client, userId, { role: 'MEMBER', scopes: ['READ'] });
    await updateRole(owner, role, keyManager);
    return { ...scene, account: { userId, client: bearer(owner.client, secret) } };
  }

  test('is given it neither alone nor by a team, until its keys are rolled', async () => {
    const { owner, account, stranger, projectId, topTeam, middleTeam, give, take } = await createKnown();
    const give1 = (level: string) =>
      owner.client.payload(WRITES.addMember, { input: { projectId, userId: account.userId, level } });
    expect(await give1('VIEW')).toMatchObject(gains('userId'));
    await give(topTeam, 'VIEW');
    expect(await add(owner.client, topTeam, account)).toEqual(gains('userId'));
    expect(await add(owner.client, middleTeam, account)).toEqual(gains('userId'));
    await take(topTeam);
    expect(await add(owner.client, middleTeam, account)).toEqual(done);
    const teamInput = { projectId, teamId: topTeam, level: 'VIEW' };
    expect(await owner.client.payload(WRITES.add, { input: teamInput })).toMatchObject(gains('teamId'));
    const lone = await createTeam(owner.client);
    await give(lone, 'VIEW');
    expect(await owner.client.payload(WRITES.move, { input: { id: middleTeam, parentId: lone } })).toEqual(
      gains('parentId'),
    );
    expect(await levelOf(account, projectId)).toBeUndefined();
    // As far as the person who knows the secret was given it.
    await owner.client.ask(WRITES.addMember, {
      input: { projectId, userId: stranger.userId, level: 'VIEW' },
    });
    expect(await owner.client.payload(WRITES.add, { input: teamInput })).toMatchObject(done);
    expect(await levelOf(account, projectId)).toBe('VIEW');
    expect(
      await owner.client.payload(WRITES.change, { input: { ...teamInput, level: 'EDIT' } }),
    ).toMatchObject(gains('teamId'));
  });

  test('is given it by one at most of two changes at once', async () => {
    for (let round = 0; round < 5; round++) {
      const { owner, account, projectId, topTeam } = await createKnown();
      const [joined, given] = await Promise.all([
        owner.client.codes(WRITES.join, { input: { teamId: topTeam, userId: account.userId } }),
        owner.client.codes(WRITES.add, { input: { projectId, teamId: topTeam, level: 'VIEW' } }),
      ]);
      expect([joined, given].flat()).toEqual(['INVALID']);
      expect(await levelOf(account, projectId)).toBeUndefined();
    }
  });

  test('that belongs to a project by a team shows no secret to who does not see all', async () => {
    const { owner, stranger, open, topTeam } = await createKnown();
    const userId = await createServiceAccount(owner.client, owner.userId, { name: 'Another' });
    await addToTeam(owner.client, topTeam, userId);
    const create = () =>
      stranger.client.codes(
        'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret userErrors { code } } }',
        { input: { name: 'A', role: 'MEMBER', scopes: ['READ'], ownerId: userId } },
      );
    await owner.client.ask(WRITES.add, { input: { projectId: open, teamId: topTeam, level: 'VIEW' } });
    expect(await create()).toEqual(['FORBIDDEN_ROLE']);
  });
});

test('a project that becomes private keeps its teams', async () => {
  const { owner, top, middle, stranger, topTeam, give } = await createScene(anonymous);
  const projectId = await createProject(owner.client, { name: 'Later' });
  await give(topTeam, 'COMMENT', projectId);
  expect(await levelOf(stranger, projectId)).toBe('EDIT');
  await owner.client.ask(
    'mutation ($id: ID!) { updateProject(input: { id: $id, visibility: PRIVATE }) { userErrors { code } } }',
    { id: projectId },
  );
  expect(await Promise.all([top, middle, stranger].map((each) => levelOf(each, projectId)))).toEqual([
    'COMMENT',
    'COMMENT',
    undefined,
  ]);
});
