import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import { transact } from '../../database/system.ts';
import { insertAccountEvent } from '../account-event/queries.ts';
import * as declarations from './declare.ts';
import type { MeterDeclaration, updateMeterPolicyInput } from './input.ts';
import type { MeterRow, MeterPolicyRow } from './rows.ts';

/** Declares a meter as a platform administrator, in whose log it is recorded. @throws {UserErrors} INVALID */
export function declareMeter(context: Context, declaration: MeterDeclaration): Promise<{ meter: MeterRow }> {
  const { request, viewer } = context;
  return transact(context, async (db) => {
    const { meter, changed } = await declarations.declareMeter(db, declaration, viewer.id);
    const event = { userId: viewer.id, action: 'meter.declared', details: declaration };
    if (changed) await insertAccountEvent(db, event, request);
    return { meter };
  });
}

export function updateMeterPolicy(
  context: Context,
  { refuseUndeclared }: z.output<typeof updateMeterPolicyInput>,
): Promise<{ meterPolicy: MeterPolicyRow }> {
  const { request, viewer } = context;
  const meterPolicy = { refuseUndeclared };
  return transact(context, async (db) => {
    const changed = await declarations.updateMeterPolicy(db, refuseUndeclared);
    const event = { userId: viewer.id, action: 'meter_policy.updated', details: meterPolicy };
    if (changed) await insertAccountEvent(db, event, request);
    return { meterPolicy };
  });
}
