import pg from 'pg';
import {
  actions,
  circumstances,
  firstNames,
  lastNames,
  projectNames,
  sentences,
  things,
} from './load-words.ts';

const logins = ['owner', 'admin', ...Array.from({ length: 9 }, (_, index) => `member${index + 1}`)];
const organizationsPerBatch = 10;
const connections = 2;

/**
 * Adds data for benchmarks: organizations `load-0001`, `load-0002`, … on the plan PRO, each with 11 members (such as
 * `owner@load-0001.test`) and 10 projects, and `sizes.tasks` tasks in total, a year's worth. The same sizes give the
 * same data, relative to today. A further run adds organizations, numbered after the existing ones. An interrupted run
 * leaves only complete organizations.
 */
export async function seedLoad(
  systemUrl: string,
  passwordHash: string,
  sizes: { organizations: number; tasks: number },
  log: (line: string) => void,
): Promise<void> {
  const pool = new pg.Pool({ connectionString: systemUrl, max: connections });
  try {
    const { rows } = await pool.query<{ last: number }>(lastNumber);
    const batches = planBatches(rows[0]!.last, sizes);
    let done = 0;
    const work = async () => {
      for (let batch = batches.shift(); batch; batch = batches.shift()) {
        const { rowCount } = await pool.query(insertBatch, [
          batch.slugs,
          batch.tasks,
          passwordHash,
          ...words,
        ]);
        done += rowCount ?? 0;
        log(`${batch.slugs[0]} to ${batch.slugs.at(-1)}: ${done} of ${sizes.tasks} tasks`);
      }
    };
    await Promise.all(Array.from({ length: connections }, work));
    await pool.query('vacuum (analyze) organizations, users, memberships, projects, tasks');
  } finally {
    await pool.end();
  }
}

/** Returns the slugs of the new organizations, and the number of tasks of each. */
function planBatches(last: number, { organizations, tasks }: { organizations: number; tasks: number }) {
  const batches: { slugs: string[]; tasks: number[] }[] = [];
  for (let index = 0; index < organizations; index++) {
    if (index % organizationsPerBatch === 0) batches.push({ slugs: [], tasks: [] });
    const batch = batches.at(-1)!;
    batch.slugs.push(`load-${String(last + index + 1).padStart(4, '0')}`);
    batch.tasks.push(Math.floor(tasks / organizations) + (index < tasks % organizations ? 1 : 0));
  }
  return batches;
}

/** Users outlive their organization, so their addresses are also checked. */
const lastNumber = String.raw`
  select coalesce(max(number::integer), 0) as last from (
    select substring(slug from '^load-(\d{1,9})$') from organizations union all
    select substring(email from '@load-(\d{1,9})\.test$') from users) existing (number)`;

const words = [logins, firstNames, lastNames, projectNames, actions, things, circumstances, sentences];

/** SQL for a pseudo-random fraction from 0 to 1, computed from the column `seed` and `salt`. */
const fraction = (salt: number) => `((hashint8extended(seed, ${salt}) & 1048575) / 1048576::float8)`;

/** SQL for an element of an array. The larger `skew` is, the more often the earlier elements are chosen. */
const pick = (array: string, salt: number, skew = 1) =>
  `(${array})[1 + floor(cardinality(${array}) * ${fraction(salt)} ^ ${skew})::integer]`;

const titles = actions.length * things.length * circumstances.length;

/**
 * Inserts a batch of organizations with all their data in one statement. Its parameters are slugs, tasks, hash and
 * words.
 */
const insertBatch = `
  with batch as (
    select slug, tasks, now() - interval '366 days' as founded_at
    from unnest($1::text[], $2::integer[]) as organization (slug, tasks)
  ), new_organizations as (
    insert into organizations (name, slug, plan_code, created_at, updated_at)
    select initcap(replace(slug, '-', ' ')), slug, 'PRO', founded_at, founded_at from batch
    returning id, slug, created_at as founded_at
  ), new_users as (
    insert into users (email, email_verified_at, password_hash, full_name, created_at, updated_at)
    select email, founded_at, $3, ${pick('$5::text[]', 1)} || ' ' || ${pick('$6::text[]', 2)}, founded_at, founded_at
    from batch, unnest($4::text[]) login,
      lateral (select login || '@' || slug || '.test' as email),
      lateral (select hashtextextended(email, 0) as seed)
    returning id, email
  ), new_memberships as (
    insert into memberships (organization_id, user_id, role, created_at, updated_at)
    select o.id, u.id, upper(rtrim(split_part(u.email, '@', 1), '123456789')), founded_at, founded_at
    from new_organizations o join new_users u on split_part(u.email, '@', 2) = o.slug || '.test'
    returning organization_id, user_id, role, created_at as founded_at
  ), new_projects as (
    insert into projects (organization_id, name, created_by_id, created_at, updated_at)
    select organization_id, name, user_id, founded_at, founded_at
    from new_memberships, unnest($7::text[]) name where role = 'OWNER'
    returning organization_id, id
  ), filled as (
    select o.id, o.slug, batch.tasks,
      array(select user_id from new_memberships where organization_id = o.id) as members,
      array(select p.id from new_projects p where organization_id = o.id) as projects
    from new_organizations o join batch using (slug)
  )
  insert into tasks (organization_id, project_id, title, description, status, priority, assignee_id, due_at, position,
    completed_at, created_by_id, created_at, updated_at)
  select id,
    ${pick('projects', 1, 1.5)},
    concat_ws(' ', ($8::text[])[1 + title % ${actions.length}],
      ($9::text[])[1 + title / ${actions.length} % ${things.length}],
      ($10::text[])[1 + title / ${actions.length * things.length}]),
    case when ${fraction(2)} < 0.3 then ${pick('$11::text[]', 3)} || ' ' || ${pick('$11::text[]', 4)} end,
    status,
    ${pick(`'{0,0,1,1,1,1,2,2,2,3}'::smallint[]`, 5)},
    case when ${fraction(6)} < 0.8 then ${pick('members', 7, 1.3)} end,
    case when ${fraction(8)} < 0.6 then greatest(created_at,
      case status when 'DONE' then updated_at else now() end + (${fraction(9)} * 40 - 12) * interval '1 day') end,
    app.position_at(number),
    case status when 'DONE' then updated_at end,
    ${pick('members', 10)},
    created_at,
    updated_at
  from filled, generate_series(1, tasks) number,
    lateral (select hashtextextended(slug, number) as seed,
      ((hashtext(slug)::bigint & 65535) + number * 1000003::bigint) % ${titles} as title),
    lateral (select (number - ${fraction(15)}) / tasks as recency),
    lateral (select now() - (1 - recency) * interval '365 days' as created_at,
      case when ${fraction(11)} ^ 2 < 1 - recency then 'DONE' when ${fraction(12)} < 0.4 then 'IN_PROGRESS' else 'TODO' end
        as status),
    lateral (select case when status = 'TODO' and ${fraction(13)} < 0.7 then created_at
      else created_at + ${fraction(14)} * (now() - created_at) end as updated_at)`;
