import type { MeterEvent } from '../support/meter-oracle.ts';
import type { Promises } from './promises.ts';

/** An object as its acknowledged writes left it: its text (a task's title, a project's name) at each version. */
export interface Acknowledged {
  id: string;
  texts: Map<number, string>;
  /** The last version that was acknowledged. */
  version: number;
  isDeleted: boolean;
  /** Of a task, whether it was assigned to the member when it was created. */
  isAssigned: boolean;
}

/** A usage event with an acknowledged receipt. */
export interface AcknowledgedUsage extends Pick<MeterEvent, 'at' | 'quantity' | 'user'> {
  meter: string;
  isVoided: boolean;
}

/** What one organization's writers have had a response for. */
export class Ledger {
  readonly tasks = new Map<string, Acknowledged>();
  readonly projects = new Map<string, Acknowledged>();
  readonly usage = new Map<string, AcknowledgedUsage>();
  readonly #promises: Promises;

  constructor(promises: Promises) {
    this.#promises = promises;
  }

  /** Notes a version of a task or project. */
  note(
    kind: 'tasks' | 'projects',
    { id, version }: { id: string; version: number },
    text: string,
    isAssigned = false,
  ): void {
    const known = this[kind].get(id) ?? {
      id,
      texts: new Map<number, string>(),
      version: 0,
      isDeleted: false,
      isAssigned,
    };
    this[kind].set(id, known);
    this.#promises.check('no two writes get the same version', !known.texts.has(version), {
      id,
      version,
      texts: [known.texts.get(version), text],
    });
    known.texts.set(version, text);
    known.version = Math.max(known.version, version);
  }

  noteDeleted(id: string): void {
    this.tasks.get(id)!.isDeleted = true;
  }

  /** The number of writes. */
  get writes(): number {
    const versions = [...this.tasks.values(), ...this.projects.values()].map(
      ({ texts, isDeleted }) => texts.size + Number(isDeleted),
    );
    return versions.reduce((sum, each) => sum + each, this.usage.size);
  }
}

/** The text of the last version. */
export const latestText = ({ texts, version }: Acknowledged): string => texts.get(version)!;
