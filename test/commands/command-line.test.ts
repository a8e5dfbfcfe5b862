import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { type Command, CommanderError } from 'commander';
import pg from 'pg';
import { describe, expect, test, vi } from 'vitest';
import { createProgram, WRONG_USE } from '../../src/commands/program.ts';
import { describeListenError } from '../../src/http/listening.ts';
import { demoAccounts, demoPassword } from '../../src/development/seed/demo.ts';
import { freePort } from '../support/free-port.ts';
import { createDatabase } from '../support/server.ts';
import { programEnvironment } from '../support/environment.ts';

const file = join(import.meta.dirname, '../../src/cli.ts');

/** Runs the command line in a process of its own. */
function run(env: Record<string, string>, ...args: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [file, ...args],
      { env: { ...programEnvironment, BCRYPT_COST: '4', ...env } },
      (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code) : 0, output: `${stdout}${stderr}` }),
    );
  });
}

/** Returns the output and exit code of arguments that run no command. */
async function parse(...args: string[]): Promise<{ wrong: boolean; output: string }> {
  let output = '';
  const write = (chunk: string | Uint8Array) => {
    output += chunk;
    return true;
  };
  const spies = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation(write),
  );
  try {
    await createProgram().parseAsync(args, { from: 'user' });
    throw new Error(`A command ran: ${args.join(' ')}`);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { wrong: error.exitCode !== 0, output };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

const allCommands = (command: Command, path: string[] = []): { path: string[]; command: Command }[] => [
  { path, command },
  ...command.commands.flatMap((child) => allCommands(child, [...path, child.name()])),
];
const commands = allCommands(createProgram());

describe('the command line', () => {
  test('describes every command with --help', async () => {
    expect(commands.length).toBeGreaterThan(18);
    for (const { path, command } of commands) {
      expect(command.description()).not.toBe('');
      const { wrong, output } = await parse(...path, '--help');
      expect([path, wrong, output]).toEqual([
        path,
        false,
        expect.stringContaining(command.description().slice(0, 30)),
      ]);
    }
  });

  test('names an unknown option of every command, and an unknown command of every group', async () => {
    for (const { path, command } of commands) {
      const [argument, what] =
        command.commands.length > 0 ? ['nonsense', 'command'] : ['--nonsense', 'option'];
      const { wrong, output } = await parse(...path, argument);
      expect([path, wrong, output]).toEqual([
        path,
        true,
        expect.stringContaining(`unknown ${what} '${argument}'`),
      ]);
    }
  });

  test('names the missing argument of a command', async () => {
    const needing = commands.filter(({ command }) =>
      command.registeredArguments.some(({ required }) => required),
    );
    expect(needing.map(({ path }) => path.join(' '))).toEqual(
      expect.arrayContaining([
        'grant-admin',
        'revoke-admin',
        'jobs show',
        'verify-statement',
        'operations register',
      ]),
    );
    for (const { path, command } of needing) {
      const name = command.registeredArguments[0]!.name();
      const { wrong, output } = await parse(...path);
      expect([wrong, output]).toEqual([true, expect.stringContaining(`missing required argument '${name}'`)]);
    }
  });

  test.each([
    [['seed', '--organizations', 'abc'], '--organizations'],
    [['seed', '--tasks', '0'], '--tasks'],
    [['seed', '--tasks', '1.5'], '--tasks'],
    [['seed', '--demo', '--tasks', '3'], '--tasks'],
    [['migrate', 'sideways'], 'up, down, status'],
    [['migrate', 'up', 'more'], 'too many arguments'],
  ])('rejects %j with the reason', async (args, reason) => {
    expect(await parse(...args)).toEqual({ wrong: true, output: expect.stringContaining(reason) });
  });

  test('exits with 2 for wrong use and with 0 for help, without a stack trace', async () => {
    const wrong = await run({}, 'jobs', 'show');
    expect(wrong).toEqual({
      code: WRONG_USE,
      output: expect.stringMatching(/^error: missing required argument 'id'\n/),
    });
    expect(wrong.output).not.toMatch(/^ +at /m);
    expect((await run({}, 'jobs', '--help')).code).toBe(0);
  });
});

test('the error about an unusable database names its setting, not its password', async () => {
  const port = await freePort();
  const closed = await run({ DATABASE_URL: `postgres://ada:hush@127.0.0.1:${port}/polity` }, 'jobs', 'list');
  expect(closed).toEqual({
    code: 1,
    output: `DATABASE_URL: PostgreSQL at 127.0.0.1:${port} (database polity, login ada) cannot be used: nothing listens there.\n`,
  });
  const { systemUrl } = await createDatabase();
  const misspelled = await run(
    { DATABASE_URL: Object.assign(new URL(systemUrl), { password: 'hush' }).href },
    'jobs',
    'list',
  );
  expect(misspelled.output).toMatch(/^DATABASE_URL: .*the password is wrong\.\n$/);
  const broken = await run({ DATABASE_URL: 'postgres://ada:hu#sh@127.0.0.1/polity' }, 'jobs', 'list');
  expect(broken.output).toMatch(/^DATABASE_URL is not a valid URL\. .*\n$/);
  for (const { output } of [closed, misspelled, broken]) expect(output).not.toMatch(/hush|hu#sh/);
});

test('the error of a server that cannot listen names the setting', () => {
  expect(describeListenError('EACCES', 'PORT', '0.0.0.0', 80)).toContain('PORT=80: ');
  expect(describeListenError('EADDRINUSE', 'METRICS_PORT', 'localhost', 9464)).toContain('METRICS_PORT=9465');
  for (const code of ['EADDRNOTAVAIL', 'ENOTFOUND', 'EINVAL'])
    expect(describeListenError(code, 'PORT', '192.0.2.1', 4000)).toContain('HOST=192.0.2.1 ');
  expect(describeListenError('EMFILE', 'PORT', 'localhost', 4000)).toBeUndefined();
});

test('seed --demo fills an empty database once, in production only on request', async () => {
  const { systemUrl, servingUrl } = await createDatabase();
  const env = { DATABASE_URL: systemUrl, DATABASE_APP_URL: servingUrl };
  const production = {
    ...env,
    BCRYPT_COST: '12',
    NODE_ENV: 'production',
    MAIL: 'log',
    APP_URL: 'https://app.example.com',
    API_URL: 'https://api.example.com',
    JWT_KEYS: (await run({}, 'generate-key')).output,
    SECRETS_KEY: Buffer.alloc(32).toString('base64'),
  };
  const refused = await run(production, 'seed', '--demo');
  expect(refused).toEqual({ code: 1, output: expect.stringContaining('--in-production') });
  expect(await countUsers(systemUrl)).toBe(0);
  const filled = await run(env, 'seed', '--demo');
  expect(filled).toEqual({ code: 0, output: expect.stringContaining(demoPassword) });
  for (const { email } of demoAccounts) expect(filled.output).toContain(email);
  const again = await run(env, 'seed', '--demo');
  expect(again).toEqual({ code: 1, output: expect.stringContaining('requires an empty database') });
  const quiet = await run(production, 'seed', '--demo', '--in-production', '--if-empty');
  expect(quiet).toEqual({ code: 0, output: expect.stringContaining('nothing was added') });
  expect(await countUsers(systemUrl)).toBe(demoAccounts.length);
});

async function countUsers(connectionString: string): Promise<number> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query('select count(*)::int as count from users');
    return rows[0].count;
  } finally {
    await client.end();
  }
}
