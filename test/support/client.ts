import { randomInt, randomUUID } from 'node:crypto';
import type { Mutation, Query, Role } from '../../src/generated/graphql.ts';
import { whileAcquainted } from './acquaintance.ts';

export interface Answer {
  status: number;
  headers: Headers;
  // Tests read whatever they asked for.
  data: (Query & Mutation) | null | undefined;
  errors: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[] | undefined;
  body: any;
}

/** Another one each time: what is limited by address must not join tests that have nothing to do with each other. */
const someAddress = () => `10.${[1, 2, 3].map(() => randomInt(256)).join('.')}`;

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

  async send(query: string, variables?: Record<string, unknown>): Promise<Answer> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': someAddress(), ...this.headers },
      body: JSON.stringify({ query, variables }),
    });
    const body: any = await response.json();
    return { status: response.status, headers: response.headers, data: body.data, errors: body.errors, body };
  }

  /** What the operation answers. @throws unless it had no errors at all */
  async ask(query: string, variables?: Record<string, unknown>): Promise<any> {
    const { data, errors, body } = await this.send(query, variables);
    if (errors || !data) throw new Error(JSON.stringify(body));
    const refused = Object.values(data).flatMap((field: any) => field?.userErrors ?? []);
    if (refused.length > 0) throw new Error(JSON.stringify(refused));
    return data;
  }

  /** The codes of all errors and user errors that the operation answers. */
  async codes(query: string, variables?: Record<string, unknown>): Promise<string[]> {
    const { data, errors } = await this.send(query, variables);
    const refused = Object.values(data ?? {}).flatMap((field: any) => field?.userErrors ?? []);
    return [
      ...(errors ?? []).map((error) => String(error.extensions['code'])),
      ...refused.map((error) => error.code),
    ];
  }
}

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
