import { generateKeyBetween } from 'fractional-indexing';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { startTestServer } from '../support/server.ts';

const { db } = await startTestServer();

async function positionsAfter(last: string | null, count: number): Promise<string[]> {
  const { rows } = await sql<{ positions: string[] }>`
    select app.positions_after(${last}, ${count}) as positions`.execute(db);
  return rows[0]!.positions;
}

/** Returns the positions that fractional-indexing generates. */
function generate(last: string | null, count: number): string[] {
  const positions: string[] = [];
  while (positions.length < count) positions.push(generateKeyBetween(positions.at(-1) ?? last, null));
  return positions;
}

test('positions at the end of a list are those of fractional-indexing', async () => {
  const lasts = `a0 a9 aZ ay az a0V azV azzz1 b00 bzy bzz bzz8 d0zzz dzzzz Zz Zy Z0V Yzz Yz0 Xzzz X00zV
    A${'z'.repeat(26)} y${'z'.repeat(25)}`.split(/\s+/);
  for (const last of [null, ...lasts])
    expect([last, await positionsAfter(last, 130)]).toEqual([last, generate(last, 130)]);
});

test('there is no position after the greatest one', async () => {
  await expect(positionsAfter(`z${'z'.repeat(26)}`, 1)).rejects.toThrow('no position after');
});
