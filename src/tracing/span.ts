import {
  type Attributes,
  context,
  type Context,
  type Span,
  SpanStatusCode,
  trace,
  type Tracer,
} from '@opentelemetry/api';
import { errorType } from './error-type.ts';
import { type Noted, type SpanType, spanTypes } from './span-types.ts';
import { toHeaders, type TraceHeaders } from './trace-headers.ts';

/** A span that has started. */
export interface OpenSpan<Type extends SpanType> {
  /** Runs `work` with this span as the parent of those that it starts. */
  run<T>(work: () => T): T;
  note(fields: Noted<Type>): void;
  /** Marks the span as failed. Of the error, only its code or class is recorded. */
  fail(error: unknown): void;
  /** Ends the span; with an error, as failed. */
  end(error?: unknown): void;
}

/** A span with which a trace begins in this process. */
export interface RootSpan<Type extends SpanType = SpanType> extends OpenSpan<Type> {
  readonly headers: TraceHeaders;
  readonly isRecorded: boolean;
}

class StartedSpan<Type extends SpanType> implements OpenSpan<Type> {
  readonly #type: Type;
  readonly #span: Span;
  readonly #parent: Context;
  #context: Context | undefined;

  constructor(type: Type, span: Span, parent: Context) {
    this.#type = type;
    this.#span = span;
    this.#parent = parent;
  }

  get isRecorded(): boolean {
    return this.#span.isRecording();
  }

  run<T>(work: () => T): T {
    this.#context ??= trace.setSpan(this.#parent, this.#span);
    return context.with(this.#context, work);
  }

  note(fields: Noted<Type>): void {
    if (this.#span.isRecording()) this.#span.setAttributes(toAttributes(this.#type, fields));
  }

  fail(error: unknown): void {
    this.#span.setAttribute('error.type', errorType(error));
    this.#span.setStatus({ code: SpanStatusCode.ERROR });
  }

  end(error?: unknown): void {
    if (error !== undefined) this.fail(error);
    this.#span.end();
  }

  get headers(): TraceHeaders {
    return toHeaders(this.#span, this.#parent);
  }
}

/** The beginning of a trace of which nothing is recorded. Nothing is made of it before somebody asks for its ids. */
export class UnrecordedRoot<Type extends SpanType> implements RootSpan<Type> {
  readonly isRecorded = false;
  readonly #start: () => RootSpan<Type>;
  #started: RootSpan<Type> | undefined;

  constructor(start: () => RootSpan<Type>) {
    this.#start = start;
  }

  get #span(): RootSpan<Type> {
    return (this.#started ??= this.#start());
  }

  run<T>(work: () => T): T {
    return this.#span.run(work);
  }

  get headers(): TraceHeaders {
    return this.#span.headers;
  }

  note(): void {}
  fail(): void {}
  end(): void {}
}

export function createSpan<Type extends SpanType>(
  tracer: Tracer,
  type: Type,
  fields: Noted<Type>,
  parent: Context,
  startTime?: number,
): StartedSpan<Type> {
  const { kind, name } = spanTypes[type];
  const words = name.flatMap((field) => fields[field] ?? []);
  const span = tracer.startSpan(
    [...(named.has(type) ? [] : [type]), ...words].join(' '),
    { kind, attributes: toAttributes(type, fields), ...(startTime !== undefined && { startTime }) },
    parent,
  );
  return new StartedSpan(type, span, parent);
}

/** The types that their fields already tell. */
const named: ReadonlySet<SpanType> = new Set(['request', 'operation', 'statement']);

function toAttributes<Type extends SpanType>(type: Type, fields: Noted<Type>): Attributes {
  const { attributes } = spanTypes[type];
  const noted: Attributes = {};
  for (const field in fields) {
    const value = fields[field];
    if (value !== undefined) noted[attributes[field]] = value as string | number | boolean;
  }
  return noted;
}
