/**
 * Makes PostGraphile check what Polity checks: the session has not ended, its user is active and a member of the
 * organization, the membership is not suspended, and the organization is not archived. There are two ways, each with its own login:
 *
 * - `asking`, which Polity uses too: each request first calls `bench.admit`, which refuses it or returns verified values.
 *   They become settings, which the policies trust.
 * - `trusting`: the token's claims become settings, and the policies check them once for each statement. That saves a round
 *   trip, but refuses nobody: a caller without access gets empty results.
 */
export const guard = (password: string) => `
  create schema bench;
  create function bench.setting(name text) returns uuid language sql stable parallel safe
    as $$ select nullif(current_setting('bench.' || name, true), '')::uuid $$;
  create function bench.user_of(session uuid) returns uuid language sql stable parallel safe security definer as $$
    select u.id from public.sessions s join public.users u on u.id = s.user_id
    where s.id = session and s.revoked_at is null and s.expires_at > now()
      and app.effective_status(u.status, u.status_until) = 'ACTIVE' $$;
  create function bench.organization_of(session uuid, organization uuid) returns uuid
    language sql stable parallel safe security definer as $$
    select o.id from public.sessions s
      join public.users u on u.id = s.user_id
      join public.memberships m on m.user_id = u.id and m.organization_id = organization
        and app.membership_holds(m.member_suspended_at, m.member_suspended_until)
      join public.organizations o on o.id = m.organization_id
    where s.id = session and s.revoked_at is null and s.expires_at > now()
      and app.effective_status(u.status, u.status_until) = 'ACTIVE'
      and app.effective_status(o.status, o.suspended_until) <> 'ARCHIVED' $$;
  create function bench.admit(session uuid, organization uuid, out user_id uuid, out organization_id uuid)
    language sql stable as $$ select bench.user_of(session), bench.organization_of(session, organization) $$;
  ${login('asking', password, `bench.setting('user_id')`, `bench.setting('organization_id')`)}
  ${login(
    'trusting',
    password,
    `bench.user_of(bench.setting('session'))`,
    `bench.organization_of(bench.setting('session'), bench.setting('organization'))`,
  )}`;

/** The policies compare rows with `user` and `organization`. */
function login(name: string, password: string, user: string, organization: string): string {
  const role = `bench_${name}`;
  const ofTenant = (table: string) =>
    `create policy ${role} on ${table} to ${role} using (organization_id = (select ${organization}))`;
  return `
    create role ${role} login nosuperuser nobypassrls password '${password}';
    create schema ${role};
    create function ${role}.viewer() returns public.users language sql stable security definer as $$
      select * from public.users where id = (select ${user}) $$;
    comment on function ${role}.viewer is '@name viewer';
    ${['projects', 'tasks', 'memberships'].map(ofTenant).join(';')};
    create policy ${role} on users for select to ${role} using (
      id = (select ${user}) or exists (
        select from memberships m where m.organization_id = (select ${organization}) and m.user_id = users.id));
    grant usage on schema public, bench, ${role} to ${role};
    grant select on projects, tasks, memberships to ${role};
    grant insert (organization_id, project_id, title, position), update (title) on tasks to ${role};
    grant usage on schema app to ${role};
    grant execute on function app.fold_text, app.likeness, app.search_vector, app.search_runs, app.search_pairs to ${role};
    grant select (id, email, full_name, status, created_at, updated_at) on users to ${role};`;
}
