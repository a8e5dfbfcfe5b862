// Receives OpenTelemetry's spans over HTTP and drops them: `node tools/otlp-sink.ts 4318`, to measure what tracing costs.

import { createServer } from 'node:http';

const port = Number(process.argv[2] ?? 4318);

createServer((request, response) => {
  request.resume();
  request.once('end', () =>
    response.writeHead(200, { 'content-type': request.headers['content-type'] ?? '' }).end(),
  );
}).listen(port, '127.0.0.1');
