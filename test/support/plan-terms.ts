import { sql } from 'kysely';
import type { SystemDb } from '../../src/database/system.ts';

/** Lets a test change the terms of published plan versions in its database, which nobody else can. */
export const unfreezeTerms = (db: SystemDb) =>
  sql`
    alter table plan_versions disable trigger plan_versions_unchanged;
    alter table plan_version_features disable trigger plan_version_features_unchanged;
    alter table plan_version_prices disable trigger plan_version_prices_unchanged;
  `.execute(db);
