import { trace } from '@opentelemetry/api';
import { afterEach, expect, test } from 'vitest';
import { startTracing } from '../../src/tracing/start.ts';
import { activeTrace, startRoot, startSpan } from '../../src/tracing/tracing.ts';
import { startOtlpReceiver } from '../support/otlp-receiver.ts';

type Sampling = Pick<NonNullable<Parameters<typeof startTracing>[0]>, 'sampler' | 'ratio'>;

let stop = async () => {};
afterEach(() => stop());

const receiver = await startOtlpReceiver();
const collector = { url: `${receiver.url}/v1/traces`, protocol: 'http/json', delay: 50 } as const;

const sample = async (sampling: Sampling) => {
  stop = await startTracing({ ...collector, serviceName: 'polity', ...sampling });
};

const beginTraces = () =>
  Array.from({ length: 2000 }, () => {
    const span = startRoot('job', () => ({}))!;
    const { isRecorded } = span;
    span.end();
    return { span, isRecorded };
  });

// Five standard deviations: one run in millions lies outside.
test.each([
  ['parentbased_traceidratio', 0.3, 500, 700],
  ['traceidratio', 0.3, 500, 700],
  ['parentbased_always_on', 0.3, 2000, 2000],
  ['always_on', 0.3, 2000, 2000],
  ['parentbased_always_off', 0.3, 0, 0],
  ['always_off', 0.3, 0, 0],
] as const)('%s with %s records its share', async (sampler, ratio, least, most) => {
  await sample({ sampler, ratio });
  const recorded = beginTraces().filter(({ isRecorded }) => isRecorded).length;
  expect(recorded).toBeGreaterThanOrEqual(least);
  expect(recorded).toBeLessThanOrEqual(most);
});

test('each trace has ids of its own, which stay, and tells others whether it is recorded', async () => {
  await sample({ sampler: 'parentbased_traceidratio', ratio: 0.5 });
  const begun = beginTraces();
  const sent = begun.map(({ span }) => span.headers.traceparent);
  expect(new Set(sent).size).toBe(begun.length);
  for (const [index, { span, isRecorded }] of begun.entries()) {
    expect(sent[index]).toMatch(
      isRecorded ? /^00-[\da-f]{32}-[\da-f]{16}-01$/ : /^00-[\da-f]{32}-[\da-f]{16}-00$/,
    );
    expect(span.run(activeTrace)).toEqual(span.headers);
    expect(span.headers.traceparent).toBe(sent[index]);
  }
});

test('within a trace that is not recorded nothing is', async () => {
  await sample({ sampler: 'parentbased_traceidratio', ratio: 0 });
  const root = startRoot('job', () => ({}))!;
  expect(root.run(() => startSpan('mail', {}))).toBeUndefined();
  const foreign = root.run(() => trace.getTracer('other').startSpan('of other code'));
  expect(foreign.isRecording()).toBe(false);
});

test('a trace of other code is recorded as the sampler says', async () => {
  await sample({ sampler: 'parentbased_traceidratio', ratio: 0.3 });
  const tracer = trace.getTracer('other');
  const spans = Array.from({ length: 2000 }, () => tracer.startSpan('of other code'));
  const recorded = spans.filter((span) => span.isRecording()).length;
  for (const span of spans) span.end();
  expect(recorded).toBeGreaterThan(500);
  expect(recorded).toBeLessThan(700);
});

test('a trace that a client has begun is recorded as the client says', async () => {
  await sample({ sampler: 'parentbased_traceidratio', ratio: 0.5 });
  const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}`;
  expect(startRoot('job', () => ({}), { traceparent: `${traceparent}-01` })!.isRecorded).toBe(true);
  expect(startRoot('job', () => ({}), { traceparent: `${traceparent}-00` })!.isRecorded).toBe(false);
});
