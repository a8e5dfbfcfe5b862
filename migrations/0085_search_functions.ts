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
const text = (value: string) => sql.lit(value);

/** The words of a text, for `search_runs`, and what a search finds it by, for `search_vector`. */
const runs = sql`case when octet_length(value) = char_length(value)
        then array(select run[1] from regexp_matches(lower(value collate "C"), '[a-z0-9]+', 'g') as run)
        else array(select run[1] from regexp_matches(translate(normalize(regexp_replace(
            normalize(casefold(normalize(translate(value, ${text(separators)}, ${text(' '.repeat(separators.length))}), NFKC)
              collate pg_unicode_fast), NFKD),
            ${text(`[${invisible}${accents}]`)}, '', 'g'), NFC), ${text(letters.from)}, ${text(letters.to)}) collate pg_c_utf8,
          ${text(`[${unspaced}]+|[^[:space:][:cntrl:][:punct:]${unspaced}]+`)}, 'g') as run) end`;
const vector = sql`(select coalesce(string_agg('''' || word || ''':' || place || weight, ' '), '')::tsvector from (
        select word, row_number() over () as place from unnest(app.search_runs(value)) as run,
          unnest(case when run ~ ${text(`^[${unspaced}]`)} then app.search_pairs(run) else array[left(run, 100)] end) as word
        ) as words)`;

/**
 * The functions of search in PL/pgSQL, with the same results. A statement that writes a task was planned with their bodies
 * each time it was executed: PostgreSQL reads the body of a function in SQL to see whether the call can be replaced by it,
 * and never can here. Reading the expressions for all scripts took more time than computing a search vector. In PL/pgSQL the
 * plans are kept with the connection.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function app.search_runs(value text) returns text[]
    language plpgsql immutable parallel safe as $$
    begin
      return ${runs};
    end $$;

    create or replace function app.search_vector(value text, weight text) returns tsvector
    language plpgsql immutable parallel safe as $$
    begin
      if value is null then return ''; end if;
      if octet_length(value) > char_length(value) then return ${vector}; end if;
      -- The short way to the same result, for a text of ASCII alone.
      return (
        select coalesce(string_agg('''' || left(word, 100) || ''':' || place || weight, ' '), '')::tsvector
        from unnest(string_to_array(btrim(regexp_replace(lower(value collate "C"), '[^a-z0-9]+', ' ', 'g')), ' '))
          with ordinality as words (word, place));
    end $$;
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function app.search_runs(value text) returns text[] language sql immutable parallel safe
      return ${runs};

    create or replace function app.search_vector(value text, weight text) returns tsvector
    language sql immutable parallel safe
      return ${vector};
  `.execute(db);
}
