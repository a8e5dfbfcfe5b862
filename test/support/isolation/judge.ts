import type { Character, House } from './cast.ts';
import { belongs, type Cell, type Declared, isFound } from './classes.ts';
import type { Row } from './rows.ts';
import type { State } from './state.ts';

/** What is wrong with one answer. */
export interface Fault {
  kind: 'unexpected' | 'crossing';
  text: string;
}

/** What an answer to this caller must not contain. */
function forbidden(houses: House[], { caller, target }: Cell, shows?: Declared['shows']): string[] {
  const self = new Set([caller.account?.userId, caller.account?.email]);
  return houses.flatMap((house) => {
    const { organization, people, work } = house.canaries;
    if (house === caller.home && house.standing !== 'ARCHIVED') return [];
    if (shows === 'target' && house === target) return [];
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

/** Asks, and says what came of it and what is wrong with it. */
export async function ask(
  row: Row,
  cell: Cell,
  houses: House[],
): Promise<{ outcome: string; faults: Fault[] }> {
  const { caller, target } = cell;
  const variables = (await row.variables(target, caller)) as Record<string, unknown>;
  const answer = await caller.client.send(row.operation, variables);
  const outcome = row.outcome(answer);
  const where = `${row.name}, asked by ${caller.name} ${target === caller.own ? 'with own' : 'with foreign'} ids`;
  const faults: Fault[] = [];
  const wanted = row.expect(cell);
  if (outcome !== wanted) {
    const text = `${where}: ${outcome}, declared ${wanted}: ${JSON.stringify(answer.body).slice(0, 300)}`;
    faults.push({ kind: 'unexpected', text });
  }
  const body = JSON.stringify(answer.body);
  const seen = forbidden(houses, cell, row.declared.shows).filter((canary) => body.includes(canary));
  if (seen.length > 0) faults.push({ kind: 'crossing', text: `${where}: shows ${seen.join(', ')}` });
  // A class that shows nothing of one's own would be no proof.
  const scoped = row.declared.tenant || row.takesIds;
  if (!row.writes && outcome === 'ok' && scoped && isFound(cell)) {
    const own = Object.values(target.canaries).flat();
    if (!own.some((canary) => body.includes(canary)))
      faults.push({ kind: 'unexpected', text: `${where}: shows nothing of one's own` });
  }
  return { outcome, faults };
}

/** What a write changed that it should not have: anything, if it was refused, and what is not the caller's. */
export async function judgeChanges(
  state: State,
  row: Row,
  { caller, target }: Cell,
  houses: House[],
  outcome: string,
): Promise<Fault[]> {
  const changes = await state.changes();
  const people = houses.flatMap((house) => house.canaries.people);
  const known = new Set([...houses.map(({ organizationId }) => organizationId), ...people]);
  const allowed = (owner: string) => {
    if (outcome !== 'ok') return false;
    if (owner === caller.account?.userId || owner === caller.home?.organizationId) return true;
    if (row.declared.touches === 'people') return people.includes(owner);
    if (row.declared.touches === 'target') return owner === target.organizationId;
    return row.declared.touches === 'traces' && caller.signedIn && owner === caller.selected.organizationId;
  };
  const faults = changes
    .filter(({ tenant, owner }) => tenant && known.has(owner) && !allowed(owner))
    .map(({ table, owner }): Fault => {
      const whose = target === caller.own ? 'own' : 'foreign';
      const text = `${row.name}, asked by ${caller.name} with ${whose} ids (${outcome}): changed ${table} of ${owner}`;
      return { kind: 'crossing', text };
    });
  await state.restore(changes);
  return faults;
}

/** Whose ids this caller asks with: their own, then foreign ones if the answer depends on it. */
export const cellsOf = (row: Row, caller: Character): Cell[] =>
  (row.takesIds ? [caller.own, caller.foreign] : [caller.own]).map((target) => ({ caller, target }));
