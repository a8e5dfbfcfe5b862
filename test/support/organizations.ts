import { createPlatformAdmin } from '../fixtures/platform-admin.ts';
import { type Account, type Client } from './client.ts';
import type { TestServer } from './server.ts';

const suspension = 'suspension { reason since until suspendedBy }';
const life = `organization { id status ${suspension} archiveReason } userErrors { code field }` as const;
export const SUSPEND = `mutation ($reason: String! = "Unpaid", $until: DateTime) {
  suspendOrganization(input: { reason: $reason, until: $until }) { ${life} } }` as const;
export const REINSTATE = `mutation { reinstateOrganization { ${life} } }` as const;
export const ARCHIVE =
  `mutation ($reason: String! = "Done") { archiveOrganization(input: { reason: $reason }) { ${life} } }` as const;
export const RESTORE = `mutation { restoreOrganization { ${life} } }` as const;
export const WRITE = 'mutation { createProject(input: { name: "Pier" }) { userErrors { code } } }';
export const STATUS = `{ organization { status ${suspension} archiveReason } }` as const;

/** To the second, which the API writes the same way. */
export const inHours = (hours: number) =>
  new Date(Date.now() + hours * 3_600_000).toISOString().replace(/\.\d+Z/, 'Z');

/** A platform administrator, acting in this organization without belonging to it. */
export async function administer(server: TestServer, { organizationId }: Account): Promise<Client> {
  const admin = await createPlatformAdmin(server);
  return admin.client.in(organizationId);
}

export const setUntil = ({ db }: TestServer, { organizationId }: Account, suspended_until: string) =>
  db.updateTable('organizations').set({ suspended_until }).where('id', '=', organizationId).execute();
