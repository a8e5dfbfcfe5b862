import { type Account, type Client, register } from './client.ts';
import type { TestServer } from './server.ts';

const suspension = 'suspension { reason since until suspendedBy }';
const life = `organization { id status ${suspension} archiveReason } userErrors { code field }`;
export const SUSPEND = `mutation ($reason: String! = "Unpaid", $until: DateTime) {
  suspendOrganization(input: { reason: $reason, until: $until }) { ${life} } }`;
export const REINSTATE = `mutation { reinstateOrganization { ${life} } }`;
export const ARCHIVE = `mutation ($reason: String! = "Done") { archiveOrganization(input: { reason: $reason }) { ${life} } }`;
export const RESTORE = `mutation { restoreOrganization { ${life} } }`;
export const WRITE = 'mutation { createProject(input: { name: "Pier" }) { userErrors { code } } }';
export const STATUS = `{ organization { status ${suspension} archiveReason } }`;

/** To the second, which the API writes the same way. */
export const inHours = (hours: number) =>
  new Date(Date.now() + hours * 3_600_000).toISOString().replace(/\.\d+Z/, 'Z');

/** An owner whose client names the organization, as it must once that is archived. */
export async function registerOwner({ anonymous }: TestServer): Promise<Account> {
  const owner = await register(anonymous, 'Olive Owner');
  return { ...owner, client: owner.client.in(owner.organizationId) };
}

/** A platform administrator, acting in this organization without belonging to it. */
export async function administer(
  { anonymous, db }: TestServer,
  { organizationId }: Account,
): Promise<Client> {
  const admin = await register(anonymous, 'Paula Platform');
  await db.updateTable('users').set({ platform_admin: true }).where('id', '=', admin.userId).execute();
  return admin.client.in(organizationId);
}

export async function send(client: Client, query: string, variables?: Record<string, unknown>): Promise<any> {
  return Object.values(await client.ask(query, variables))[0];
}

export const setUntil = ({ db }: TestServer, { organizationId }: Account, suspended_until: string) =>
  db.updateTable('organizations').set({ suspended_until }).where('id', '=', organizationId).execute();
