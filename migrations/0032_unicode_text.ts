import { sql, type Kysely } from 'kysely';

// Ranges of code points for bracket expressions of PostgreSQL's regular expressions.
/** Characters that do not show, as in `app.name_key`. */
const invisible =
  '\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u2800\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufff8\\U0001bca0-\\U0001bca3\\U0001d173-\\U0001d17a\\U000e0000-\\U000e0fff';
/** Accents, and the vowel points of Hebrew and Arabic with the Arabic elongation. */
const accents =
  '\\u0300-\\u036f\\u0483-\\u0487\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7\\u0610-\\u061a\\u0640\\u064b-\\u065f\\u0670\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff';
/** Thai, Lao, Myanmar, Khmer, Chinese, Japanese, Korean, and pictures: words of these are not set apart by spaces. */
const unspaced =
  '\\u0e00-\\u0eff\\u1000-\\u109f\\u1100-\\u11ff\\u1780-\\u17ff\\u19e0-\\u19ff\\u2600-\\u27bf\\u3005-\\u3007\\u3040-\\u30ff\\u3100-\\u318f\\u31a0-\\u31bf\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\ua960-\\ua97f\\ua9e0-\\ua9ff\\uaa60-\\uaa7f\\uac00-\\ud7ff\\uf900-\\ufaff\\U0001aff0-\\U0001b16f\\U0001f000-\\U0001faff\\U00020000-\\U0003ffff';

/** Signs that normal forms turn into letters, and apostrophes that count as letters: all of them separate words. */
const separators = '™℠ʹʺʻʼʽˈ꞉';
const letters = { from: 'øđłħŧı', to: 'odlhti' };
/** Greek and Cyrillic in Latin letters, for likeness alone. */
const transliteration = {
  from: 'αβγδεζηθικλμνξοπρστυφχψωабвгдежзийклмнопрстуфхцчшщъыьэюяіїєґјљњћђџ',
  to: 'abgdezitiklmnxoprstufhpoabvgdejziiklmnoprstufhccssyyyeuaiiegjlnccd',
};

const functions = [
  'fold_text(text)',
  'match_pattern(text)',
  'search_runs(text)',
  'search_pairs(text)',
  'search_vector(text, text)',
  'search_query(text)',
  'likeness(text)',
];

