import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind } from 'graphql';
import { publicTypes } from '../src/graphql/type-definitions.ts';

const src = join(import.meta.dirname, '../src');

/**
 * Returns the row type that the resolvers of each type receive. Found by name: `TaskRow` in a module's rows.ts maps
 * `Task`, and `TaskPage` maps `TaskConnection`.
 */
export function mappers(): Record<string, string> {
  const types = new Set(
    publicTypes().definitions.flatMap((each) =>
      each.kind === Kind.OBJECT_TYPE_DEFINITION ? [each.name.value] : [],
    ),
  );
  const found: Record<string, string> = { PageInfo: '../database/pagination.ts#PageBounds' };
  for (const file of globSync('modules/*/rows.ts', { cwd: src }).toSorted()) {
    const text = readFileSync(join(src, file), 'utf8');
    for (const [, name, kind] of text.matchAll(/^export (?:interface|type) (\w+?)(Row|Page)\b/gm)) {
      const type = kind === 'Row' ? name! : `${name}Connection`;
      if (types.has(type)) found[type] = `../${file}#${name}${kind}`;
    }
  }
  return found;
}
