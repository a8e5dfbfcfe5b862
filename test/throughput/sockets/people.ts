import type { JWK } from 'jose';
import type pg from 'pg';
import { createTokens } from '../../../src/authentication/tokens.ts';

/** A signed-in member of an organization. */
export interface Member {
  organizationId: string;
  token: string;
}

/** An organization with one task, and its members. The first of them is an owner. */
export interface Organization {
  id: string;
  taskId: string;
  members: Member[];
}

/**
 * Creates organizations with so many members each, who are signed in. They are on the plan PRO, with the limits of members
 * and subscriptions that an operator would give to an organization of this size.
 */
export async function createOrganizations(
  pool: pg.Pool,
  key: JWK,
  { name, organizations, members }: { name: string; organizations: number; members: number },
): Promise<Organization[]> {
  const tokens = await createTokens({
    keys: [key],
    issuer: 'polity',
    audience: 'polity',
    accessTokenTtl: 3600,
  });
  const created: Organization[] = [];
  for (let number = 0; number < organizations; number++) {
    const { rows } = await pool.query<{ organization: string; task: string; user: string; session: string }>(
      `with o as (
        insert into organizations (name, slug, plan_code, plan_version)
          select $1, $1, 'PRO', max(version) from plan_versions where plan_code = 'PRO' returning id
      ), overrides as (
        insert into organization_overrides (organization_id, member_limit, subscription_limit, reason)
          select id, 2000, 20000, 'socket-load' from o
      ), u as (
        insert into users (email, password_hash, full_name, email_verified_at)
          select $1 || '-' || n || '@polity.test', 'none', 'Member ' || n, now() from generate_series(1, $2::int) n
          returning id, full_name
      ), m as (
        insert into memberships (organization_id, user_id, role)
          select o.id, u.id, case full_name when 'Member 1' then 'OWNER' else 'MEMBER' end from o, u
      ), s as (
        insert into sessions (user_id, organization_id, expires_at) select u.id, o.id, now() + interval '1 day' from o, u
          returning id, user_id
      ), p as (
        insert into projects (organization_id, name) select id, 'Project' from o returning id, organization_id
      ), t as (
        insert into tasks (organization_id, project_id, position, title)
          select organization_id, id, 'a0', 'Task' from p returning id
      )
      select o.id as organization, t.id as task, u.id as "user", s.id as session
      from o, t, u join s on s.user_id = u.id order by u.full_name = 'Member 1' desc`,
      [`${name}-${number}`, members],
    );
    created.push({
      id: rows[0]!.organization,
      taskId: rows[0]!.task,
      members: await Promise.all(
        rows.map(async ({ organization, user, session }) => ({
          organizationId: organization,
          token: (await tokens.sign(user, session, organization)).token,
        })),
      ),
    });
  }
  return created;
}
