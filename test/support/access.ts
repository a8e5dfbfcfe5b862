import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { modules } from '../../src/modules/all.ts';
import { mergeDistinct } from '../../src/util/merge-distinct.ts';
import { type RootField, rootFields, type Sample } from './contract.ts';
import type { Access } from './define-access.ts';
import type { Declared } from './isolation/classes.ts';

/** The `access.ts` of every module that has one, in the order of the modules. */
const byModule = new Map<string, Access>();
for (const { name } of modules) {
  const file = join(import.meta.dirname, `../api/${name}/access.ts`);
  if (existsSync(file)) byModule.set(name, ((await import(file)) as { access: Access }).access);
}
export const declarations = [...byModule.values()];

/** Returns what a module declares in its `access.ts`. */
export const access = (module: string): Access => byModule.get(module) ?? {};

/** Returns the module that declares a row of the certificate. */
export function moduleOf(row: string): string {
  const [, kind, type] = /^Query\.(node|_entities) of (\w+)$/.exec(row) ?? [];
  for (const [module, { fields, variants, nodes, entities, edges }] of byModule) {
    const names = kind
      ? Object.keys((kind === 'node' ? nodes : entities) ?? {})
      : [fields, variants, edges].flatMap((part) => Object.keys(part ?? {}));
    if (names.includes(type ?? row)) return module;
  }
  throw new Error(`No access.ts declares ${row}.`);
}

type Part<Name extends keyof Access> = NonNullable<Access[Name]>;
type Plain = 'fixture' | 'fixtureNeeds' | 'isInProject' | 'webhookEvents' | Lists;
type Lists = 'personal' | 'shortTexts' | 'integers' | 'tenantTypes' | 'otherTypes' | 'heard';

/** @throws if two modules declare the same key */
const together = <Name extends Exclude<keyof Access, Plain>>(name: Name): Part<Name> =>
  mergeDistinct<unknown>(declarations.map((each) => each[name])) as Part<Name>;

const listed = (name: Lists): string[] => declarations.flatMap((each) => each[name] ?? []);

/** An operation for each root field: one without fails the contract's tests by its name. */
export const samples = together('samples') as Record<RootField, Sample>;
export const fields = together('fields') as Record<Exclude<RootField, 'Query.node'>, Declared>;
export const variants: Record<string, Declared> = together('variants');
export const subscriptions = together('subscriptions');
export const liveSamples = together('liveSamples');
export const webhookEvents = declarations.flatMap((each) => each.webhookEvents ?? []);
export const filters = together('filters');
export const ids = together('ids');
export const nodes = together('nodes');
export const entities = together('entities');
export const edges = together('edges');
export const foreignIds = together('foreignIds');
export const repeats = together('repeats');
export const viewerCan = together('viewerCan');
export const shortTexts = new Set(listed('shortTexts'));
export const integers = new Set(listed('integers'));
export const tenantTypes = new Set(listed('tenantTypes'));
export const heard = new Set(listed('heard'));
export const otherTypes = new Set([...listed('otherTypes'), ...heard]);

const personalFields = new Set(listed('personal'));

/** The root fields that act in the selected organization. */
export const tenantFields = rootFields.filter((field) => !personalFields.has(field));
