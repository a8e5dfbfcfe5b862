import { type DatabaseConnection, type Driver, Kysely, PostgresAdapter, PostgresIntrospector } from 'kysely';
import type { DB } from '../generated/database.ts';
import { NotingCompiler } from './noting-compiler.ts';
import type { ServingDb } from './tenant-db.ts';

const adapter = new PostgresAdapter();
const compiler = new NotingCompiler();

/** Creates a Kysely instance that sends all statements to `executeQuery`, which runs them in one transaction. */
export const singleConnectionDb = (executeQuery: DatabaseConnection['executeQuery']): ServingDb =>
  new Kysely<DB>({
    dialect: {
      createAdapter: () => adapter,
      createQueryCompiler: () => compiler,
      createIntrospector: (db) => new PostgresIntrospector(db),
      createDriver: () => singleConnectionDriver(executeQuery),
    },
  }) as ServingDb;

function singleConnectionDriver(executeQuery: DatabaseConnection['executeQuery']): Driver {
  const refuse = async () => {
    throw new Error('the request already is one transaction');
  };
  const connection: DatabaseConnection = {
    executeQuery,
    streamQuery: () => {
      throw new Error('streaming is not supported within a request');
    },
  };
  return {
    init: async () => undefined,
    acquireConnection: async () => connection,
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    releaseConnection: async () => undefined,
    destroy: async () => undefined,
  };
}
