import { isObjectType } from 'graphql';
import type { Answer } from '../client.ts';
import { type Caller, outcome as outcomeOf, type RootField, schema, type Tenant } from '../contract.ts';
import { type Cell, type Declared, isFound, type Place } from './classes.ts';
import { ID, type IdOf } from './ids.ts';
import { endOf, namesId, type Path, pathOperation, pathTo, selection, widened } from './operations.ts';
import { edges, entities, fields, nodes, samples, variants } from '../access.ts';

/** One line of the certificate: a question that every caller asks with their own ids and with foreign ones. */
export interface Row {
  name: string;
  label: string;
  writes: boolean;
  operation: string;
  variables: (tenant: Tenant, caller: Caller) => unknown;
  /** Whether the answer depends on whose ids are asked for. */
  takesIds: boolean;
  /** The ids that it names if it asks for what is in a place: see `noteIds`. */
  named: Map<Place, readonly string[]>;
  /** Of a field that something else leads to: what the root field answers, without which nobody gets there. */
  expectRoot?: (cell: Cell) => string;
  expect: (cell: Cell) => string;
  outcome: (answer: Answer) => string;
  declared: Declared;
}

/** What the class says, where foreign ids are as unknown ones. */
function expected(declared: Declared, takesIds: boolean, writes: boolean, cell: Cell): string {
  const usual = declared.expect(cell);
  const unknown = usual === 'ok' && declared.tenant && takesIds && !isFound(cell);
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
    named: new Map(),
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
    named: new Map(),
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
      return (answer.data as { _entities: unknown[] })._entities[0] === null ? 'null' : 'ok';
    },
  };
}

/** Answered as far as the way there leads: what the root field answers, then what each step does. */
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
    expectRoot: root.expect,
    expect: (cell) =>
      steps.reduce((so, step) => (so === 'ok' ? (step?.expect(cell) ?? 'ok') : so), root.expect(cell)),
    outcome: (answer) => {
      if (answer.errors) return codes(answer);
      return endOf(answer.data, path) == null ? 'null' : 'ok';
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

/** Notes which ids the rows name if they ask for what is in these places. */
export async function noteIds(rows: readonly Row[], places: readonly Place[]): Promise<void> {
  for (const row of rows.filter(({ takesIds }) => takesIds)) {
    for (const place of places) {
      const variables = await row.variables(place, { client: place.owner.client });
      row.named.set(place, JSON.stringify(variables)?.match(ID) ?? []);
    }
  }
}
