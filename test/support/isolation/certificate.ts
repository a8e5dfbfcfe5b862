import { isObjectType } from 'graphql';
import {
  type Caller,
  outcome as outcomeOf,
  type RootField,
  samples,
  schema,
  type Tenant,
  tenantTables,
} from '../contract.ts';
import type { Answer } from '../client.ts';
import type { TestServer } from '../server.ts';
import type { Character, House } from './cast.ts';
import { belongs, type Cell, type Declared, isFound } from './classes.ts';
import type { IdOf } from './ids.ts';
import { edges, entities, fields, nodes, variants } from './declaration.ts';
import { namesId, type Path, pathOperation, pathTo, selection, valueAt, widened } from './operations.ts';
import type { State } from './state.ts';

/** One line of the certificate: a question that every caller asks with their own ids and with foreign ones. */
export interface Row {
  name: string;
  label: string;
  writes: boolean;
  operation: string;
  variables: (tenant: Tenant, caller: Caller) => unknown;
  /** Whether the answer depends on whose ids are asked for. */
  takesIds: boolean;
  expect: (cell: Cell) => string;
  outcome: (answer: Answer) => string;
  declared: Declared;
}

/** What is wrong with one answer. */
export interface Fault {
  kind: 'unexpected' | 'crossing';
  text: string;
}

/** What the class says, where foreign ids are as unknown ones. */
function expected(declared: Declared, takesIds: boolean, writes: boolean, cell: Cell): string {
  const usual = declared.expect(cell);
  const unknown = usual === 'ok' && declared.tenant && takesIds && cell.target !== cell.caller.selected;
  return unknown ? (writes ? 'userErrors NOT_FOUND' : 'null') : usual;
}

const codes = (answer: Answer) =>
  [...new Set(answer.errors!.map(({ extensions }) => String(extensions['code'])))].join(' + ');
const outcome = (answer: Answer) => (answer.errors ? codes(answer) : outcomeOf(answer));

export function fieldRow(name: string, declared: Declared): Row {
  const field = name.split(' ')[0] as RootField;
  const [root, fieldName] = field.split('.') as [string, string];
  const sample = declared.sample ?? samples[field];
  const type = schema.getType(root);
  if (!isObjectType(type)) throw new Error(`${root} is no object type.`);
  const writes = root === 'Mutation';
  const takesIds =
    !declared.once && type.getFields()[fieldName]!.args.some((argument) => namesId(argument.type));
  return {
    name,
    label: declared.label,
    writes,
    operation: widened(sample.operation),
    variables: (...who) => sample.variables?.(...who),
    takesIds,
    expect: (cell) => expected(declared, takesIds, writes, cell),
    outcome,
    declared,
  };
}

function nodeRow(type: string, declared: Declared, idOf: IdOf): Row {
  return {
    name: `Query.node of ${type}`,
    label: declared.label,
    writes: false,
    operation: `query ($id: ID!) { node(id: $id) { ... on ${type} ${selection(type, 2)} } }`,
    variables: (tenant) => ({ id: idOf(type, tenant) }),
    takesIds: true,
    expect: (cell) => expected(declared, true, false, cell),
    outcome,
    declared,
  };
}

function entityRow(type: string, declared: Declared, idOf: IdOf): Row {
  const key = type === 'Plan' ? { code: 'PRO' } : undefined;
  return {
    ...nodeRow(type, declared, idOf),
    name: `Query._entities of ${type}`,
    takesIds: !key,
    operation: `query ($references: [_Any!]!) { _entities(representations: $references) { ... on ${type} ${selection(type, 2)} } }`,
    variables: (tenant) => ({
      references: [{ __typename: type, ...(key ?? { id: idOf(type, tenant) }) }],
    }),
    outcome: (answer) => {
      if (answer.errors) return codes(answer);
      return answer.body.data._entities[0] === null ? 'null' : 'ok';
    },
  };
}

/** As far as the way there leads: what the root field answers, then what each step does. */
function edgeRow(name: string, idOf: IdOf): Row {
  const path: Path = pathTo(name);
  const { start } = path;
  const root =
    'node' in start
      ? nodeRow(start.node, nodes[start.node]!, idOf)
      : fieldRow(start.field, fields[start.field as keyof typeof fields]);
  const steps = path.steps.map(({ type, field }) => edges[`${type}.${field}`]);
  return {
    ...root,
    name,
    label: edges[name]!.label,
    operation: pathOperation(path),
    expect: (cell) =>
      steps.reduce((so, step) => (so === 'ok' ? (step?.expect(cell) ?? 'ok') : so), root.expect(cell)),
    outcome: (answer) => {
      if (answer.errors) return codes(answer);
      const value = valueAt(answer.data, path);
      return value === undefined ? 'null' : value === null ? 'null' : 'ok';
    },
  };
}

/** All rows, in the order of the declaration; a variant follows its field. */
export function allRows(idOf: IdOf): Row[] {
  return [
    ...Object.entries(fields).flatMap(([name, declared]) => [
      fieldRow(name, declared),
      ...Object.entries(variants)
        .filter(([variant]) => variant.startsWith(`${name} `))
        .map(([variant, its]) => fieldRow(variant, its)),
    ]),
    ...Object.entries(nodes).map(([type, declared]) => nodeRow(type, declared, idOf)),
    ...Object.entries(entities).map(([type, declared]) => entityRow(type, declared, idOf)),
    ...Object.keys(edges).map((name) => edgeRow(name, idOf)),
  ];
}

/** What an answer to this caller must not contain. */
export function forbidden(houses: House[], { caller, target }: Cell, shows?: Declared['shows']): string[] {
  const self = new Set([caller.account?.userId, caller.account?.email]);
  return houses.flatMap((house) => {
    const { organization, people, work } = house.canaries;
    if (house === caller.home && house.standing !== 'ARCHIVED') return [];
    if (shows === 'target' && house === target) return [];
    const hidden = [
      ...(belongs({ caller, target: house }) ? [] : organization),
      ...(shows === 'people' && caller.platformAdmin ? [] : people.filter((each) => !self.has(each))),
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
  server: TestServer,
  state: State,
  row: Row,
  { caller, target }: Cell,
  houses: House[],
  outcome: string,
): Promise<Fault[]> {
  const changes = await state.changes();
  const tables = new Set(await tablesOf(server));
  const people = houses.flatMap((house) => house.canaries.people);
  const known = new Set([...houses.map(({ organizationId }) => organizationId), ...people]);
  const allowed = (owner: string) => {
    if (outcome !== 'ok') return false;
    if (owner === caller.account?.userId || owner === caller.home?.organizationId) return true;
    if (row.declared.touches === 'people') return people.includes(owner);
    return row.declared.touches === 'traces' && caller.signedIn && owner === caller.selected.organizationId;
  };
  const faults = changes
    .filter(({ table, owner }) => tables.has(table) && known.has(owner) && !allowed(owner))
    .map(({ table, owner }): Fault => {
      const whose = target === caller.own ? 'own' : 'foreign';
      const text = `${row.name}, asked by ${caller.name} with ${whose} ids (${outcome}): changed ${table} of ${owner}`;
      return { kind: 'crossing', text };
    });
  await state.restore(changes);
  return faults;
}

let known: Promise<string[]> | undefined;
const tablesOf = ({ systemPool }: TestServer) => (known ??= tenantTables(systemPool));

/** The characters and the ids that a row is asked with. */
export const cellsOf = (row: Row, caller: Character): Cell[] =>
  (row.takesIds ? [caller.own, caller.foreign] : [caller.own]).map((target) => ({ caller, target }));
