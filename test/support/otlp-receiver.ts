import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';
import { until } from './mail.ts';

/** A span as OTLP's JSON has it, with its attributes by name. */
export interface ReceivedSpan {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId: string | undefined;
  /** 1 internal, 2 server, 3 client, 5 consumer. */
  kind: number;
  attributes: Record<string, string | number | boolean>;
  failed: boolean;
  service: string;
}

type Value = { stringValue?: string; intValue?: string | number; boolValue?: boolean };
type Attribute = { key: string; value: Value };
interface Body {
  resourceSpans: {
    resource: { attributes: Attribute[] };
    scopeSpans: {
      spans: (Omit<ReceivedSpan, 'attributes'> & { attributes?: Attribute[]; status?: { code?: number } })[];
    }[];
  }[];
}

/** A receiver of OTLP over HTTP. It keeps the bytes of all requests, and decodes those that are JSON. */
export async function startOtlpReceiver() {
  const bodies: Buffer[] = [];
  const spans: ReceivedSpan[] = [];
  const types = new Set<string | undefined>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    bodies.push(Buffer.from(JSON.stringify(request.headers)), body);
    const type = request.headers['content-type'];
    types.add(type);
    if (request.url !== '/v1/traces') return response.writeHead(404).end();
    if (type === 'application/json') spans.push(...decode(JSON.parse(String(body)) as Body));
    return response.writeHead(200, { 'content-type': type! }).end(type === 'application/json' ? '{}' : '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const of = (traceId: string) => spans.filter((span) => span.traceId === traceId);
  return {
    url: `http://127.0.0.1:${port}`,
    spans,
    types,
    /** All bytes that have arrived, headers included. */
    bytes: () => Buffer.concat(bodies),
    of,
    /** The spans of a trace, once one of them has this name. */
    wait: (traceId: string, name: string) =>
      until(() => (of(traceId).some((span) => span.name === name) ? of(traceId) : undefined)),
  };
}

function decode({ resourceSpans }: Body): ReceivedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map(({ attributes = [], status, ...span }) => ({
        ...span,
        parentSpanId: span.parentSpanId || undefined,
        attributes: toRecord(attributes),
        failed: status?.code === 2,
        service: String(toRecord(resource.attributes)['service.name']),
      })),
    ),
  );
}

const toRecord = (attributes: Attribute[]) =>
  Object.fromEntries(
    attributes.map(({ key, value: { stringValue, intValue, boolValue } }) => [
      key,
      stringValue ?? boolValue ?? Number(intValue),
    ]),
  );

/** The settings of a server or worker that records every trace and sends it at once. */
export const tracedTo = ({ url }: { url: string }) => ({
  OTEL_EXPORTER_OTLP_ENDPOINT: url,
  OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
  OTEL_TRACES_SAMPLER: 'parentbased_always_on',
  OTEL_BSP_SCHEDULE_DELAY: '20',
});

/** A `traceparent` of a trace that a client has begun. */
export function newTrace(sampled = true): { traceId: string; traceparent: string } {
  const hex = (bytes: number) => Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))).toString('hex');
  const traceId = hex(16);
  return { traceId, traceparent: `00-${traceId}-${hex(8)}-0${Number(sampled)}` };
}
