import pg from 'pg';
import { statements } from '../../../src/database/statements.ts';
import { privateTables } from '../contract.ts';
import { createDatabase } from '../server.ts';

/**
 * Conditions that hold a tenant's table to the caller without naming the tenant, and why they may. Each is one of those
 * that a scan must meet; row-level security is behind them all.
 */
const otherConditions: Record<string, [condition: RegExp, reason: string][]> = {
  memberships: [[/^user_id = \$\d+$/, "the viewer's own, in every organization"]],
  organization_roles: [
    [
      /^organization_id = (memberships|invitations)\.organization_id$/,
      'that of the row, which meets a condition of its own',
    ],
  ],
  organization_versions: [
    [/^(v\.)?organization_id = opened\.organization_id$/, 'the one that begin_request has just verified'],
  ],
  organizations: [
    [/^id = \$\d+$/, 'the selected one'],
    [/^id = ANY \(\$\d+\)$/, 'those of things that the caller was shown'],
    [
      /^(organizations\.)?id = memberships\.organization_id$|^(memberships\.)?organization_id = organizations\.id$/,
      "those of the viewer's own memberships",
    ],
  ],
};

const ofTenant = /^organization_id = \$\d+$/;

/** Every statement that the serving login sends from now on, once. */
export function watchStatements(): Set<string> {
  const sent = new Set<string>();
  statements.subscribe((message) => {
    const { sql, login } = message as { sql: string; login: string };
    if (login === 'serving') sent.add(sql);
  });
  return sent;
}

/** What all of a condition's parts are that must hold, as PostgreSQL prints it in a plan; none of an `or`. */
export function conjuncts(condition: string): string[] {
  const inner = unwrapped(condition);
  const parts = splitAt(inner, ' AND ');
  if (splitAt(inner, ' OR ').length > 1) return [];
  return parts.length > 1 ? parts.flatMap(conjuncts) : [inner];
}

function unwrapped(text: string): string {
  const trimmed = text.trim();
  return trimmed.startsWith('(') && closing(trimmed, 0) === trimmed.length - 1
    ? unwrapped(trimmed.slice(1, -1))
    : trimmed;
}

/** Where the parenthesis at `start` closes; what is quoted does not count. */
function closing(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === "'" || text[at] === '"') at = text.indexOf(text[at]!, at + 1);
    else if (text[at] === '(') depth++;
    else if (text[at] === ')' && --depth === 0) return at;
  }
  return -1;
}

function splitAt(text: string, separator: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "'" || text[at] === '"') at = text.indexOf(text[at]!, at + 1);
    else if (text[at] === '(') at = closing(text, at);
    else if (text.startsWith(separator, at)) {
      parts.push(text.slice(from, at));
      from = at + separator.length;
    }
  }
  return [...parts, text.slice(from)];
}

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  Operation?: string;
  Plans?: PlanNode[];
  [detail: string]: unknown;
}

/**
 * The tenants' tables that a statement reads or writes without a condition on the tenant that always holds, by the plan
 * that PostgreSQL makes of it for a login that row-level security shows everything.
 */
export async function unheldTables(systemPool: pg.Pool, sql: string): Promise<string[]> {
  const tables = await tablesWithTenant(systemPool);
  const { rows } = await systemPool.query(`explain (generic_plan, format json) ${sql}`);
  const visit = (node: PlanNode, joined: string[]): string[] => {
    const table = tables.get(node['Relation Name'] ?? '');
    const joins = node['Join Type'] === 'Inner' ? joinConditions(node) : [];
    const found = (node.Plans ?? []).flatMap((each) => visit(each, [...joined, ...joins]));
    // The partitions of a table are one table.
    const within = node['Node Type'].endsWith('Append') ? [...new Set(found)] : found;
    if (!table) return within;
    if (node.Operation)
      return node.Operation === 'Insert' && !insertsTenant(sql, table) ? [...within, table] : within;
    const conditions = [...conditionsOf(node, 'Index Cond', 'Recheck Cond', 'Filter'), ...joined];
    const accepted = [ofTenant, ...(otherConditions[table] ?? []).map(([condition]) => condition)];
    return conditions.some((condition) => accepted.some((each) => each.test(condition)))
      ? within
      : [...within, table];
  };
  return visit(rows[0]['QUERY PLAN'][0]['Plan'], []);
}

/** What holds for both sides: the join's own conditions, and those by which one side looks up what the other one found. */
const joinConditions = (node: PlanNode): string[] => [
  ...conditionsOf(node, 'Hash Cond', 'Merge Cond', 'Join Filter'),
  ...node.Plans!.flatMap((side) =>
    conditionsOf(scanOf(side), 'Index Cond').filter((condition) => / = \w+\.\w+$/.test(condition)),
  ),
];

const wrappers = new Set(['Memoize', 'Materialize', 'Sort', 'Hash', 'Bitmap Heap Scan']);

const scanOf = (node: PlanNode): PlanNode =>
  wrappers.has(node['Node Type']) ? scanOf(node.Plans![0]!) : node;

const conditionsOf = (node: PlanNode, ...names: string[]) =>
  names.flatMap((name) => conjuncts(String(node[name] ?? '')));

/**
 * Those of the statements that `unheldTables` finds fault with, and the tables. They are planned in an empty database, so
 * that the answer does not depend on what happens to be in this one.
 */
export async function unheldStatements(sent: Set<string>): Promise<string[]> {
  const pool = new pg.Pool({ connectionString: (await createDatabase()).systemUrl, max: 1 });
  try {
    const found = await Promise.all(
      [...sent].map(async (sql) => ({ sql, tables: await unheldTables(pool, sql) })),
    );
    return found
      .filter(({ tables }) => tables.length > 0)
      .map(({ sql, tables }) => `${tables.join(', ')}: ${sql}`);
  } finally {
    await pool.end();
  }
}

/** Row-level security checks the value. */
function insertsTenant(sql: string, table: string): boolean {
  const [, columns = ''] =
    new RegExp(`insert into (?:"?public"?\\.)?"?${table}"?(?: as \\w+)? \\(([^)]*)\\)`, 'i').exec(sql) ?? [];
  return columns.split(',').some((column) => column.trim().replaceAll('"', '') === 'organization_id');
}

/** Returns the name of the table by its own name and by those of its partitions. */
async function tablesWithTenant(systemPool: pg.Pool): Promise<Map<string, string>> {
  const { rows } = await systemPool.query<{ name: string; table: string }>(`
    select c.relname as name, coalesce((select inhparent::regclass::text from pg_inherits where inhrelid = c.oid), relname) as table
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and (c.relname = 'organizations'
        or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id'))`);
  return new Map(
    rows.filter(({ table }) => !(table in privateTables)).map(({ name, table }) => [name, table]),
  );
}
