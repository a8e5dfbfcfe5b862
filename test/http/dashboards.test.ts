import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { register } from '../support/client.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer();
const account = await register(server.anonymous);
const text = await (await fetch(`${server.url}/metrics`)).text();
/** The labels of each metric; of a histogram, also of the names that Prometheus makes of it. */
const exported = new Map<string, Set<string>>();
for (const [, name, type] of text.matchAll(/^# TYPE (\S+) (\S+)$/gm)) {
  exported.set(name!, new Set());
  if (type === 'histogram')
    for (const part of ['bucket', 'sum', 'count']) exported.set(`${name}_${part}`, new Set());
}
for (const [, name, labels] of text.matchAll(/^(\w+)\{([^}]*)\}/gm))
  for (const [, label] of labels!.matchAll(/(\w+)="/g)) exported.get(name!)?.add(label!);

const file = (path: string) => readFileSync(join(import.meta.dirname, '../../deploy', path), 'utf8');

interface Dashboard {
  panels: { title: string; targets: { expr: string }[] }[];
}
interface Rules {
  groups: { rules: { alert: string; expr: string; annotations: { summary: string } }[] }[];
}

const { panels } = JSON.parse(file('grafana/dashboard.json')) as Dashboard;
const rules = (parse(file('prometheus/alerts.yaml')) as Rules).groups.flatMap((group) => group.rules);
const queries = [
  ...panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const)),
  ...rules.map(({ alert, expr }) => [alert, expr] as const),
];

/** Names of metrics: words that are neither functions, labels, values nor numbers. */
const metricsOf = (expr: string) =>
  [...expr.replace(/"[^"]*"/g, '').matchAll(/\b(?:polity|nodejs|process)_\w+/g)].map(([name]) => name);

test.each(queries)('%s asks only for metrics that exist: %s', (_title, expr) => {
  const names = metricsOf(expr);
  if (!/\bup\b/.test(expr)) expect(names).not.toEqual([]);
  for (const name of names) expect([...exported.keys()]).toContain(name);
});

test('labels in conditions exist, as far as a metric has values', () => {
  for (const [, expr] of queries)
    for (const [, name, conditions] of expr.matchAll(/(\w+)\{([^}]*)\}/g)) {
      const labels = exported.get(name!);
      if (!labels?.size) continue;
      for (const [, label] of conditions!.matchAll(/(\w+)[!=]/g)) expect([name, ...labels]).toContain(label);
    }
});

test('labels by which is grouped exist, as far as the metrics of a query have values', () => {
  for (const [, expr] of queries) {
    const labels = metricsOf(expr).flatMap((name) => [...(exported.get(name) ?? [])]);
    if (labels.length === 0) continue;
    for (const [, grouped] of expr.matchAll(/by \(([^)]*)\)/g))
      for (const label of grouped!.split(/,\s*/)) expect([expr, ...labels]).toContain(label);
  }
});

test('the dashboard shows every metric of ours, and each alert has a name and a summary', () => {
  const shown = new Set(panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => metricsOf(expr))));
  const parts = [...exported.keys()].filter((name) => name.startsWith('polity_'));
  const ours = parts.filter((name) => !/_(bucket|sum|count)$/.test(name));
  const missing = ours.filter(
    (name) => ![...shown].some((each) => each === name || each.replace(/_(bucket|count)$/, '') === name),
  );
  expect(missing).toEqual([]);
  expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
  for (const { annotations } of rules) expect(annotations.summary).toMatch(/\.$/);
});

test('operations are counted by name, type and result, and names of strangers are limited', async () => {
  await server.anonymous.send('query Mine { projects { nodes { id } } }');
  await server.anonymous.send('query Plans { plans { code } }');
  for (let number = 0; number < 250; number++)
    await server.anonymous.send(`query Flood${number} { __typename }`);
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  const counted = (operation: string, result: string) =>
    metrics.includes(
      `polity_operation_duration_seconds_count{operation="${operation}",type="query",result="${result}"}`,
    );
  expect([counted('Mine', 'client_error'), counted('Plans', 'ok'), counted('other', 'ok')]).toEqual([
    true,
    true,
    true,
  ]);
  const names = new Set([...metrics.matchAll(/operation="(\w+)"/g)].map(([, name]) => name));
  expect(names.size).toBeLessThanOrEqual(202);
  for (const id of [account.organizationId, account.userId, account.email])
    expect(metrics.includes(id)).toBe(false);
});
