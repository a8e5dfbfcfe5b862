import type { Config } from '../config.ts';
import { setTracer, tracing } from './tracing.ts';

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
  const provider = new sdk.TracerProvider({
    resource,
    sampler: toSampler(sdk, settings),
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
  setTracer(provider.getTracer('polity'));
  return async () => {
    setTracer(undefined);
    trace.disable();
    context.disable();
    // A collector that is down must not hold up the shutdown, nor fail it.
    await provider.shutdown().catch(() => undefined);
  };
}

type Sdk = typeof import('@opentelemetry/sdk-trace');

function toSampler(sdk: Sdk, { sampler, ratio }: NonNullable<Config['tracing']>) {
  const root = sampler.replace('parentbased_', '');
  const own =
    root === 'always_on'
      ? new sdk.AlwaysOnSampler()
      : root === 'always_off'
        ? new sdk.AlwaysOffSampler()
        : new sdk.TraceIdRatioBasedSampler(ratio);
  return root === sampler ? own : new sdk.ParentBasedSampler({ root: own });
}
