import type { SystemDb } from '../../../src/database/system.ts';
import type { Meters } from '../usage-writer.ts';
import type { Organization } from '../organization.ts';
import type { Promises } from '../promises.ts';

/** What is proven, and where it is looked for. */
export interface Evidence {
  db: SystemDb;
  organizations: Organization[];
  meters: Meters;
  promises: Promises;
  /** The file of the receiver. */
  receivedFile: string;
}
