import { expect, test } from 'vitest';
import { createProjectOwner } from '../../fixtures/owner.ts';
import { startTestServer } from '../../support/server.ts';
import { createEndpoint } from '../../support/webhooks.ts';

const server = await startTestServer();
const UPDATE = `mutation ($input: UpdateWebhookEndpointInput!) {
  updateWebhookEndpoint(input: $input) { userErrors { code } } }`;

test('the audit log says that the URL of an endpoint changed, and never shows its path', async () => {
  const owner = await createProjectOwner(server.anonymous);
  const { id } = await createEndpoint(owner, 'https://hooks.example.test/services/T0/first-secret');
  const change = async (input: object) => {
    await owner.client.ask(UPDATE, { input: { id, ...input } });
    const { rows } = await server.systemPool.query(
      `select before, after from audit_events
      where organization_id = $1 and action = 'webhook_endpoint.updated' order by created_at desc, id desc`,
      [owner.organizationId],
    );
    return rows;
  };
  const [path] = await change({
    url: 'https://hooks.example.test/services/T0/second-secret?key=third-secret',
  });
  expect(path).toMatchObject({
    before: { host: 'hooks.example.test' },
    after: { host: 'hooks.example.test', urlChanged: true },
  });
  const [moved] = await change({ url: 'https://elsewhere.example.test:8443/services/fourth-secret' });
  expect(moved).toMatchObject({
    before: { host: 'hooks.example.test' },
    after: { host: 'elsewhere.example.test:8443', urlChanged: true },
  });
  const [other] = await change({ events: ['task.created'] });
  expect(other.after).not.toHaveProperty('urlChanged');
  // Without a change there is no entry.
  const rows = await change({ url: 'https://elsewhere.example.test:8443/services/fourth-secret' });
  expect(rows).toHaveLength(3);
  expect(JSON.stringify(rows)).not.toContain('secret');
  const { auditEvents } = await owner.client.ask(
    '{ auditEvents(first: 100) { nodes { action before after } } }',
  );
  expect(JSON.stringify(auditEvents)).not.toContain('services');
});
