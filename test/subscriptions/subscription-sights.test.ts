import { afterAll, expect, test } from 'vitest';
import { statements } from '../../src/database/statements.ts';
import { createOwner } from '../fixtures/owner.ts';
import { addToTeam, createTeam } from '../fixtures/teams.ts';
import { createProject, createTask } from '../fixtures/work.ts';
import { bearer } from '../support/departure.ts';
import { createServiceAccount, createServiceKey } from '../support/service-accounts.ts';
import { startTestServer } from '../support/server.ts';
import { connect, type Heard, listen, publish } from '../support/subscriber.ts';

const server = await startTestServer();

const SUBSCRIBERS = 50;
const query = 'subscription { taskEvents { taskId task { title } } }';

const sent: string[] = [];
const note = (message: unknown) => void sent.push((message as { sql: string }).sql);
statements.subscribe(note);
afterAll(() => void statements.unsubscribe(note));

const give = `mutation ($input: AddProjectMemberInput!) { addProjectMember(input: $input) { userErrors { code } } }`;
const giveTeam = `mutation ($input: AddProjectTeamInput!) { addProjectTeam(input: $input) { userErrors { code } } }`;
const take = `mutation ($input: RemoveProjectMemberInput!) {
  removeProjectMember(input: $input) { userErrors { code } } }`;

/** The statements of each execution that read the task of an event. */
const executions = () => sent.filter((each) => /\bfrom "tasks"/.test(each)).length;

test('of 50 subscribers who do not see all projects, those who were given the same ones share each event', async () => {
  const owner = await createOwner(server.anonymous, 'PRO');
  const open = await createProject(owner.client, { name: 'Open' });
  const hidden = await createProject(owner.client, { name: 'Hidden', visibility: 'PRIVATE' });
  const openTask = await createTask(owner.client, open, { title: 'Open task' });
  const hiddenTask = await createTask(owner.client, hidden, { title: 'Hidden task' });
  const team = await createTeam(owner.client);
  await owner.client.ask(giveTeam, { input: { projectId: hidden, teamId: team, level: 'VIEW' } });
  const accounts: string[] = [];
  const heard: Heard[] = [];
  for (let index = 0; index < SUBSCRIBERS; index++) {
    const userId = await createServiceAccount(owner.client, owner.userId, { name: `Robot ${index}` });
    const { secret } = await createServiceKey(owner.client, userId, { role: 'MEMBER', scopes: ['READ'] });
    accounts.push(userId);
    // Every third one is given the private project: by itself, or by a team.
    if (index % 6 === 0)
      await owner.client.ask(give, { input: { projectId: hidden, userId, level: 'EDIT' } });
    if (index % 6 === 3) await addToTeam(owner.client, team, userId);
    heard.push(await listen(server, connect(bearer(owner.client, secret)), query));
  }
  const sees = (index: number) => index % 3 === 0;
  const counts = () => heard.map(({ events }) => events.length);

  sent.length = 0;
  await publish(server, owner.organizationId, [openTask], open);
  await Promise.all(heard.map((each) => each.first(1)));
  // One for each sight, and each reads the task, and whether its project is seen.
  expect(executions()).toBe(2);
  expect(sent.length).toBeLessThan(30);

  sent.length = 0;
  await publish(server, owner.organizationId, [hiddenTask], hidden);
  await publish(server, owner.organizationId, [openTask], open);
  await Promise.all(heard.map((each, index) => each.first(sees(index) ? 3 : 2)));
  expect(counts()).toEqual(heard.map((_, index) => (sees(index) ? 3 : 2)));
  expect(JSON.stringify(heard[1]!.events)).not.toContain('Hidden');
  expect(heard[0]!.events[1]).toMatchObject({ task: { title: 'Hidden task' } });
  expect(executions()).toBe(4);
  expect(sent.length).toBeLessThan(60);

  // Whoever loses the project shares with the others from the next event on.
  await owner.client.ask(take, { input: { projectId: hidden, userId: accounts[0]! } });
  await publish(server, owner.organizationId, [hiddenTask], hidden);
  await publish(server, owner.organizationId, [openTask], open);
  await Promise.all(
    heard.map((each, index) => each.first(index > 0 && sees(index) ? 5 : index === 0 ? 4 : 3)),
  );
  expect(heard[0]!.events).toHaveLength(4);
  expect(heard[0]!.events[3]).toMatchObject({ task: { title: 'Open task' } });
});
