/**
 * What holds PostGraphile to what Polity is held to: the session must not have ended, the user must be active and a
 * member of the organization, which is not archived. The policies ask once a statement, which spares PostGraphile the
 * round trip that asking beforehand would cost.
 */
export const guard = (password: string) => `
  create role bench_guarded login nosuperuser nobypassrls password '${password}';
  create schema bench;
  create function bench.setting(name text) returns uuid language sql stable parallel safe
    as $$ select nullif(current_setting('bench.' || name, true), '')::uuid $$;
  create function bench.user_id() returns uuid language sql stable parallel safe security definer as $$
    select u.id from public.sessions s join public.users u on u.id = s.user_id
    where s.id = bench.setting('session') and s.revoked_at is null and s.expires_at > now()
      and app.effective_status(u.status, u.status_until) = 'ACTIVE' $$;
  create function bench.organization_id() returns uuid language sql stable parallel safe security definer as $$
    select o.id from public.sessions s
      join public.users u on u.id = s.user_id
      join public.memberships m on m.user_id = u.id and m.organization_id = bench.setting('organization')
      join public.organizations o on o.id = m.organization_id
    where s.id = bench.setting('session') and s.revoked_at is null and s.expires_at > now()
      and app.effective_status(u.status, u.status_until) = 'ACTIVE'
      and app.effective_status(o.status, o.suspended_until) <> 'ARCHIVED' $$;
  create function bench.viewer() returns public.users language sql stable security definer as $$
    select * from public.users where id = (select bench.user_id()) $$;
  create policy bench on projects for select to bench_guarded using (organization_id = (select bench.organization_id()));
  create policy bench on tasks for select to bench_guarded using (organization_id = (select bench.organization_id()));
  create policy bench on memberships for select to bench_guarded
    using (organization_id = (select bench.organization_id()));
  create policy bench on users for select to bench_guarded using (
    id = (select bench.user_id()) or exists (
      select from memberships m where m.organization_id = (select bench.organization_id()) and m.user_id = users.id));
  grant usage on schema public, bench to bench_guarded;
  grant select on projects, tasks, memberships to bench_guarded;
  grant select (id, email, full_name, status, created_at, updated_at) on users to bench_guarded`;
