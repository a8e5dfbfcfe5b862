import { defineLoader } from '../../core/define-loader.ts';
import type { PageArgs } from '../../database/page-request.ts';
import { systemDb } from '../../database/system.ts';
import type { RegisteredOperationOrder } from '../../generated/graphql.ts';
import { listOperations } from './queries.ts';

/** The caller must have checked that the viewer is a platform administrator. */
export const operationsOfClientVersion = defineLoader(
  (context, ids, args: PageArgs & { orderBy?: RegisteredOperationOrder | null }) =>
    listOperations(systemDb(context), ids, args),
);
