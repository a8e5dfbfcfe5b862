import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { schemaModules } from '../../src/modules/schema-modules.ts';
import { access as accessOf } from '../support/access.ts';

const roots = new Set(['Query', 'Mutation', 'Subscription']);

/** The object types and fields (`Type.field`) that a module's SDL file declares. `node` has the file of the base types. */
function declarationsOf(module: string): { types: string[]; fields: string[] } {
  const file = join(import.meta.dirname, `../../schema/${module === 'node' ? 'base' : module}.graphql`);
  const objects = parse(readFileSync(file, 'utf8')).definitions.filter(
    (each) =>
      each.kind === Kind.OBJECT_TYPE_DEFINITION ||
      each.kind === Kind.OBJECT_TYPE_EXTENSION ||
      each.kind === Kind.INTERFACE_TYPE_DEFINITION,
  );
  return {
    types: objects
      .filter(({ kind }) => kind === Kind.OBJECT_TYPE_DEFINITION)
      .map(({ name }) => name.value)
      .filter((name) => !roots.has(name) && !name.endsWith('Payload')),
    fields: objects.flatMap(({ name, fields = [] }) =>
      fields.map((field) => `${name.value}.${field.name.value}`),
    ),
  };
}

const without = (names: string[], known: string[]) => names.filter((name) => !known.includes(name));

describe.each(schemaModules.map((module) => [module.name, module] as const))(
  'the module %s',
  (name, module) => {
    const { types, fields } = declarationsOf(name);
    const rootFields = fields.filter((field) => roots.has(field.split('.')[0]!));

    test('resolves the root fields of its SDL file, and no field of another file', () => {
      const resolved = Object.entries(module.resolvers).flatMap(([type, resolvers]) =>
        Object.keys(resolvers as object)
          .filter((field) => !field.startsWith('__'))
          .map((field) => `${type}.${field}`),
      );
      expect(without(resolved, fields)).toEqual([]);
      expect(without(rootFields, resolved)).toEqual([]);
    });

    test('has the rules of the root fields of its SDL file', () => {
      const guarded = Object.entries(module.rules)
        .filter(([type]) => roots.has(type))
        .flatMap(([type, rules]) => Object.keys(rules as object).map((field) => `${type}.${field}`));
      expect(guarded.toSorted()).toEqual(rootFields.toSorted());
    });

    test('declares in its access.ts what its SDL file has, and nothing else', () => {
      const access = accessOf(name);
      const declared = [...(access.tenantTypes ?? []), ...(access.otherTypes ?? []), ...(access.heard ?? [])];
      expect(declared.toSorted()).toEqual(types.toSorted());
      expect(
        [...Object.keys(access.samples ?? {}), ...Object.keys(access.subscriptions ?? {})].toSorted(),
      ).toEqual(rootFields.toSorted());
      const more = [
        ...(access.personal ?? []),
        ...Object.keys(access.fields ?? {}),
        ...Object.keys(access.variants ?? {}).map((variant) => variant.split(' ')[0]!),
      ];
      expect(without(more, rootFields)).toEqual([]);
      // `Mutation.updateLabel(input.id)` is a case of `Mutation.updateLabel`, and `Type.field of …` of `Type.field`.
      const tried = [access.foreignIds, access.repeats, access.viewerCan]
        .flatMap((each) => Object.keys(each ?? {}))
        .map((key) => key.split(/[ (]/)[0]!);
      expect(without([...tried, ...Object.keys(access.edges ?? {})], fields)).toEqual([]);
      const identified = [access.ids, access.nodes, access.entities].flatMap((each) =>
        Object.keys(each ?? {}),
      );
      expect(without(identified, types)).toEqual([]);
    });
  },
);
