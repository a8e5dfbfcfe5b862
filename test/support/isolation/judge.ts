import { randomUUID } from 'node:crypto';
import type { Answer } from '../client.ts';
import type { Character, House } from './cast.ts';
import {
  belongs,
  type Cell,
  type Declared,
  houseOf,
  isAdmitted,
  isFound,
  isHere,
  type Place,
} from './classes.ts';
import { ID } from './ids.ts';
import { hiddenFrom, seesSome } from './rights.ts';
import type { Row } from './rows.ts';
import type { State } from './state.ts';

/** What is wrong with one answer: not as declared, another one than for what does not exist, or something that is not the caller's. */
export interface Fault {
  kind: 'unexpected' | 'revealing' | 'crossing';
  text: string;
}

/** What came of a cell. */
export interface Judged {
  cell: Cell;
  outcome: string;
  faults: Fault[];
}

const canariesOf = ({ canaries }: Place): string[] => Object.values(canaries).flat();

/** Returns those of the canaries that a text contains. Most are ids, of which a text contains few. */
function thoseIn(text: string, canaries: string[]): string[] {
  const ids = new Set(text.match(ID));
  return canaries.filter((each) => (each.length === 36 ? ids.has(each) : text.includes(each)));
}

/** What an answer to this caller must not contain. */
function forbidden(houses: House[], { caller, target }: Cell, shows?: Declared['shows']): string[] {
  const self = new Set([caller.account?.userId, caller.account?.email]);
  return houses.flatMap((house) => {
    const { organization, people, work } = house.canaries;
    if (shows === 'target' && house === houseOf(target)) return [];
    if (house === caller.home && house.standing !== 'ARCHIVED') return [...hiddenFrom(caller)];
    const hidden = [
      ...(belongs({ caller, target: house }) || (shows === 'organizations' && caller.platformAdmin)
        ? []
        : organization),
      ...((shows === 'people' || shows === 'organizations') && caller.platformAdmin
        ? []
        : people.filter((each) => !self.has(each))),
      ...work.filter((each) => each !== caller.membershipId),
    ];
    return hidden;
  });
}

/** Whose ids they are: the caller's own organization's, those of its private project, or foreign ones. */
const whose = ({ caller, target }: Cell): string =>
  target === caller.own ? 'own ids' : target.around ? 'ids of a private project' : 'foreign ids';

const asked = (row: Row, cell: Cell) => `${row.name}, asked by ${cell.caller.name} with ${whose(cell)}`;

/** Asks, and says what came of it and what is wrong with it. */
export async function ask(row: Row, cell: Cell, houses: House[]): Promise<Judged> {
  const { caller, target } = cell;
  const variables = (await row.variables(target, caller)) as Record<string, unknown>;
  const answer = await caller.client.send(row.operation, variables);
  const outcome = row.outcome(answer);
  const faults: Fault[] = [];
  const wanted = row.expect(cell);
  if (outcome !== wanted) {
    const text = `${asked(row, cell)}: ${outcome}, declared ${wanted}: ${JSON.stringify(answer.body).slice(0, 300)}`;
    faults.push({ kind: 'unexpected', text });
  }
  const body = JSON.stringify(answer.body);
  const seen = thoseIn(body, forbidden(houses, cell, row.declared.shows));
  if (seen.length > 0)
    faults.push({ kind: 'crossing', text: `${asked(row, cell)}: shows ${seen.join(', ')}` });
  // A class that shows nothing of one's own would be no proof.
  const scoped = row.declared.tenant || row.takesIds;
  if (!row.writes && outcome === 'ok' && scoped && isFound(cell) && seesSome(caller)) {
    if (thoseIn(body, canariesOf(target)).length === 0)
      faults.push({ kind: 'unexpected', text: `${asked(row, cell)}: shows nothing of one's own` });
  }
  if (isHidden(cell, outcome)) faults.push(...(await compareWithNothing(row, cell, variables, answer)));
  return { cell, outcome, faults };
}

/** Whether the caller did not find the things, or they are hidden from them, so that they must be as things that do not exist. */
const isHidden = (cell: Cell, outcome: string): boolean =>
  cell.caller.signedIn &&
  !isFound(cell) &&
  (isHere(cell) && (cell.target.around !== undefined || isAdmitted(cell))
    ? true
    : !belongs(cell) && (outcome === 'null' || outcome.startsWith('userErrors')));

