import { sql, type Kysely } from 'kysely';

const tenantTables = ['labels', 'task_labels', 'comments', 'comment_mentions', 'task_changes'];

/** Order, labels, comments, history and search of tasks. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create extension if not exists pg_trgm;
    create extension if not exists btree_gin;

    create function app.position_at(number bigint) returns text
    language sql immutable strict parallel safe set search_path = pg_catalog, pg_temp as $$
      select 'd' || string_agg(substr('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
        (number / power(62, digit)::bigint % 62)::integer + 1, 1), '' order by digit desc)
      from generate_series(0, 3) as digit $$;
    comment on function app.position_at is
      'The position of the nth of up to 14 million things that are put in order at once; between any two there is room.';

    alter table tasks
      add column position text collate "C",
      add column completed_at timestamptz,
      add column archived_at timestamptz,
      add column search tsvector not null generated always as (
        setweight(to_tsvector('simple', title), 'A') ||
        setweight(to_tsvector('simple', coalesce(description, '')), 'B')) stored;
    comment on column tasks.position is 'The manual order within the project: a fractional index, compared byte by byte.';
    alter table tasks disable trigger tasks_touch;
    update tasks set
      position = app.position_at(numbered.number),
      completed_at = case when status = 'DONE' then updated_at end
      from (select organization_id, id, row_number() over (partition by organization_id, project_id order by created_at, id) as number
        from tasks) numbered
      where tasks.organization_id = numbered.organization_id and tasks.id = numbered.id;
    alter table tasks enable trigger tasks_touch;
    alter table tasks alter column position set not null;
    alter table tasks add constraint tasks_position_key unique (organization_id, project_id, position);
    create index tasks_position on tasks (organization_id, position, id);
    create index tasks_search on tasks using gin (organization_id, search);
    create index tasks_words on tasks using gin (organization_id, title gin_trgm_ops);

    alter table projects add column archived_at timestamptz;
    update projects set archived_at = updated_at where status = 'ARCHIVED';

    create table labels (
      organization_id uuid not null references organizations on delete cascade,
      id uuid not null default uuidv7(),
      name text not null check (char_length(name) between 1 and 50),
      name_key text collate "C" not null generated always as (lower(name)) stored,
      color text not null check (color ~ '^#[0-9a-f]{6}$'),
      version integer not null default 1,
      created_at timestamptz not null default clock_timestamp(),
      updated_at timestamptz not null default clock_timestamp(),
      primary key (organization_id, id),
      constraint labels_name_key unique (organization_id, name_key)
    );
    create index labels_created_at on labels (organization_id, created_at, id);
    create index labels_updated_at on labels (organization_id, updated_at, id);
    create trigger labels_touch before update on labels for each row execute function app.touch();

    create table task_labels (
      organization_id uuid not null references organizations on delete cascade,
      task_id uuid not null,
      label_id uuid not null,
      primary key (organization_id, task_id, label_id),
      foreign key (organization_id, task_id) references tasks (organization_id, id) on delete cascade,
      constraint task_labels_label_fkey foreign key (organization_id, label_id)
        references labels (organization_id, id) on delete cascade
    );
    create index task_labels_label on task_labels (organization_id, label_id, task_id);

    create table comments (
      organization_id uuid not null references organizations on delete cascade,
      id uuid not null default uuidv7(),
      task_id uuid not null,
      author_id uuid references users on delete set null,
      body text not null check (char_length(body) between 1 and 10000),
      search tsvector not null generated always as (setweight(to_tsvector('simple', body), 'C')) stored,
      edited_at timestamptz,
      version integer not null default 1,
      created_at timestamptz not null default clock_timestamp(),
      updated_at timestamptz not null default clock_timestamp(),
      primary key (organization_id, id),
      constraint comments_task_fkey foreign key (organization_id, task_id)
        references tasks (organization_id, id) on delete cascade
    );
    create index comments_created_at on comments (organization_id, task_id, created_at, id);
    create index comments_updated_at on comments (organization_id, task_id, updated_at, id);
    create index comments_search on comments using gin (organization_id, search);
    create trigger comments_touch before update on comments for each row execute function app.touch();

    create table comment_mentions (
      organization_id uuid not null references organizations on delete cascade,
      comment_id uuid not null,
      user_id uuid not null,
      primary key (organization_id, comment_id, user_id),
      foreign key (organization_id, comment_id) references comments (organization_id, id) on delete cascade,
      constraint comment_mentions_member_fkey foreign key (organization_id, user_id)
        references memberships (organization_id, user_id) on delete cascade
    );
    create index comment_mentions_member on comment_mentions (organization_id, user_id);

    create table task_changes (
      organization_id uuid not null references organizations on delete cascade,
      id uuid not null default uuidv7(),
      task_id uuid not null,
      actor_id uuid references users on delete set null,
      api_key_id uuid,
      fields jsonb not null,
      created_at timestamptz not null default clock_timestamp(),
      primary key (organization_id, id),
      foreign key (organization_id, task_id) references tasks (organization_id, id) on delete cascade
    );
    comment on column task_changes.fields is 'A list of {field, from, to}; references by id.';
    create index task_changes_created_at on task_changes (organization_id, task_id, created_at, id);
  `.execute(db);
  for (const table of tenantTables) {
    await sql`
      alter table ${sql.table(table)} enable row level security;
      alter table ${sql.table(table)} force row level security;
      create policy system on ${sql.table(table)} to polity_system using (true);
      create policy tenant on ${sql.table(table)} to polity_serving
        using (organization_id = (select app.organization_id()));
    `.execute(db);
  }
  await sql`
    grant select, insert, update, delete on labels, comments to polity_serving;
    grant select, insert, delete on task_labels, comment_mentions to polity_serving;
    grant select, insert on task_changes to polity_serving;

    create function app.add_default_labels() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      insert into labels (organization_id, name, color) values
        (new.id, 'Bug', '#d73a4a'), (new.id, 'Feature', '#5319e7'), (new.id, 'Improvement', '#0e8a16');
      return null;
    end $$;
    create trigger organizations_default_labels after insert on organizations
      for each row execute function app.add_default_labels();
    insert into labels (organization_id, name, color)
      select organizations.id, label.name, label.color from organizations,
        (values ('Bug', '#d73a4a'), ('Feature', '#5319e7'), ('Improvement', '#0e8a16')) as label (name, color);

    create function app.search_tasks(words text, most integer)
    returns table (task_id uuid, rank real)
    language plpgsql stable security definer rows 100
    set search_path = pg_catalog, public, pg_temp set pg_trgm.word_similarity_threshold = 0.45 as $$
    declare
      organization uuid := app.organization_id();
      beginnings tsquery;
    begin
      -- Each word as the beginning of one, all of them wanted.
      select string_agg('''' || replace(replace(lexeme, '\\', '\\\\'), '''', '''''') || ''':*', ' & ')::tsquery
        into beginnings from unnest(to_tsvector('simple', words));
      return query
        select found.id, max(found.weight)::real as rank from (
          select t.id, 1 + ts_rank(t.search, beginnings) as weight from tasks t
            where t.organization_id = organization and t.search @@ beginnings
          union all
          select c.task_id, 0.5 + ts_rank(c.search, beginnings) from comments c
            where c.organization_id = organization and c.search @@ beginnings
          union all
          select t.id, word_similarity(words, t.title) from tasks t
            where t.organization_id = organization and words <% t.title
        ) found (id, weight)
        group by found.id order by rank desc, found.id desc limit most;
    end $$;
    comment on function app.search_tasks is
      'The present organization''s tasks whose title, description or comments have words that begin so, or whose title is similar; the best first. It sees beyond row-level security, whose conditions would keep PostgreSQL from using the indexes.';

    revoke execute on function app.position_at, app.add_default_labels, app.search_tasks from public;
    grant execute on function app.position_at, app.search_tasks to polity_serving, polity_system;
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop function app.search_tasks;
    drop trigger organizations_default_labels on organizations;
    drop function app.add_default_labels;
    drop index tasks_words;
    drop table task_changes, comment_mentions, comments, task_labels, labels;
    alter table projects drop column archived_at;
    alter table tasks drop column position, drop column completed_at, drop column archived_at, drop column search;
    drop function app.position_at;
    drop extension btree_gin;
    drop extension pg_trgm;
  `.execute(db);
}
