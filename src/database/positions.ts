import { createLargeCache } from '../util/large-cache.ts';

/** Callers, and organizations, whose positions are known. */
const MAX_ENTRIES = 50_000;

/**
 * How far the server's log goes: on the primary what was written, on a standby what was replayed. As a number of bytes,
 * which JavaScript's numbers hold up to 9 petabytes.
 */
export const logPosition = `(case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_lsn() end
  - '0/0'::pg_lsn)::text`;

/** Positions in the primary's log that a replica must have replayed before it serves a query. */
export class Positions {
  readonly #seen = createLargeCache<number>(MAX_ENTRIES);
  readonly #changes = createLargeCache<{ version: string | undefined; position: number }>(MAX_ENTRIES);

  /** The position of the last state of the database that the caller has seen or written in this process. */
  seenBy(caller: string): number {
    return this.#seen.get(caller) ?? 0;
  }

  /** Call it when the caller has seen a later state than an unknown one (Infinity). */
  forgetSeen(caller: string): void {
    this.#seen.delete(caller);
  }

  noteSeen(caller: string, position: number): void {
    if (position > this.seenBy(caller)) this.#seen.set(caller, position);
  }

  /** A position at which the organization's rows were as this process last saw them. */
  ofOrganization(organization: string): number {
    return this.#changes.get(organization)?.position ?? 0;
  }

  /** Notes the version of the organization's rows on the primary. Without a version, it was changed just now. */
  noteVersion(organization: string, version: string | undefined, position: number): void {
    const known = this.#changes.get(organization);
    if (version !== undefined && known?.version === version) return;
    this.#changes.set(organization, { version, position });
  }
}