/** Asks the same with ids that do not exist in place of those that are hidden. The answer must be the same, byte for byte. */
async function compareWithNothing(
  row: Row,
  cell: Cell,
  variables: Record<string, unknown> | undefined,
  { status, body }: Answer,
): Promise<Fault[]> {
  const isOwn = isHere(cell) && isAdmitted(cell);
  const hidden = isOwn ? hiddenFrom(cell.caller) : new Set(canariesOf(cell.target));
  const text = JSON.stringify(variables ?? {});
  const unknown = text.replaceAll(ID, (id) => (hidden.has(id) ? nothingInPlaceOf(id) : id));
  if (unknown === text) return [];
  const other = await cell.caller.client.send(row.operation, JSON.parse(unknown));
  const [is, wouldBe] = [
    [status, body],
    [other.status, other.body],
  ].map((each) => JSON.stringify(each));
  if (is === wouldBe) return [];
  return [{ kind: 'revealing', text: `${asked(row, cell)}: ${is}, but for what does not exist ${wouldBe}` }];
}

const nothing = new Map<string, string>();
function nothingInPlaceOf(id: string): string {
  if (!nothing.has(id)) nothing.set(id, randomUUID());
  return nothing.get(id)!;
}

/** What a write changed that it should not have: anything, if it was refused, and what is not the caller's. */
export async function judgeChanges(
  state: State,
  row: Row,
  cell: Cell,
  houses: House[],
  outcome: string,
): Promise<Fault[]> {
  const { caller, target } = cell;
  const changes = await state.changes();
  const people = new Set(houses.flatMap((house) => house.canaries.people));
  const known = knownOwners(houses);
  const allowed = (owner: string) => {
    if (outcome !== 'ok') return false;
    if (owner === caller.account?.userId || owner === caller.home?.organizationId) return true;
    if (row.declared.touches === 'people') return people.has(owner);
    if (row.declared.touches === 'target') return owner === target.organizationId;
    return row.declared.touches === 'traces' && caller.signedIn && owner === caller.selected.organizationId;
  };
  const faults = changes
    .filter(({ tenant, owner }) => tenant && known.has(owner) && !allowed(owner))
    .map(({ table, owner }): Fault => {
      const text = `${asked(row, cell)} (${outcome}): changed ${table} of ${owner}`;
      return { kind: 'crossing', text };
    });
  await state.restore(changes);
  return faults;
}

const knownOwners = (houses: House[]) =>
  new Set(houses.flatMap(({ organizationId, canaries }) => [organizationId, ...canaries.people]));

/** Judges one write after another, and puts the rows back after each. */
async function judgeWrites(row: Row, cells: Cell[], houses: House[], state: State): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const cell of cells) {
    const found = await ask(row, cell, houses);
    const changed = await judgeChanges(state, row, cell, houses, found.outcome);
    judged.push({ ...found, faults: [...found.faults, ...changed] });
  }
  return judged;
}

/**
 * Judges the cells of a row. Reads, and writes that are declared to be refused, are sent at once. If a row of a tenant differs
 * after these writes, each is sent again alone, to find the one that changed it.
 */
export async function judgeRow(row: Row, cells: Cell[], houses: House[], state: State): Promise<Judged[]> {
  const atOnce = (some: Cell[]) => Promise.all(some.map((cell) => ask(row, cell, houses)));
  if (!row.writes) return atOnce(cells);
  const isRefused = (cell: Cell) => row.expect(cell) !== 'ok';
  const refused = cells.filter(isRefused);
  const judged = await atOnce(refused);
  const changes = await state.changes();
  await state.restore(changes);
  const known = knownOwners(houses);
  const isChanged = changes.some(({ tenant, owner }) => tenant && known.has(owner));
  if (isChanged || judged.some(({ outcome }) => outcome === 'ok')) {
    const alone = await judgeWrites(row, refused, houses, state);
    judged.forEach(({ faults }, index) => faults.push(...alone[index]!.faults));
  }
  const done = await judgeWrites(
    row,
    cells.filter((cell) => !isRefused(cell)),
    houses,
    state,
  );
  const inOrder = new Map([...judged, ...done].map((each) => [each.cell, each]));
  return cells.map((cell) => inOrder.get(cell)!);
}

export const cellOf = (row: Row, caller: Character, target: Place): Cell => ({
  caller,
  target,
  named: row.named.get(target) ?? [],
});

/** Whose ids this caller asks with: their own, then foreign ones if the answer depends on it. */
export const cellsOf = (row: Row, caller: Character): Cell[] =>
  (row.takesIds ? [caller.own, caller.foreign] : [caller.own]).map((target) => cellOf(row, caller, target));
