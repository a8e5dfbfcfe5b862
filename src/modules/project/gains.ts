import type { Context } from '../../core/context.ts';
import { userError } from '../../errors.ts';
import { knownSecretsGain, shareProjects } from './grant-queries.ts';
import { mayManage } from './levels.ts';
import type { GivenLevel } from './rows.ts';

// Who is put into a team is given the levels that the team and those above it have in projects. So it takes what it takes to
// give somebody these levels: to manage the projects. The caller of these functions holds the organization's lock, under
// which teams, their members and their projects change, and has read the access again behind it.

/**
 * Security: whoever manages the members of a team could otherwise give others, or themselves, projects that they do not
 * manage. The projects are locked, so that nobody is removed from them meanwhile.
 * @throws FORBIDDEN_ROLE
 */
export async function requireMayGive(context: Context, given: GivenLevel[], field: string): Promise<void> {
  if (given.length === 0) return;
  const ids = given.map(({ projectId }) => projectId);
  await shareProjects(context.tenant, ids);
  const manages = await Promise.all(ids.map((id) => mayManage(context, id)));
  if (!manages.every(Boolean))
    throw userError('FORBIDDEN_ROLE', 'You do not manage all of the projects that this gives.', field);
}

/**
 * Security: whoever was shown a secret of a service account would gain the projects that the account is given. So an account
 * is given no level that one of them lacks, until its keys are rolled.
 * @throws INVALID
 */
export async function requireNoSecretGains(
  { tenant }: Context,
  userIds: string[],
  given: GivenLevel[],
  field: string,
): Promise<void> {
  if (userIds.length === 0 || given.length === 0) return;
  if (await knownSecretsGain(tenant, userIds, given))
    throw userError(
      'INVALID',
      'Somebody who was not given this level in the project was shown the secret of an API key of a service account. Roll such keys without an overlap, or revoke them, first.',
      field,
    );
}
