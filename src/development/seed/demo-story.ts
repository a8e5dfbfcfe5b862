import type { SystemDb } from '../../database/system.ts';
import type { SecretBox } from '../../crypto/secret-box.ts';
import type { Random } from './random.ts';

export interface DemoMember {
  userId: string;
  email: string;
  name: string;
  role: string;
}

/** What the parts of an organization's history are made from. */
export interface DemoStory {
  db: SystemDb;
  secrets: SecretBox;
  organizationId: string;
  plan: string;
  /** The first one is the owner who founded the organization. */
  members: DemoMember[];
  founded: number;
  /** The end of the history. */
  now: number;
  random: Random;
  /** Makes the id of a row that was inserted at this instant. */
  idAt: (time: number) => string;
  /** The audit log so far. It is written at the end. */
  audit: DemoAudit[];
  /** The notifications so far. They are written at the end. */
  notifications: DemoNotification[];
}

/** An entry of the audit log. */
export interface DemoAudit {
  at: number;
  actorId: string;
  action: string;
  targetType: string;
  targetId: string;
  before?: object;
  after?: object;
}

/** A notification. `happening` is what the product's own listener would have written. */
export interface DemoNotification {
  at: number;
  userId: string;
  actorId: string | null;
  kind: string;
  happening: string;
  taskId?: string;
  commentId?: string;
  details?: object;
}
