import pg from 'pg';
import { expect, test } from 'vitest';
import { createDatabase } from '../support/server.ts';

const urls = await createDatabase();

// PostgreSQL prepares all parts of a plan at each execution, also those that it skips.
test.each([
  'select id from tasks where organization_id = $1',
  'select id from projects where organization_id = $1',
  'insert into tasks (organization_id, project_id, title, position) values ($1, $1, $2, $2) returning id',
  'update tasks set title = $2 where organization_id = $1 and id = $1 returning id',
  'delete from tasks where organization_id = $1',
])('who belongs to a project costs those who see all projects nothing: %s', async (statement) => {
  const client = new pg.Client({ connectionString: urls.servingUrl });
  await client.connect();
  try {
    const { rows } = await client.query(`explain (generic_plan) ${statement}`);
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).not.toContain('project_members');
    if (statement.includes('tasks')) expect(plan).not.toContain('projects');
  } finally {
    await client.end();
  }
});
