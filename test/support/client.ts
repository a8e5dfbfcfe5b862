import { randomInt, randomUUID } from 'node:crypto';
import type { Role } from '../../src/generated/enums.ts';
import { whileAcquainted } from './acquaintance.ts';
import { type Data, type Given, type Present, type Root, rootOf } from './operations.ts';

export interface Body<Data = unknown> {
  data?: Data | null;
  errors?: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[];
  extensions?: { cost?: { requested: number; limit: number } };
}

export interface Answer<Data = unknown> {
  status: number;
  headers: Headers;
  data: Data | null | undefined;
  errors: Body['errors'];
  body: Body<Data>;
}

/** Another one each time: what is limited by address must not join tests that have nothing to do with each other. */
export const someAddress = () => `10.${[1, 2, 3].map(() => randomInt(256)).join('.')}`;

/** Speaks GraphQL over HTTP, as one caller. */
export class Client {
  readonly url: string;
  readonly headers: Record<string, string>;

  constructor(url: string, headers: Record<string, string> = {}) {
    this.url = url;
    this.headers = headers;
  }

  /** The same caller with other headers, `authorization` and `x-organization-id` among them. */
  with(headers: Record<string, string>): Client {
    return new Client(this.url, { ...this.headers, ...headers });
  }

  /** The same caller in this organization. */
  in(organizationId: string): Client {
    return this.with({ 'x-organization-id': organizationId });
  }

  /** Sends an operation with any variables, also wrong ones. */
  async send<Text extends string>(
    query: Text,
    variables?: Record<string, unknown>,
  ): Promise<Answer<Data<Text>>> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': someAddress(), ...this.headers },
      body: JSON.stringify({ query, variables }),
    });
    const body = (await response.json()) as Body<Data<Text>>;
    return { status: response.status, headers: response.headers, data: body.data, errors: body.errors, body };
  }

  /** Returns the operation's data. @throws when there are errors or user errors */
  async ask<Text extends string>(query: Text, ...[variables]: Given<Text>): Promise<Present<Data<Text>>> {
    const { data, errors, body } = await this.send(query, variables);
    if (errors || !data) throw new Error(JSON.stringify(body));
    const refused = userErrorsOf(data);
    if (refused.length > 0) throw new Error(JSON.stringify(refused));
    return data as Present<Data<Text>>;
  }

  /** Returns the value of the operation's root field, which can have user errors. @throws when there are errors */
  async payload<Text extends string>(query: Text, ...[variables]: Given<Text>): Promise<Root<Text>> {
    const { data, errors, body } = await this.send(query, variables);
    if (errors || !data) throw new Error(JSON.stringify(body));
    return rootOf<Text>(data);
  }

  /** Returns the codes of all errors and user errors of the response. */
  async codes(query: string, variables?: Record<string, unknown>): Promise<string[]> {
    const { data, errors } = await this.send(query, variables);
    return [
      ...(errors ?? []).map((error) => String(error.extensions['code'])),
      ...userErrorsOf(data ?? {}).map((error) => error.code),
    ];
  }
}

const userErrorsOf = (data: object): { code: string }[] =>
  Object.values(data as Record<string, { userErrors?: { code: string }[] } | null>).flatMap(
    (field) => field?.userErrors ?? [],
  );

/** A signed-in user and their organization. */
export interface Account {
  client: Client;
  userId: string;
  email: string;
  organizationId: string;
  refreshToken: string;
  accessToken: string;
}

export const password = 'correct horse battery';

/** Registers somebody new, with an organization of their own. */
export async function register(anonymous: Client, fullName = 'Ada Lovelace'): Promise<Account> {
  const email = `${randomUUID()}@polity.test`;
  const { register: answer } = await anonymous.ask(
    `mutation ($input: RegisterInput!) { register(input: $input) {
      accessToken refreshToken user { id } organization { id } userErrors { code message field } } }`,
    { input: { email, password, fullName } },
  );
  return {
    client: anonymous.with({ authorization: `Bearer ${answer.accessToken}` }),
    userId: answer.user.id,
    email,
    organizationId: answer.organization.id,
    refreshToken: answer.refreshToken,
    accessToken: answer.accessToken,
  };
}

/** Registers somebody with a proven address and adds them to the owner's organization, in which their client acts. */
export async function join(owner: Account, role: Role, fullName = 'Grace Hopper'): Promise<Account> {
  const account = await register(new Client(owner.client.url), fullName);
  await add(owner, account, role);
  return {
    ...account,
    client: account.client.in(owner.organizationId),
    organizationId: owner.organizationId,
  };
}

/** Makes somebody who has an account a member of the caller's organization at once. */
export async function add(caller: Account, account: Account, role: Role = 'MEMBER'): Promise<void> {
  await whileAcquainted(caller, account, () =>
    caller.client.ask(
      `mutation ($input: AddMemberInput!) { addMember(input: $input) { userErrors { code } } }`,
      { input: { email: account.email, role } },
    ),
  );
}
