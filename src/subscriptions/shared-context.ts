import type { Access } from '../authorization/access.ts';
import { Context } from '../context.ts';

/** An answer for many callers depended on who one of them is. */
export class NotShareable extends Error {
  constructor() {
    super('A field that is declared shareable depends on its caller.');
  }
}

const refuse = (): never => {
  throw new NotShareable();
};

/** Says that there is somebody, which the rules ask, and nothing else about them. */
const somebody = new Proxy({}, { get: refuse });

/**
 * A context whose answer goes to several callers with the same rights.
 *
 * Security: a resolver that reads who the caller is would tell one member what is another's. Here it fails instead, and
 * the event is executed for each subscription.
 */
export class SharedContext extends Context {
  override get viewer(): never {
    return refuse();
  }

  override get actorId(): never {
    return refuse();
  }

  override get apiKey(): never {
    return refuse();
  }

  override get sessionId(): never {
    return refuse();
  }

  override async access(): Promise<Access> {
    const access = await super.access();
    return {
      ...access,
      sessionId: undefined,
      viewer: access.viewer && (somebody as typeof access.viewer),
      apiKey: access.apiKey && { ...access.apiKey, id: '' },
    };
  }
}
