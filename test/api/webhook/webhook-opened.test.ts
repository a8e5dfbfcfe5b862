import { expect, test } from 'vitest';
import { createProject, createTask } from '../../fixtures/work.ts';
import { register } from '../../support/client.ts';
import { settled } from '../../support/jobs.ts';
import { startTestServer } from '../../support/server.ts';
import { createEndpoint, deliveries, startWebhookWorker } from '../../support/webhooks.ts';

const server = await startTestServer();

const CHANGE = `mutation ($input: UpdateProjectInput!) { updateProject(input: $input) { userErrors { code } } }`;

// All of this happens before a worker runs.
const owner = await register(server.anonymous);
await owner.client.ask('mutation { changePlan(input: { plan: PRO }) { userErrors { code } } }');
const endpoint = await createEndpoint(owner, 'http://127.0.0.1:9/hook', {
  events: ['project.updated', 'task.created'],
});
const id = await createProject(owner.client, { visibility: 'PRIVATE' });
await createTask(owner.client, id, { title: 'Secret' });
await owner.client.ask(CHANGE, { input: { id, name: 'Secret' } });
await owner.client.ask(CHANGE, { input: { id, name: 'Public', visibility: 'ORGANIZATION' } });
await createTask(owner.client, id, { title: 'Public' });
await startWebhookWorker(server);

test('what happened while a project was private is told to no webhook, even if it was opened before the job ran', async () => {
  await settled(server.db, owner.organizationId, 'announce');
  const told = await deliveries(owner, { endpointId: { eq: endpoint.id } });
  expect(told.map(({ eventType }) => eventType).toSorted()).toEqual(['project.updated', 'task.created']);
  expect(JSON.stringify(told)).not.toContain('Secret');
});
