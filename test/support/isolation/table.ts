import { markdown } from '../contract.ts';
import { moduleOf } from '../access.ts';
import type { Row } from './rows.ts';

/** Callers that a column of the folded table has together: nearly always they get the same. */
export type Group = [title: string, callers: string[]];

/** A row's outcome for each caller, in words. */
export type Outcomes = Map<string, string>;

/** Returns the outcome of those of a group that were asked: one word if all get the same, otherwise the most frequent one and who gets another. */
function together(callers: readonly string[], outcomes: Outcomes): string {
  const asked = callers.filter((caller) => outcomes.get(caller));
  if (asked.length === 0) return '';
  const byWord = Map.groupBy(asked, (caller) => outcomes.get(caller)!);
  const [[usual], ...others] = [...byWord].toSorted(([, a], [, b]) => b.length - a.length) as [
    [string, string[]],
    ...[string, string[]][],
  ];
  return [usual, ...others.map(([word, names]) => `${names.join(' and ')}: ${word}`)].join('; ');
}

/** Names several rows at once: `Query.{task, tasks}`. */
function folded(names: readonly string[]): string {
  const parts = names.map((name) => {
    const at = name.indexOf('.');
    return /^\w+\.\S+$/.test(name) ? [name.slice(0, at), name.slice(at + 1)] : [name, ''];
  }) as [string, string][];
  return [...Map.groupBy(parts, ([owner]) => owner)]
    .map(([owner, fields]) => {
      const inner = fields.map(([, field]) => field).filter(Boolean);
      if (inner.length === 0) return owner;
      return inner.length === 1 ? `${owner}.${inner[0]}` : `${owner}.{${inner.join(', ')}}`;
    })
    .join(', ');
}

/** The rows of each module, those together that all callers get the same of. */
export function foldedTable(
  rows: readonly Row[],
  groups: readonly Group[],
  outcomesOf: (row: Row) => Outcomes,
): string[] {
  const byModule = Map.groupBy(rows, ({ name }) => moduleOf(name));
  return [...byModule].flatMap(([module, its]) => {
    const lines = its.map((row) => ({
      row,
      cells: groups.map(([, callers]) => together(callers, outcomesOf(row))),
    }));
    const same = Map.groupBy(lines, ({ row, cells }) => [row.label, ...cells].join('|'));
    return [
      `### ${module}`,
      '',
      ...markdown(
        ['class', ...groups.map(([title]) => title), 'fields'],
        [...same.values()].map((alike) => [
          alike[0]!.row.label,
          ...alike[0]!.cells,
          folded(alike.map(({ row }) => row.name)),
        ]),
      ).map((line) => line.replace(/ +\|$/, ' |').replace(/-{20,} \|$/, '--- |')),
      '',
    ];
  });
}
