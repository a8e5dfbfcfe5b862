import pg from 'pg';
import { readShardingPlan, renderScript } from './sharding.ts';
import { withMigratedDatabase } from './scratch-postgres.ts';

// Prints the script that would distribute the tables over the nodes of Citus: `npm run --silent citus`.
await withMigratedDatabase('citus', async (connectionString) => {
  const pool = new pg.Pool({ connectionString, max: 1 });
  try {
    process.stdout.write(renderScript(await readShardingPlan(pool)));
  } finally {
    await pool.end();
  }
});
