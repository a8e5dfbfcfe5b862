import type { Kysely } from 'kysely';
import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import { changedValues } from '../../database/changed-values.ts';
import { rateLimited, userError } from '../../errors.ts';
import type { DB } from '../../generated/database.ts';
import { changes, recordAudit } from '../audit/record.ts';
import type { createOrganizationInput, updateOrganizationInput } from './input.ts';
import {
  findOrganizationsByIds,
  insertOrganization,
  lockOrganization,
  reserveOrganization,
  updateOrganization,
} from './queries.ts';
import { anotherSlug, slugOf } from './slug.ts';
import type { OrganizationRow } from './rows.ts';
import type { RequestInfo } from '../../core/request.ts';

/**
 * Creates an organization owned by the user of `app.user_id` and returns its id. A slug derived from the name gets a
 * suffix when it is taken. A chosen slug that is taken causes TAKEN at `slugField`.
 */
export async function createOrganization(
  db: Kysely<DB>,
  input: { name: string; slug?: string | null },
  request: RequestInfo,
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
 * Creates another organization for the viewer, within the limits per person and day.
 * @throws LIMIT_REACHED, RATE_LIMITED
 */
export async function createAnotherOrganization(
  { db, request, services }: Context,
  input: z.output<typeof createOrganizationInput>,
): Promise<string> {
  const { organizationsPerPerson: limits } = services.config;
  const refusal = await reserveOrganization(db, limits);
  if (refusal === 'OWNED')
    throw userError(
      'LIMIT_REACHED',
      `A person can own at most ${limits.owned} organizations. Transfer the ownership of one first.`,
    );
  if (refusal === 'DAY')
    throw rateLimited(
      secondsUntilTomorrow(),
      `A person can create at most ${limits.perDay} organizations a day.`,
    );
  return createOrganization(db, input, request);
}

const DAY_SECONDS = 86_400;

/** Days are UTC days. */
const secondsUntilTomorrow = () => DAY_SECONDS - (Math.floor(Date.now() / 1000) % DAY_SECONDS);

export async function changeOrganization(
  context: Context,
  input: z.output<typeof updateOrganizationInput>,
): Promise<OrganizationRow> {
  const { tenant, db, scope } = context;
  await lockOrganization(tenant);
  const [before] = await findOrganizationsByIds(db, [scope.id]);
  const changed = changedValues(before!, input);
  if (!changed) return before!;
  const after = await updateOrganization(tenant, changed);
  await recordAudit(context, {
    action: 'organization.updated',
    targetType: 'Organization',
    targetId: scope.id,
    ...changes(before!, after, 'name', 'slug'),
  });
  return after;
}
