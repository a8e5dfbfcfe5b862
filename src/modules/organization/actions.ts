import type { Kysely } from 'kysely';
import type { z } from 'zod';
import type { Context, Incoming } from '../../context.ts';
import { changedValues } from '../../database/changed-values.ts';
import { rateLimited, userError } from '../../errors.ts';
import type { DB } from '../../generated/database.ts';
import { changes, recordAudit } from '../audit/record.ts';
import type { createOrganizationInput, updateOrganizationInput } from './input.ts';
import {
  findOrganizationsByIds,
  insertOrganization,
  lockOrganization,
  type OrganizationRow,
  reserveOrganization,
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

/**
 * Creates one more organization for the viewer, within what one person may have and create in a day.
 * @throws LIMIT_REACHED, RATE_LIMITED
 */
export async function createAnotherOrganization(
  { db, request, services }: Context,
  input: z.output<typeof createOrganizationInput>,
): Promise<string> {
  const { organizationsPerPerson: most } = services.config;
  const refusal = await reserveOrganization(db, most);
  if (refusal === 'OWNED')
    throw userError('LIMIT_REACHED', `A person can own ${most.owned} organizations and create no more.`);
  if (refusal === 'DAY')
    throw rateLimited(secondsUntilTomorrow(), `A person can create ${most.perDay} organizations a day.`);
  return createOrganization(db, input, request);
}

const DAY_SECONDS = 86_400;

/** In UTC. */
const secondsUntilTomorrow = () => DAY_SECONDS - (Math.floor(Date.now() / 1000) % DAY_SECONDS);

export async function changeOrganization(
  context: Context,
  input: z.output<typeof updateOrganizationInput>,
): Promise<OrganizationRow> {
  const { db, scope } = context;
  await lockOrganization(db, scope);
  const [before] = await findOrganizationsByIds(db, [scope.id]);
  const changed = changedValues(before!, input);
  if (!changed) return before!;
  await updateOrganization(db, scope, changed);
  const [after] = await findOrganizationsByIds(db, [scope.id]);
  await recordAudit(context, {
    action: 'organization.updated',
    targetType: 'Organization',
    targetId: scope.id,
    ...changes(before!, after!, 'name', 'slug'),
  });
  return after!;
}
