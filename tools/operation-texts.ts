import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'graphql';
import { type Expression, parseSync, type PropertyKey, type TemplateLiteral, Visitor } from 'oxc-parser';

/** What a file declares: its constants, its imports, and every text in it. */
interface Source {
  path: string;
  constants: Map<string, Expression | undefined>;
  imports: Map<string, { path: string; name: string }>;
  texts: Expression[];
}

function read(path: string): Source {
  const source: Source = { path, constants: new Map(), imports: new Map(), texts: [] };
  const { program } = parseSync(path, readFileSync(path, 'utf8'));
  new Visitor({
    VariableDeclaration({ kind, declarations }) {
      for (const { id, init } of declarations) {
        if (id.type !== 'Identifier' || kind !== 'const') continue;
        // Two constants of one name, in two functions: neither has a value here.
        source.constants.set(id.name, source.constants.has(id.name) ? undefined : (init ?? undefined));
      }
    },
    ImportDeclaration({ source: { value }, specifiers }) {
      if (!value.startsWith('.')) return;
      for (const { type, local, ...rest } of specifiers)
        if (type === 'ImportSpecifier' && 'imported' in rest)
          source.imports.set(local.name, {
            path: join(dirname(path), value),
            name: 'name' in rest.imported ? rest.imported.name : rest.imported.value,
          });
    },
    TemplateLiteral: (node) => void source.texts.push(node),
    Literal: (node) => void source.texts.push(node),
  }).visit(program);
  return source;
}

const sources = new Map<string, Source>();
const sourceOf = (path: string): Source => {
  const known = sources.get(path) ?? read(path);
  sources.set(path, known);
  return known;
};

/** Returns the text that an expression of the file always has, or undefined. */
function textOf(node: Expression | PropertyKey | undefined, source: Source): string | undefined {
  if (node?.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  if (node?.type === 'TSAsExpression') return textOf(node.expression, source);
  if (node?.type === 'TemplateLiteral') return templateText(node, source);
  if (node?.type !== 'Identifier') return undefined;
  if (source.constants.has(node.name)) return textOf(source.constants.get(node.name), source);
  const imported = source.imports.get(node.name);
  return imported && exportedText(imported.path, imported.name);
}

function templateText({ quasis, expressions }: TemplateLiteral, source: Source): string | undefined {
  const parts = expressions.map((each) => textOf(each, source));
  if (parts.includes(undefined)) return undefined;
  return quasis.map(({ value }, index) => `${value.cooked ?? ''}${parts[index] ?? ''}`).join('');
}

function exportedText(path: string, name: string): string | undefined {
  if (!path.endsWith('.ts')) return undefined;
  const source = sourceOf(path);
  return textOf(source.constants.get(name), source);
}

function isOperation(text: string): boolean {
  if (!/^\s*(query|mutation|subscription|fragment|\{)/.test(text)) return false;
  try {
    return parse(text).definitions.filter(({ kind }) => kind === 'OperationDefinition').length === 1;
  } catch {
    return false;
  }
}

/** Returns every text in the folder's TypeScript files that is a document of one operation, sorted. */
export function operationTexts(folder: string): string[] {
  const found = new Set<string>();
  for (const path of globSync(join(folder, '**/*.ts'))) {
    if (path.includes('/generated/')) continue;
    const source = sourceOf(path);
    for (const node of source.texts) {
      const text = textOf(node, source);
      if (text !== undefined && isOperation(text)) found.add(text);
    }
  }
  return [...found].toSorted();
}
