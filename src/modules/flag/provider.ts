import { createHash } from 'node:crypto';
import {
  ErrorCode,
  type EvaluationContext,
  type Provider,
  type ResolutionDetails,
  StandardResolutionReasons,
} from '@openfeature/server-sdk';
import { processDb, type SystemHandle } from '../../database/system.ts';
import { findTargets } from './queries.ts';

/** How long a server decides by the same flags. Then the next evaluation reads them again. */
const FRESH_MS = 2000;

interface Target {
  percentage: number;
  organizationIds: Set<string>;
}

/**
 * The share in which an organization's place lies, from 0 to 100 (exclusive). It depends only on the flag and the
 * organization, so that a higher percentage keeps those that a lower one had, and each flag begins with others.
 */
export function placeOf(flag: string, organizationId: string): number {
  const hash = createHash('sha256').update(`${flag} ${organizationId}`).digest();
  return (hash.readUInt32BE() / 2 ** 32) * 100;
}

/**
 * Evaluates the flags of the database for the organization whose id is the context's `targetingKey`. While the database
 * is unavailable, it decides by the flags that it read last.
 */
export class DatabaseFlagProvider implements Provider {
  readonly metadata = { name: 'polity-database' };
  readonly runsOn = 'server';
  readonly #services: { system: SystemHandle };
  #targets: Promise<Map<string, Target>> | undefined;
  #readAt = 0;

  constructor(services: { system: SystemHandle }) {
    this.#services = services;
  }

  async resolveBooleanEvaluation(
    flag: string,
    defaultValue: boolean,
    { targetingKey = '' }: EvaluationContext,
  ): Promise<ResolutionDetails<boolean>> {
    const target = (await this.#read()).get(flag);
    if (!target) return { value: defaultValue, reason: StandardResolutionReasons.DEFAULT };
    if (target.organizationIds.has(targetingKey))
      return { value: true, reason: StandardResolutionReasons.TARGETING_MATCH };
    const value = placeOf(flag, targetingKey) < target.percentage;
    return { value, reason: StandardResolutionReasons.SPLIT };
  }

  resolveStringEvaluation = <T extends string>(_flag: string, value: T) => noBoolean(value);
  resolveNumberEvaluation = <T extends number>(_flag: string, value: T) => noBoolean(value);
  resolveObjectEvaluation = <T>(_flag: string, value: T) => noBoolean(value);

  /** Evaluations at the same time share one read. */
  async #read(): Promise<Map<string, Target>> {
    const now = Date.now();
    if (!this.#targets || now - this.#readAt >= FRESH_MS) {
      const before = this.#targets;
      this.#readAt = now;
      this.#targets = this.#load().catch((error) => {
        if (before) return before;
        this.#targets = undefined;
        throw error;
      });
    }
    return this.#targets;
  }

  async #load(): Promise<Map<string, Target>> {
    const targets = await findTargets(processDb(this.#services));
    return new Map(
      targets.map(({ key, percentage, organizationIds }) => [
        key,
        { percentage, organizationIds: new Set(organizationIds) },
      ]),
    );
  }
}

/** All flags are on or off. */
const noBoolean = async <T>(value: T): Promise<ResolutionDetails<T>> => ({
  value,
  reason: StandardResolutionReasons.ERROR,
  errorCode: ErrorCode.TYPE_MISMATCH,
});
