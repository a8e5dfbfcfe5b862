import Fastify from 'fastify';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { RequestLog } from '../../src/http/request-log.ts';
import { RequestLogger } from '../../src/http/request-logger.ts';

test('a request without a log line creates no child logger, and one with a line creates one', async () => {
  const lines: string[] = [];
  let children = 0;
  const logger = pino({ onChild: () => void children++ }, { write: (line) => void lines.push(line) });
  const app = Fastify({
    loggerInstance: logger,
    childLoggerFactory: (parent, bindings, options) =>
      new RequestLogger(parent as typeof logger, bindings, options),
    logController: new RequestLog({}),
  });
  app.get('/health', () => 'ok');
  app.get('/named', () => 'ok');
  await app.ready();
  children = 0;
  await app.inject('/health');
  expect([children, lines]).toEqual([0, []]);
  await app.inject('/named?token=secret');
  expect(children).toBe(1);
  expect(JSON.parse(lines[0]!)).toMatchObject({ reqId: 'req-2', path: '/named', msg: 'request completed' });
  expect(lines.join('')).not.toContain('secret');
});
