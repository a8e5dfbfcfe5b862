import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { migrate } from '../database/migrate.ts';
import { type DatabaseAccess, assertRlsApplies } from '../database/open.ts';
import { requireReachable } from '../database/reachable.ts';
import { processDb } from '../database/system.ts';
import { addWeb } from '../http/web/routes.ts';
import { addOutbox, mailLine } from '../development/mail-outbox.ts';
import { demoAccountsIn, demoPassword, hasAdministrator, seedDemo } from '../development/seed/demo.ts';
import { startWorker } from '../jobs/worker.ts';
import { workload } from '../modules/workload.ts';
import { localAddress } from '../util/web-addresses.ts';
import { createServer } from './create-server.ts';
import type { Services } from '../core/services.ts';
import { createServices } from './create-services.ts';
import { startParts } from './start-parts.ts';
import { onTermination } from './startup.ts';
import { startWeb } from './web.ts';

/**
 * Serves the API, and runs jobs if configured, until the process gets a termination signal.
 * @param onStarted called when the server takes over the shutdown of all parts, including the database
 */
export async function serve(
  config: Config,
  database: DatabaseAccess,
  logger: Logger,
  onStarted: () => void,
): Promise<void> {
  let address = config.apiUrl;
  const { app, stop } = await start(config, database, logger, () => address);
  onStarted();
  onTermination(stop, logger);
  try {
    await app.listen({ host: config.host, port: config.port });
  } catch (error) {
    await stop();
    throw error;
  }
  address = localAddress(config.host, (app.server.address() as AddressInfo).port);
  logger.info({ address }, 'listening');
  if (config.development) announce(config, address, database);
}

/** Starts all parts of the server, which does not listen yet. Printed links to unsent mails begin with `baseAddress`. */
function start(
  config: Config,
  database: DatabaseAccess,
  logger: Logger,
  baseAddress: () => string,
): Promise<{ app: FastifyInstance; stop(): Promise<void> }> {
  return startParts(logger, async (onStop) => {
    onStop(() => database.close());
    if (database.embedded) await migrate(database.systemUrl, database.servingUrl, logger);
    await requireReachable('DATABASE_APP_URL', database.servingUrl);
    const { services, mailer, stop } = await createServices(config, database, {
      logger,
      ...(config.development && { announceMail: (mail) => console.log(mailLine(baseAddress(), mail)) }),
    });
    onStop(stop);
    await assertRlsApplies(services.servingPool);
    if (database.embedded) await addDemo(services);
    if (config.inlineWorker) {
      const worker = await startWorker({ ...services, mailer }, workload);
      onStop(() => worker.stop());
      services.vitals.watch('worker', () => worker.isWorking);
      services.vitals.watch('mail', () => mailer.isWorking);
    }
    const app = await createServer(services);
    if (config.development) addOutbox(app, mailer.outbox);
    if (config.web) addWeb(app, await startWeb(services, onStop));
    onStop(() => app.close());
    return { app };
  });
}

async function addDemo(services: Services): Promise<void> {
  const { passwords, secrets, logger, config } = services;
  const administrator = hasAdministrator(config);
  const passwordHash = await passwords.hash(demoPassword);
  await seedDemo(processDb(services), { passwordHash, secrets, logger, administrator });
}

function announce(config: Config, address: string, { embedded }: DatabaseAccess): void {
  console.log(`\nPolity is ready.\n\n  API        ${address}/graphql`);
  if (config.explorer) {
    console.log(`  Sandbox    ${address}/`);
    console.log(`  Explorer   ${address}/explorer  (needs no network)`);
    console.log(`  Examples   ${address}/examples  (operations, ready to send)`);
  }
  if (config.web) console.log(`  Front end  ${address}/app`);
  if (config.reference) console.log(`  Reference  ${address}/docs`);
  console.log(`  Database   ${embedded ? `embedded PostgreSQL, kept in ${embedded}` : 'DATABASE_URL'}`);
  if (embedded) {
    console.log(`\n  Sign in with the password ${demoPassword}:`);
    for (const { email, roles } of demoAccountsIn(config)) console.log(`    ${email.padEnd(24)}${roles}`);
  }
  console.log('\n  Ctrl-C stops it; the data stays.\n');
}
