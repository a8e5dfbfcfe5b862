import { Context } from '../core/context.ts';
import type { CallerAccess } from '../core/access.ts';

/** Thrown when a shared response would depend on the identity of one caller. */
export class NotShareable extends Error {
  constructor() {
    super('A field that is declared shareable depends on its caller.');
  }
}

const refuse = (): never => {
  throw new NotShareable();
};

/** Stands for a signed-in user. Rules may check that there is one, but reading a property throws. */
const anonymousViewer = new Proxy({}, { get: refuse });

/** Returns the caller's rights without the identity. */
const withoutCaller = (access: CallerAccess): CallerAccess => ({
  ...access,
  sessionId: undefined,
  sightOf: undefined,
  viewer: access.viewer && (anonymousViewer as typeof access.viewer),
  apiKey: access.apiKey && { ...access.apiKey, id: '' },
});

/**
 * A context for a response that several callers with the same rights receive.
 *
 * Security: a resolver that reads the caller's identity could send one member the data of another. In this context it
 * throws NotShareable, and the event is executed separately for each caller.
 */
export class SharedContext extends Context {
  #masked: { of: CallerAccess; access: CallerAccess } | undefined;

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

  override async access(): Promise<CallerAccess> {
    return this.#mask(await super.access());
  }

  override get knownAccess(): CallerAccess | undefined {
    const access = super.knownAccess;
    return access && this.#mask(access);
  }

  #mask(access: CallerAccess): CallerAccess {
    if (this.#masked?.of !== access) this.#masked = { of: access, access: withoutCaller(access) };
    return this.#masked.access;
  }
}
