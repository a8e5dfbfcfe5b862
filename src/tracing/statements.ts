import { type Label, label } from './span-types.ts';
import { isRecorded, type OpenSpan, startSpan } from './tracing.ts';

/** The folder src/, as stack traces name it. */
const SOURCES = decodeURI(new URL('../', import.meta.url).pathname);
/** Folders that only send what others ask for. */
const CARRIERS: ReadonlySet<string | undefined> = new Set(['database', 'tracing']);
const MAX_TEXTS = 5000;
const MAX_FRAMES = 40;
const NAME = /^(?:modules\/)?([\w-]+)\//;
const VERB = /^\s*(\w+)/;

/** Statements of transactions belong to no module. */
const CONTROL = /^\s*(?:begin|commit|rollback|select set_config)\b/i;
const DATABASE = label('database')!;

const known = new Map<string, { module: Label; verb: Label }>();
const other = { module: label('other')!, verb: label('statement')! };

/**
 * Notes which module makes a statement: the one whose file is uppermost in the stack, or another folder of src/. Call it
 * where a query is compiled, while its function is running. The stack is read once for each text.
 */
export function noteStatement(text: string): { module: Label; verb: Label } {
  const found = known.get(text);
  if (found) return found;
  if (known.size >= MAX_TEXTS) return other;
  const module = CONTROL.test(text) ? DATABASE : (label(callingFolder()) ?? other.module);
  const verb = label(VERB.exec(text)?.[1]?.toUpperCase()) ?? other.verb;
  known.set(text, { module, verb });
  return { module, verb };
}

/** Starts the span of a statement that is sent now. */
export const startStatement = (
  text: string,
  login: 'serving' | 'system',
): OpenSpan<'statement'> | undefined =>
  isRecorded() ? startSpan('statement', { ...noteStatement(text), login }) : undefined;

/** Records the span of a statement that has ended now. */
export function recordStatement(
  text: string,
  login: 'serving' | 'system',
  milliseconds: number,
  error?: unknown,
): void {
  if (isRecorded())
    startSpan('statement', { ...noteStatement(text), login }, Date.now() - milliseconds)?.end(error);
}

function callingFolder(): string | undefined {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = MAX_FRAMES;
  const { stack = '' } = new Error();
  Error.stackTraceLimit = stackTraceLimit;
  const folders = stack.split('\n').map((line) => {
    const start = line.includes('/node_modules/') ? -1 : line.indexOf(SOURCES);
    return start < 0 ? undefined : NAME.exec(line.slice(start + SOURCES.length))?.[1];
  });
  return folders.find((folder) => folder !== undefined && !CARRIERS.has(folder)) ?? folders.find(Boolean);
}
