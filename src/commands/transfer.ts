import { loadConfigOrExit } from '../bootstrap/startup.ts';
import { loadSecretBox } from '../crypto/key-store.ts';
import { exportOrganization } from './transfer/export.ts';
import { importOrganization, type ImportOptions } from './transfer/import.ts';
import { withDatabase } from './with-database.ts';

export function exportTo(organizationId: string, path: string): Promise<void> {
  return withDatabase(async ({ systemUrl }) => {
    const box = await loadSecretBox(loadConfigOrExit());
    const lines = await exportOrganization(systemUrl, box, organizationId, path);
    console.log(`${path} has ${lines} lines.`);
  });
}

export function importFrom(
  path: string,
  options: Pick<ImportOptions, 'owner' | 'slug' | 'fromElsewhere'>,
): Promise<void> {
  return withDatabase(async ({ systemUrl }) => {
    const box = await loadSecretBox(loadConfigOrExit());
    const { organizationId, rows, leftOut, unknownPeople } = await importOrganization(path, {
      systemUrl,
      box,
      ...options,
    });
    console.log(
      [
        `The organization ${organizationId} has been imported with ${rows} rows.`,
        ...(leftOut > 0 ? [`${leftOut} rows were left out.`] : []),
        ...(unknownPeople > 0 ? [`${unknownPeople} of the people have no account here.`] : []),
        'Its API keys are revoked and its webhook endpoints disabled. Owners can create and enable them again.',
      ].join('\n'),
    );
  });
}
