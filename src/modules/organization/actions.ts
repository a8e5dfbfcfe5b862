import type { Kysely } from 'kysely';
import type { z } from 'zod';
import type { Context, Incoming } from '../../context.ts';
import { userError } from '../../errors.ts';
import type { DB } from '../../generated/database.ts';
import { changes, recordAudit } from '../audit/record.ts';
import type { updateOrganizationInput } from './input.ts';
import {
  findOrganizationsByIds,
  insertOrganization,
  lockOrganization,
  type OrganizationRow,
  updateOrganization,
} from './queries.ts';
import { anotherSlug, slugOf } from './slug.ts';

/**
 * Makes an organization owned by the user whom `app.user_id` names, and answers its id. A slug made from the name
 * gets a suffix while it is taken; a chosen one that is taken is TAKEN, at `slugField`.
 */
export async function createOrganization(
  db: Kysely<DB>,
  input: { name: string; slug?: string | null },
  request: Incoming,
  slugField = 'slug',
): Promise<string> {
  const first = input.slug ?? slugOf(input.name);
  const candidates = input.slug ? [first] : [first, ...Array.from({ length: 5 }, () => anotherSlug(first))];
  for (const slug of candidates) {
    const id = await insertOrganization(db, { name: input.name, slug }, request);
    if (id) return id;
  }
  throw userError('TAKEN', 'Another organization has this slug.', slugField);
}

export async function changeOrganization(
  context: Context,
  input: z.output<typeof updateOrganizationInput>,
): Promise<OrganizationRow> {
  const { db, scope } = context;
  await lockOrganization(db, scope);
  const [before] = await findOrganizationsByIds(db, [scope.id]);
  if (Object.values(input).some((value) => value !== undefined)) await updateOrganization(db, scope, input);
  const [after] = await findOrganizationsByIds(db, [scope.id]);
  await recordAudit(context, {
    action: 'organization.updated',
    targetType: 'Organization',
    targetId: scope.id,
    ...changes(before!, after!, 'name', 'slug'),
  });
  return after!;
}
