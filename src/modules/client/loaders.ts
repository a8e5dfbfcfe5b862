import type { Context } from '../../context.ts';
import { loaderByArgs } from '../../database/loader.ts';
import type { PageArgs } from '../../database/page-request.ts';
import { systemDb } from '../../database/system.ts';
import type { RegisteredOperationOrder } from '../../generated/graphql.ts';
import { listOperations, type RegisteredOperationPage } from './queries.ts';

export const clientLoaders = (context: Context) => ({
  /** For platform administrators: whoever loads has checked that. */
  operationsOfClientVersion: loaderByArgs<
    PageArgs & { orderBy?: RegisteredOperationOrder | null },
    RegisteredOperationPage
  >((ids, args) => listOperations(systemDb(context), ids, args)),
});
