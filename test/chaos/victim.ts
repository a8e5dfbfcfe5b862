/** Something that a run kills, stops and hangs. */
export interface Victim {
  name: string;
  faults: Record<string, Fault>;
  /** Whether it does its work. */
  isBack(): Promise<boolean>;
}

export interface Fault {
  strike(): Promise<void>;
  /** Brings it back; without it, it comes back by itself. */
  mend?(): Promise<void>;
}
