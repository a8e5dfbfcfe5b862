import { expect, test } from 'vitest';
import { register } from './support/client.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();

test('registering makes an account that owns an organization and acts in it', async () => {
  const ada = await register(server.anonymous);
  const { me, organization } = await ada.client.ask(
    `{ me { id memberships { role organization { id } } } organization { id viewerRole } }`,
  );
  expect(me).toEqual({
    id: ada.userId,
    memberships: [{ role: 'OWNER', organization: { id: ada.organizationId } }],
  });
  expect(organization).toEqual({ id: ada.organizationId, viewerRole: 'OWNER' });
});
