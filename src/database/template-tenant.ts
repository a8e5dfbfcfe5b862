import { randomUUID } from 'node:crypto';
import type { CompiledQuery } from 'kysely';
import { singleConnectionDb } from './single-connection.ts';
import { mintTenant, type TenantDb } from './tenant-db.ts';

/** No organization has this id. */
const placeholder = randomUUID();

/**
 * The handle with which statements are compiled before the organization is known. It executes nothing.
 * Security: a statement that keeps the placeholder returns no rows, because no organization has its id, and the caller
 * of another organization sees nothing either, because row-level security applies as well.
 */
export const templateTenant: TenantDb = mintTenant(
  singleConnectionDb(async () => {
    throw new Error('A template is only compiled.');
  }),
  placeholder,
);

/**
 * Returns the statement for this organization: its id takes the place of the placeholder.
 * Security: the database may not have confirmed the id yet. Row-level security restricts the rows to the caller's access,
 * and graphql/plan/read.ts uses them only if the confirmed organization is this one.
 */
export const bindOrganization = (template: CompiledQuery, organizationId: string): CompiledQuery => ({
  ...template,
  parameters: template.parameters.map((value) => (value === placeholder ? organizationId : value)),
});
