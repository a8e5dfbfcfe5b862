import { mergeDistinct } from '../src/util/merge-distinct.ts';
import { modules } from '../src/modules/all.ts';
import { writeOrCheck } from './write-or-check.ts';

// Copies the modules' declarations to a generated file that imports nothing, because lower layers cannot import modules.

function renderFile(): string {
  const tables = {
    constraintMeanings: mergeDistinct(modules.map((module) => module.constraints)),
    fieldCosts: mergeDistinct(modules.map((module) => module.costs)),
    conditionCosts: mergeDistinct(modules.map((module) => module.conditionCosts)),
    textLengths: mergeDistinct(modules.map((module) => module.textLengths)),
    shareableFields: mergeDistinct(modules.map((module) => toSet(module.shareable))),
    impersonatedFields: mergeDistinct(modules.map((module) => toSet(module.impersonated))),
  };
  const types: Partial<Record<keyof typeof tables, string>> = {
    constraintMeanings: 'Record<string, { code: UserErrorCode; message: string; field: string }>',
    shareableFields: 'Record<string, true>',
    impersonatedFields: 'Record<string, true>',
  };
  const lines = Object.entries(tables).map(([name, table]) => {
    const sorted = Object.fromEntries(Object.entries(table).toSorted(([a], [b]) => (a < b ? -1 : 1)));
    const type = types[name as keyof typeof tables] ?? 'Record<string, number>';
    return `export const ${name}: ${type} = ${JSON.stringify(sorted, null, 2)};\n`;
  });
  return [
    "// `npm run codegen` writes this file: each module declares its part in its module.ts.\nimport type { UserErrorCode } from './enums.ts';\n",
    ...lines,
  ].join('\n');
}

function toSet(fieldsOf: Record<string, readonly string[]> = {}): Record<string, true> {
  const entries = Object.entries(fieldsOf).flatMap(([type, fields]) =>
    fields.map((field) => [`${type}.${field}`, true as const]),
  );
  return Object.fromEntries(entries);
}

await writeOrCheck('src/generated/features.ts', renderFile());
