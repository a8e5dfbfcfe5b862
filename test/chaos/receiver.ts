import { openSync, writeSync } from 'node:fs';
import { createServer } from 'node:http';

/*
 * A receiver of webhooks, as a process of its own, so that a run can kill it. It accepts a message once it is in the file,
 * which outlives the process.
 */
const file = openSync(process.env['RECEIVED_FILE']!, 'a');
// Ends a line that was cut short by a kill.
writeSync(file, '\n');

createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk);
  } catch {
    // The sender was killed.
    return;
  }
  const {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signature,
  } = request.headers;
  if (request.method === 'POST') {
    const text = Buffer.concat(chunks).toString();
    const message = { path: request.url, at: Date.now(), id, timestamp, signature, text };
    writeSync(file, `${JSON.stringify(message)}\n`);
  }
  response.writeHead(204).end();
}).listen(Number(process.env['PORT']), '127.0.0.1');