/**
 * Case, forms of characters and words as Unicode has them, whatever the database's locale is: every function names its
 * collation. Texts of ASCII alone, which are the most, take a short way to the same result.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const text = (value: string) => sql.lit(value);
  await sql`
    create function app.fold_text(value text) returns text language sql immutable parallel safe
      return case when octet_length(value) = char_length(value) then lower(value collate "C")
        else normalize(casefold(regexp_replace(normalize(value, NFKC), ${text(`[${invisible}]`)}, '', 'g')
          collate pg_unicode_fast), NFKC) collate "C" end;
    comment on function app.fold_text is
      'A text as contains and startsWith compare it: case, normal form and invisible characters make no difference, accents do.';

    create function app.match_pattern(value text) returns text language sql immutable parallel safe
      return '%' || regexp_replace(left(app.fold_text(value), 2000), '([\\\\%_])', '\\\\\\1', 'g') || '%';
    comment on function app.match_pattern is
      'The pattern for LIKE of folded texts that contain this, of which normal forms make at most 2000 characters.';

    create function app.search_runs(value text) returns text[] language sql immutable parallel safe
      return case when octet_length(value) = char_length(value)
        then array(select run[1] from regexp_matches(lower(value collate "C"), '[a-z0-9]+', 'g') as run)
        else array(select run[1] from regexp_matches(translate(normalize(regexp_replace(
            normalize(casefold(normalize(translate(value, ${text(separators)}, ${text(' '.repeat(separators.length))}), NFKC)
              collate pg_unicode_fast), NFKD),
            ${text(`[${invisible}${accents}]`)}, '', 'g'), NFC), ${text(letters.from)}, ${text(letters.to)}) collate pg_c_utf8,
          ${text(`[${unspaced}]+|[^[:space:][:cntrl:][:punct:]${unspaced}]+`)}, 'g') as run) end;
    comment on function app.search_runs is
      'The words of a text without case and accents, and runs of characters of scripts that set no spaces.';

    create function app.search_pairs(run text) returns text[] language sql immutable parallel safe
      return array(select one || coalesce(lead(one) over (order by place), '')
        from unnest(string_to_array(run, null)) with ordinality as characters (one, place) order by place);
    comment on function app.search_pairs is
      'Each character of a run with its successor; the last alone.';

    create function app.search_vector(value text, weight text) returns tsvector language sql immutable parallel safe
      return (select coalesce(string_agg('''' || word || ''':' || place || weight, ' '), '')::tsvector from (
        select word, row_number() over () as place from unnest(app.search_runs(value)) as run,
          unnest(case when run ~ ${text(`^[${unspaced}]`)} then app.search_pairs(run) else array[left(run, 100)] end) as word
        ) as words);
    comment on function app.search_vector is
      'What a search finds a text by: its words, and of scripts without spaces every pair of characters.';

    create function app.search_query(value text) returns tsquery language sql immutable parallel safe
      return (select string_agg(term, ' & ')::tsquery from (
        select distinct case when run ~ ${text(`^[${unspaced}].`)}
          then (select string_agg('''' || pair || '''', ' <-> ' order by place)
            from unnest(trim_array(app.search_pairs(run), 1)) with ordinality as pairs (pair, place))
          else '''' || left(run, 100) || ''':*' end as term
        from unnest(app.search_runs(value)) as run) as terms);
    comment on function app.search_query is
      'All words of a search as beginnings, and its runs of scripts without spaces as parts of a run; null without words.';

    create function app.likeness(value text) returns text language sql immutable parallel safe
      return case when octet_length(value) = char_length(value) then lower(value collate "C")
        else regexp_replace(translate(array_to_string(app.search_runs(value), ' '),
          ${text(transliteration.from)}, ${text(transliteration.to)}), '[^a-z0-9 ]', '', 'g') end;
    comment on function app.likeness is
      'A text in letters of ASCII: what else pg_trgm takes for letters depends on the locale.';

    revoke execute on function ${sql.raw(functions.map((each) => `app.${each}`).join(', '))} from public;
    grant execute on function ${sql.raw(functions.map((each) => `app.${each}`).join(', '))} to polity_serving, polity_system;

    drop index tasks_words;
    alter table tasks
      alter column title_key set expression as (app.fold_text(title)),
      alter column search set expression as (app.search_vector(title, 'A') || app.search_vector(description, 'B'));
    create index tasks_likeness on tasks using gin (organization_id, app.likeness(title) gin_trgm_ops);
    alter table comments alter column search set expression as (app.search_vector(body, 'C'));
    alter table projects alter column name_key set expression as (app.fold_text(name));
    alter table organizations alter column name_key set expression as (app.fold_text(name));
    alter table api_keys alter column name_key set expression as (app.fold_text(name));

    -- Loads pg_trgm, whose parameters only then can be set by others than superusers.
    do $$ begin perform show_limit(); end $$;
    create or replace function app.search_tasks(words text, most integer)
    returns table (task_id uuid, rank real)
    language plpgsql stable security definer rows 100
    set search_path = pg_catalog, public, pg_temp set pg_trgm.word_similarity_threshold = 0.45 as $$
    declare
      organization uuid := app.organization_id();
      wanted tsquery := app.search_query(words);
      alike text := app.likeness(words);
    begin
      -- Without a letter, every title would be compared.
      if alike !~ '[a-z0-9]' then alike := null; end if;
      return query
        select found.id, max(found.weight)::real as rank from (
          select t.id, 1 + ts_rank(t.search, wanted) as weight from tasks t
            where t.organization_id = organization and t.search @@ wanted
          union all
          select c.task_id, 0.5 + ts_rank(c.search, wanted) from comments c
            where c.organization_id = organization and c.search @@ wanted
          union all
          select t.id, word_similarity(alike, app.likeness(t.title)) from tasks t
            where t.organization_id = organization and alike <% app.likeness(t.title)
        ) found (id, weight)
        group by found.id order by rank desc, found.id desc limit most;
    end $$;
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Loads pg_trgm, whose parameters only then can be set by others than superusers.
    do $$ begin perform show_limit(); end $$;
    create or replace function app.search_tasks(words text, most integer)
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

    alter table api_keys alter column name_key set expression as (lower(name));
    alter table organizations alter column name_key set expression as (lower(name));
    alter table projects alter column name_key set expression as (lower(name));
    alter table comments alter column search set expression as (setweight(to_tsvector('simple', body), 'C'));
    drop index tasks_likeness;
    alter table tasks
      alter column title_key set expression as (lower(title)),
      alter column search set expression as (
        setweight(to_tsvector('simple', title), 'A') ||
        setweight(to_tsvector('simple', coalesce(description, '')), 'B'));
    create index tasks_words on tasks using gin (organization_id, title gin_trgm_ops);
    drop function ${sql.raw(
      functions
        .toReversed()
        .map((each) => `app.${each}`)
        .join(', '),
    )};
  `.execute(db);
}
