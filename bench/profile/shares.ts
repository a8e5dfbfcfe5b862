import { readFile } from 'node:fs/promises';

/** The parts of V8's format that are used. */
interface Profile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  /** Microseconds before each sample. */
  timeDeltas: number[];
}

export interface Shares {
  /** The share of the busy time, from 0 to 1, of each group: npm packages, rooms of `src/`, Node.js, socket writes, … */
  groups: Map<string, number>;
  /** The same for each function. */
  functions: Map<string, number>;
}

/** Native functions that send data to the client or to PostgreSQL. */
const socketWrites = new Set([
  'writev',
  'writeBuffer',
  'writeUtf8String',
  'writeLatin1String',
  'writeAsciiString',
]);

/** Returns where the process spent the time in which it was not idle. Time counts for the function itself, not its callers. */
export async function readShares(file: string): Promise<Shares> {
  const { nodes, samples, timeDeltas }: Profile = JSON.parse(await readFile(file, 'utf8'));
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const times = { groups: new Map<string, number>(), functions: new Map<string, number>() };
  let busy = 0;
  for (const [index, id] of samples.entries()) {
    const frame = frames.get(id)!;
    if (frame.functionName === '(idle)') continue;
    // The time until the next sample belongs to this one.
    const time = timeDeltas[index + 1] ?? 0;
    busy += time;
    const group = groupOf(frame);
    const place = frame.url ? ` (${fileOf(frame.url)}:${frame.lineNumber + 1})` : '';
    add(times.groups, group, time);
    add(times.functions, `${frame.functionName || 'anonymous'}${place}`, time);
  }
  const shares = (of: Map<string, number>) => new Map([...of].map(([name, time]) => [name, time / busy]));
  return { groups: shares(times.groups), functions: shares(times.functions) };
}

function add(times: Map<string, number>, name: string, time: number): void {
  times.set(name, (times.get(name) ?? 0) + time);
}

function groupOf({ functionName, url }: { functionName: string; url: string }): string {
  if (functionName === '(garbage collector)') return 'garbage collection';
  if (functionName === '(program)') return 'native code';
  if (socketWrites.has(functionName) && !url) return 'socket writes';
  if (url.startsWith('node:')) return 'Node.js';
  const dependency = url.split('/node_modules/').at(-1)!;
  if (dependency !== url) {
    const [scope, name] = dependency.split('/');
    return scope!.startsWith('@') ? `${scope}/${name}` : scope!;
  }
  const own = /^(?:src\/modules\/|src\/|bench\/)[^/]+/.exec(fileOf(url));
  if (own) return own[0];
  return url ? 'other files' : builtIn(functionName);
}

const ROOT = new URL('../..', import.meta.url).href;

/** The path of an own file, relative to the project, or of a file of a package, from the package's name. */
const fileOf = (url: string) => url.split('/node_modules/').at(-1)!.replace(ROOT, '');

/** Native functions and code that was compiled from text have no file. */
const builtIn = (functionName: string) =>
  ['parse', 'stringify'].includes(functionName) ? `JSON.${functionName}` : 'built-in and generated functions';
