import { organizationRequired, unauthenticated } from '../errors.ts';
import type { CallerAccess, Viewer } from './access.ts';

/** The caller as resolvers read it, after the operation's rules have identified it. Sends no statements. */
export class KnownCaller {
  #access: CallerAccess | undefined;

  protected remember(access: CallerAccess): CallerAccess {
    return (this.#access = access);
  }

  /** Undefined until the caller is identified. */
  get knownAccess(): CallerAccess | undefined {
    return this.#access;
  }

  /** The signed-in user. @throws UNAUTHENTICATED */
  get viewer(): Viewer {
    if (!this.#access?.viewer) throw unauthenticated();
    return this.#access.viewer;
  }

  /** The user to record as the actor of a write; null for an API key. @throws UNAUTHENTICATED */
  get actorId(): string | null {
    return this.apiKeyId ? null : this.viewer.id;
  }

  /** The API key of the request, if it has one. */
  get apiKey(): CallerAccess['apiKey'] {
    return this.#access?.apiKey;
  }

  get apiKeyId(): string | undefined {
    return this.apiKey?.id;
  }

  /** The ids of the caller and the organization, for logs. Empty until the caller is identified. */
  get identity(): { userId?: string; apiKeyId?: string; organizationId?: string } {
    const { viewer, apiKey, membership } = this.#access ?? {};
    const organizationId = membership?.organizationId ?? apiKey?.organizationId;
    return {
      ...(viewer && { userId: viewer.id }),
      ...(apiKey && { apiKeyId: apiKey.id }),
      ...(organizationId && { organizationId }),
    };
  }

  /** @throws UNAUTHENTICATED */
  get sessionId(): string {
    if (!this.#access?.viewer || !this.#access.sessionId) throw unauthenticated();
    return this.#access.sessionId;
  }

  get isPlatformAdmin(): boolean {
    return this.#access?.platformAdmin ?? false;
  }

  /** Whether an organization is selected to which the caller has access, and it is not archived. */
  get hasScope(): boolean {
    const membership = this.#access?.membership;
    return membership !== undefined && membership.organizationStatus !== 'ARCHIVED';
  }

  /** The caller's membership in the selected organization. @throws BAD_USER_INPUT with reason ORGANIZATION_REQUIRED */
  get membership() {
    if (!this.hasScope) throw organizationRequired();
    return this.#access!.membership!;
  }
}
