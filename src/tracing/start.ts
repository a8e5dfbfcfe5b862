import type { Sampler } from '@opentelemetry/sdk-trace';
import type { Config } from '../config.ts';
import { isChosen, setTracer, tracing } from './tracing.ts';

/** How many parts of this process trace. They share one SDK: tests run several servers in a process. */
let users = 0;
let stopShared: () => Promise<void> = async () => undefined;

/**
 * Sends spans to the endpoint of the settings, until the returned function is called, which sends the rest. Without an
 * endpoint the SDK is not even loaded.
 */
export async function startTracing(settings: Config['tracing']): Promise<() => Promise<void>> {
  if (!settings) return async () => undefined;
  users++;
  if (!tracing.on) stopShared = await startSdk(settings);
  return async () => {
    if (--users === 0) await stopShared();
  };
}

async function startSdk(settings: NonNullable<Config['tracing']>): Promise<() => Promise<void>> {
  const [{ context, trace }, sdk, { AsyncLocalStorageContextManager }, resources, { OTLPTraceExporter }] =
    await Promise.all([
      import('@opentelemetry/api'),
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/context-async-hooks'),
      import('@opentelemetry/resources'),
      settings.protocol === 'http/json'
        ? import('@opentelemetry/exporter-trace-otlp-http')
        : import('@opentelemetry/exporter-trace-otlp-proto'),
    ]);
  const resource = resources
    .defaultResource()
    .merge(resources.detectResources({ detectors: [resources.resourceAttributesEnvDetector] }))
    .merge(resources.resourceFromAttributes({ 'service.name': settings.serviceName }));
  const { sampler, share } = toSampler(sdk, settings);
  const provider = new sdk.TracerProvider({
    resource,
    sampler,
    spanProcessors: [
      new sdk.BatchSpanProcessor({
        exporter: new OTLPTraceExporter({ url: settings.url }),
        scheduledDelayMillis: settings.delay,
      }),
    ],
  });
  const contexts = new AsyncLocalStorageContextManager().enable();
  context.setGlobalContextManager(contexts);
  // For code of an operator that uses the API itself.
  trace.setGlobalTracerProvider(provider);
  setTracer(provider.getTracer('polity'), share);
  return async () => {
    setTracer();
    trace.disable();
    context.disable();
    // A collector that is down must not hold up the shutdown, nor fail it.
    await provider.shutdown().catch(() => undefined);
  };
}

type Sdk = typeof import('@opentelemetry/sdk-trace');

/** `share` is that of the recorded traces among those that begin here, if that is known without the ids of a trace. */
function toSampler(
  sdk: Sdk,
  { sampler, ratio }: NonNullable<Config['tracing']>,
): { sampler: Sampler; share: number | undefined } {
  const root = sampler.replace('parentbased_', '');
  const share = root === 'always_on' ? 1 : root === 'always_off' ? 0 : ratio;
  const own: Sampler =
    share === 1
      ? new sdk.AlwaysOnSampler()
      : share === 0
        ? new sdk.AlwaysOffSampler()
        : new sdk.TraceIdRatioBasedSampler(share);
  // A service that decides for itself records the same traces as others with its ratio, by their ids.
  if (root === sampler) return { sampler: own, share: undefined };
  // Spans that are not ours have no choice made for them.
  const { NOT_RECORD, RECORD_AND_SAMPLED } = sdk.SamplingDecision;
  const chosen: Sampler = {
    shouldSample(parent, ...of) {
      const isRecorded = isChosen(parent);
      if (isRecorded === undefined) return own.shouldSample(parent, ...of);
      return { decision: isRecorded ? RECORD_AND_SAMPLED : NOT_RECORD };
    },
    toString: () => own.toString(),
  };
  return { sampler: new sdk.ParentBasedSampler({ root: chosen }), share };
}
