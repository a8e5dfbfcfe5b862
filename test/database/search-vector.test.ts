import pg from 'pg';
import { expect, test } from 'vitest';
import { createDatabase } from '../support/server.ts';

const urls = await createDatabase();

const SIGNS = [...'abzABZ019 \'":;,.-_\\\n\t&|!()*é™ß京都ทะเล🚢'];
const LONG = 'x'.repeat(120);

/** Texts of these characters, half of them of ASCII alone. */
function randomTexts(count: number): string[] {
  const pick = (signs: string[]) => signs[Math.floor(Math.random() * signs.length)]!;
  const ascii = SIGNS.filter((sign) => sign < '\u0080');
  return Array.from({ length: count }, (_, index) => {
    const signs = index % 2 ? SIGNS : ascii;
    const text = Array.from({ length: Math.floor(Math.random() * 40) }, () => pick(signs)).join('');
    return index % 10 ? text : `${text}${LONG} ${text}`;
  });
}

test('a text of ASCII alone is found by the same words as any other', async () => {
  const client = new pg.Client({ connectionString: urls.systemUrl });
  await client.connect();
  try {
    const { rows } = await client.query(
      `select value, app.search_vector(value, 'B')::text as vector, (
         select coalesce(string_agg('''' || left(run, 100) || ''':' || place || 'B', ' '), '')::tsvector
         from unnest(app.search_runs(value)) with ordinality as runs (run, place))::text as expected
       from unnest($1::text[]) as value where value is null or octet_length(value) = char_length(value)`,
      [[null, '', ' ', "'", 'O’Malley', "it's 10:30", ...randomTexts(400)]],
    );
    expect(rows.length).toBeGreaterThan(150);
    for (const { value, vector, expected } of rows)
      expect({ value, vector }).toEqual({ value, vector: expected });
  } finally {
    await client.end();
  }
});
