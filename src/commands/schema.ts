import { describeReport } from '../graphql/schema-check.ts';
import { subgraphText } from '../graphql/type-definitions.ts';
import { loadConfigOrExit } from '../bootstrap/startup.ts';
import { checkSchema, findActiveClients, readClients } from './released-schema.ts';
import { withSystemDb } from './with-database.ts';

/** Exits with 1 if the schema breaks clients. */
export async function checkReleasedSchema(files: string[], embedded = false): Promise<void> {
  const asksDatabase = embedded || loadConfigOrExit().database.systemUrl !== undefined;
  const active = asksDatabase ? await withSystemDb(findActiveClients) : [];
  const report = await checkSchema([...active, ...(await readClients(files))]);
  for (const line of describeReport(report)) console.log(line);
  if (report.breaking.length + report.broken.length > 0) process.exitCode = 1;
}

export function printSubgraph(): void {
  console.log(subgraphText());
}
