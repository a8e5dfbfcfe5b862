import { verifyStatement } from '../modules/billing/verify.ts';
import { withSystemDb } from './with-database.ts';

/** Exits with 1 if the events do not result in the sealed statement. */
export function checkStatement(organization: string, month: string): Promise<void> {
  return withSystemDb(async (db) => {
    const { checksum, differences, keptSince } = await verifyStatement(db, organization, month);
    if (differences.length === 0)
      return console.log(
        keptSince
          ? `Usage events before ${keptSince} were dropped. What the sealed statement ${checksum} states results in its amounts.`
          : `The events result in the sealed statement ${checksum}.`,
      );
    console.error([`The sealed statement ${checksum} does not match its events.`, ...differences].join('\n'));
    process.exitCode = 1;
  });
}
