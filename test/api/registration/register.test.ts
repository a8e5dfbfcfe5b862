import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { RegisterInput } from '../../../src/generated/graphql.ts';
import { password, register } from '../../support/client.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;

const newEmail = () => `${randomUUID()}@polity.test`;
const REGISTER = `mutation ($input: RegisterInput!) { register(input: $input) {
  accessToken refreshToken user { id email fullName } organization { id name slug } userErrors { code field } } }`;
const LOGIN = `mutation ($input: LoginInput!) { login(input: $input) { user { email } userErrors { code } } }`;

/** Registers with this input. Returns the payload. */
const enter = (input: RegisterInput) => anonymous.payload(REGISTER, { input });

const usersWith = async (email: string) =>
  (await db.selectFrom('users').select('id').where('email', '=', email).execute()).length;
const organizationsNamed = async (name: string) =>
  (await db.selectFrom('organizations').select('id').where('name', '=', name).execute()).length;

describe('registering', () => {
  test('creates an account that owns an organization and acts in it', async () => {
    const ada = await register(anonymous);
    const { me, organization } = await ada.client.ask(
      `{ me { id memberships { role organization { id } } } organization { id viewerRole } }`,
    );
    expect(me).toEqual({
      id: ada.userId,
      memberships: [{ role: 'OWNER', organization: { id: ada.organizationId } }],
    });
    expect(organization).toEqual({ id: ada.organizationId, viewerRole: 'OWNER' });
  });

  test('trims the name, and trims and lowercases the address', async () => {
    const email = newEmail();
    const sent = { email: ` ${email.toUpperCase()}\n`, password, fullName: '  Ada  ' };
    expect((await enter(sent)).user).toMatchObject({ email, fullName: 'Ada' });
    const { login } = await anonymous.ask(LOGIN, { input: { email: `\t${email.toUpperCase()} `, password } });
    expect(login).toEqual({ user: { email }, userErrors: [] });
  });

  test('creates another account for an address that has one, in any spelling', async () => {
    const first = await register(anonymous);
    const organizationName = first.email.split('@')[0]!;
    const input = { email: first.email.toUpperCase(), password, fullName: 'Second', organizationName };
    const { user, userErrors } = await enter(input);
    expect([user.email, userErrors]).toEqual([first.email, []]);
    expect(user.id).not.toBe(first.userId);
    expect(await organizationsNamed(organizationName)).toBe(1);
  });

  test('creates ten accounts for ten concurrent registrations of one address, of which one holds it', async () => {
    const email = newEmail();
    const organizationName = email.split('@')[0]!;
    const input = { email, password, fullName: 'Ada', organizationName };
    const answers = await Promise.all(Array.from({ length: 10 }, () => enter(input)));
    expect(answers.flatMap((each) => each.userErrors)).toEqual([]);
    expect(new Set(answers.map(({ user }) => user.id)).size).toBe(10);
    expect([await usersWith(email), await organizationsNamed(organizationName)]).toEqual([1, 10]);
  });

  test('reports all errors of the input at once, with their paths', async () => {
    const { userErrors } = await enter({
      email: 'nobody',
      password: 'short',
      fullName: '   ',
      organizationName: 'x'.repeat(101),
      organizationSlug: 'Not A Slug',
    });
    expect(userErrors).toEqual([
      { code: 'INVALID', field: ['email'] },
      { code: 'TOO_SHORT', field: ['password'] },
      { code: 'REQUIRED', field: ['fullName'] },
      { code: 'TOO_LONG', field: ['organizationName'] },
      { code: 'INVALID', field: ['organizationSlug'] },
    ]);
  });

  test('returns user errors for texts that the database cannot store', async () => {
    const bad = { email: 'a\0@b.test', password: 'nul \0 inside', fullName: 'half \ud800 pair' };
    expect((await enter({ ...bad, organizationName: '\0', organizationSlug: 'a\0b' })).userErrors)
      // One error for each field: a malformed text is not checked further.
      .toEqual(
        ['email', 'password', 'fullName', 'organizationName', 'organizationSlug'].map((field) => ({
          code: 'INVALID',
          field: [field],
        })),
      );
  });

  test.each([
    ['empty', '', 'REQUIRED'],
    ['blank', '  ', 'REQUIRED'],
    ['without a dot', 'a@localhost', 'INVALID'],
    ['with two ats', 'two@at@polity.test', 'INVALID'],
    ['of two lines', 'line\r\nbreak@polity.test', 'INVALID'],
    ['of 255 characters', `${'x'.repeat(248)}@b.test`, 'TOO_LONG'],
    ['that has so many in lower case', `${'\u0130'.repeat(124)}@b.test`, 'TOO_LONG'],
  ])('rejects an address %s', async (_what, email, code) => {
    const { userErrors } = await enter({ email, password, fullName: 'Ada' });
    expect(userErrors).toEqual([{ code, field: ['email'] }]);
  });
});
