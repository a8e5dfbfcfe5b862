import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ownPageHeaders } from '../own-pages.ts';
import { borrowerOf } from '../../core/connection-claim.ts';
import { shareSystem, type SystemDb, systemDb } from '../../database/system.ts';
import { CallCounts } from '../../util/call-counts.ts';
import { networkOf } from '../../util/client-network.ts';
import type { Services } from '../../core/services.ts';

const MAX_FORMS_PER_HOUR = 60;

/** The fields of a submitted form. */
export type Fields = Record<string, string>;

/** Registers pages and parses the forms that they submit. Other bodies are ignored. */
export async function withForms(app: FastifyInstance, add: (scope: FastifyInstance) => void): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 20_000 },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, _body, done) => done(null, {}));
    add(scope);
  });
}

/** Returns the database of the system login. The visitor's network shares its connections fairly with others. */
export function visitorsDb(services: Services, { ip: ipAddress }: FastifyRequest): SystemDb {
  const visitor = { claims: undefined, apiKeyHash: undefined, ipAddress };
  return systemDb({
    system: shareSystem(
      services,
      borrowerOf(services, visitor, () => false),
    ),
  });
}

export const fieldsOf = (request: FastifyRequest) => (request.body ?? {}) as Fields;

/** Returns the token of a page's URL or form; empty when it is missing or malformed. */
export function tokenOf(value: unknown): string {
  return typeof value === 'string' && /^[\w.-]{1,200}$/.test(value) ? value : '';
}

/**
 * Returns whether a form was submitted from another site.
 * Security: another site could make a visitor's browser submit a form (CSRF). The pages read no cookies, so that this
 * gains nothing, and forms with a foreign `Sec-Fetch-Site` are rejected as well.
 */
export const isForeign = ({ headers }: FastifyRequest) =>
  !['same-origin', 'none', undefined].includes(headers['sec-fetch-site'] as string | undefined);

/** Limits the forms per network in this process. The returned function counts a form and returns whether it is allowed. */
export function createFormLimit(): (request: FastifyRequest) => boolean {
  const counts = new CallCounts(3_600_000);
  return ({ ip }) => counts.add(networkOf(ip)) <= MAX_FORMS_PER_HOUR;
}

/** An error with a message for people. */
interface Fault {
  code: string;
  message: string;
}

/** The part of a payload that the pages read. */
interface Payload {
  /** Only of operations that sign in. */
  accessToken?: string | null;
  userErrors: Fault[];
}

/** The API's response to an operation of a page. */
interface ApiResponse {
  data?: { answer: Payload | null } | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

export interface Answer {
  data: Payload | null | undefined;
  faults: Fault[];
}

/**
 * Sends an operation to the API with the visitor's IP address, so that the same limits, audit and checks apply as for any
 * other client. The operation's root field must have the alias `answer`.
 */
export async function ask(
  request: FastifyRequest,
  query: string,
  variables: object,
  accessToken?: string | null,
): Promise<Answer> {
  const response = await request.server.inject({
    method: 'POST',
    url: '/graphql',
    remoteAddress: request.ip,
    headers: {
      ...ownPageHeaders,
      'x-forwarded-for': request.ip,
      'content-type': 'application/json',
      accept: 'application/json',
      'user-agent': request.headers['user-agent'] ?? '',
      ...(accessToken && { authorization: `Bearer ${accessToken}` }),
    },
    payload: { query, variables },
  });
  const { data, errors = [] } = response.json<ApiResponse>();
  const faults = [
    ...errors.map(({ message, extensions }) => ({ code: String(extensions?.code), message })),
    ...(data?.answer?.userErrors ?? []),
  ];
  return { data: data?.answer, faults };
}
