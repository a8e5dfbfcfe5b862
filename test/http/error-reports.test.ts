import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadErrorReporter } from '../../src/bootstrap/error-reporter.ts';
import { type ErrorReport, onError, reportError } from '../../src/tracing/error-reports.ts';
import { register } from '../support/client.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer();

function reports(): ErrorReport[] {
  const found: ErrorReport[] = [];
  onTestFinished(onError((report) => found.push(report)));
  return found;
}

test('an unexpected error is reported with the ids of its request, and without what was sent', async () => {
  const found = reports();
  const { client } = await register(server.anonymous);
  const { services } = server;
  const { passwords } = services;
  onTestFinished(() => void (services.passwords = passwords));
  services.passwords = {
    ...passwords,
    verify: async () => {
      throw Object.assign(new Error('invalid input: "canary@polity.test"'), {
        detail: 'canary',
        code: '22P02',
      });
    },
  };
  const { errors } = await client
    .with({ 'x-request-id': 'request-1' })
    .send(
      `mutation SignIn { login(input: { email: "ada@polity.test", password: "canary" }) { accessToken } }`,
    );
  expect(errors![0]!.extensions).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', requestId: 'request-1' });
  expect(found).toMatchObject([
    { requestId: 'request-1', operation: 'SignIn', traceId: undefined, error: { message: '22P02' } },
  ]);
  const { error } = found[0]!;
  expect(error.stack).toMatch(/^Error: 22P02\n {4}at /);
  expect(JSON.stringify([found, error.stack, Object.entries(error)])).not.toContain('canary');
});

test('a refusal is not reported, and a handler that fails changes nothing', async () => {
  const found = reports();
  onTestFinished(
    onError(() => {
      throw new Error('the service is down');
    }),
  );
  await server.anonymous.send('{ projects { nodes { id } } }');
  await server.anonymous.send('{ nonsense }');
  expect(found).toEqual([]);
  reportError(new TypeError('x'));
  expect(found).toMatchObject([{ error: { name: 'TypeError', message: 'TypeError' } }]);
});

test('ERROR_REPORTER loads a file, whose default export must be a function', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'polity-'));
  const [file, wrong] = [join(folder.path, 'reporter.mjs'), join(folder.path, 'wrong.mjs')];
  await writeFile(file, 'export const seen = []; export default (report) => seen.push(report);');
  await writeFile(wrong, 'export default 1;');
  const remove = await loadErrorReporter(file);
  reportError(new RangeError('x'), { operation: 'job announce' });
  remove();
  reportError(new RangeError('x'));
  const { seen } = (await import(file)) as { seen: ErrorReport[] };
  expect(seen).toMatchObject([{ operation: 'job announce', error: { name: 'RangeError' } }]);
  await expect(loadErrorReporter(wrong)).rejects.toThrow('no function as its default export');
});
