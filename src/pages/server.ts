import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { ownPageHeaders } from '../authorization/own-pages.ts';
import { borrowerOf } from '../connection-claim.ts';
import type { Services } from '../context.ts';
import { shareSystem, type SystemDb, systemDb } from '../database/system.ts';
import { networkOf } from '../network.ts';

const MAX_FORMS_AN_HOUR = 60;

/** The fields of a form that a browser sent. */
export type Fields = Record<string, string>;

/** Registers pages whose forms are read as fields; other bodies are not read at all. */
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

/** The system login's database, as far as whoever opens a page may use it. */
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

/** The token in a page's address or form; empty when there is none of the right form. */
export function tokenOf(value: unknown): string {
  return typeof value === 'string' && /^[\w.-]{1,200}$/.test(value) ? value : '';
}

/**
 * Whether a form came from a page of ours, as far as the browser tells. No cookie is read, so that a foreign page gains
 * nothing by sending one; it is refused all the same.
 */
export const isForeign = ({ headers }: FastifyRequest) =>
  !['same-origin', 'none', undefined].includes(headers['sec-fetch-site'] as string | undefined);

/** Limits how often forms of a network are taken, in this process. Resolves to whether this one is. */
export function createFormLimit(): (request: FastifyRequest) => Promise<boolean> {
  const limiter = new RateLimiterMemory({ points: MAX_FORMS_AN_HOUR, duration: 3600 });
  return async ({ ip }) => {
    try {
      await limiter.consume(networkOf(ip));
      return true;
    } catch (refused) {
      if (refused instanceof Error) throw refused;
      return false;
    }
  };
}

export interface Answer {
  data: any;
  /** What went wrong, in sentences for people. */
  faults: { code: string; message: string }[];
}

/**
 * Sends an operation to the API as whoever sent the form: with their address, so that limits, audit and checks are those
 * of any other client. The operation's root field is called `answer`.
 */
export async function ask(
  request: FastifyRequest,
  query: string,
  variables: object,
  accessToken?: string,
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
  const { data, errors = [] } = response.json();
  const faults = [
    ...errors.map((error: any) => ({ code: String(error.extensions?.code), message: String(error.message) })),
    ...(data?.answer?.userErrors ?? []),
  ];
  return { data: data?.answer, faults };
}
