import { type Bench, log } from '../bench.ts';
import { query } from '../database.ts';
import { measure, medianRatio, medians, takeTurns } from '../measure.ts';
import { figureCells, figureTitles, type Findings, table } from '../report.ts';
import { writing } from './writes.ts';

const PART_OF_THROUGHPUT = 0.93;

/** The statement-level triggers that raise the versions of organizations. */
const versionTriggers = `
  select format('alter table %s %%s trigger %I', t.tgrelid::regclass, t.tgname) as change
  from pg_trigger t where t.tgfoid = 'app.rows_changed()'::regprocedure`;

/** Compares `createTask` with and without the triggers that raise the version of an organization. */
export async function compareTriggers(bench: Bench): Promise<Findings> {
  const url = bench.database.unguardedUrl;
  const { rows: triggers } = await query(url, versionTriggers);
  const demand = `createTask: at least ${PART_OF_THROUGHPUT} of the throughput without version triggers`;
  if (triggers.length === 0) throw new Error('The database has no version triggers.');
  const server = await bench.server('polity');
  const candidate = (state: 'enable' | 'disable') => ({
    name: `createTask, ${state} version triggers`,
    run: async (seconds: number) => {
      await query(url, triggers.map(({ change }) => change.replace('%s', state)).join(';'));
      const before = await sumOfVersions(url);
      const figures = await measure(server, bench.callers, seconds, writing(server, 'createTask'));
      const isRaised = (await sumOfVersions(url)) !== before;
      if (isRaised !== (state === 'enable'))
        throw new Error(`${state} did not ${state} the version triggers`);
      return figures;
    },
  });
  const pace = { ...bench.options, rounds: bench.options.pairs };
  const [on, off] = await takeTurns([candidate('enable'), candidate('disable')], pace, log);
  await query(url, triggers.map(({ change }) => change.replace('%s', 'enable')).join(';'));
  const part = medianRatio(on!, off!);
  const rows = [
    ['enabled', ...figureCells(medians(on!))],
    ['disabled', ...figureCells(medians(off!))],
  ];
  return {
    title: 'Version triggers and createTask',
    tables: [table(['triggers', ...figureTitles], rows, 1)],
    verdicts: [{ demand, found: part.toFixed(2), met: part >= PART_OF_THROUGHPUT }],
  };
}

async function sumOfVersions(url: string): Promise<string> {
  const { rows } = await query(url, 'select sum(version)::text as sum from organization_versions');
  return rows[0].sum;
}
