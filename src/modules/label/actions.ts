import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { changedValues } from '../../database/changed-values.ts';
import { countRows } from '../../database/count.ts';
import { requireVersion } from '../../database/version.ts';
import { userError } from '../../errors.ts';
import { changes, recordAudit } from '../audit/record.ts';
import { lockOrganization } from '../organization/queries.ts';
import { requireFeature } from '../plan/actions.ts';
import type { createLabelInput, deleteLabelInput, updateLabelInput } from './input.ts';
import { deleteLabel, insertLabel, type LabelRow, lockLabel, updateLabel } from './queries.ts';

const MOST_LABELS = 200;

/** Makes a label. @throws FEATURE_NOT_IN_PLAN, TAKEN */
export async function createLabel(
  context: Context,
  input: z.output<typeof createLabelInput>,
): Promise<{ label: LabelRow }> {
  const { db, scope } = context;
  await requireFeature(context, 'CUSTOM_LABELS');
  await lockOrganization(db, scope);
  if ((await countRows(db, scope, 'labels')) >= MOST_LABELS)
    throw userError('PLAN_LIMIT_REACHED', `An organization has at most ${MOST_LABELS} labels.`);
  const label = await insertLabel(db, scope, input);
  await recordAudit(context, {
    action: 'label.created',
    targetType: 'Label',
    targetId: label.id,
    after: { name: label.name },
  });
  return { label };
}

export async function changeLabel(
  context: Context,
  { id, expectedVersion, ...wanted }: z.output<typeof updateLabelInput>,
): Promise<{ label: LabelRow }> {
  const { db, scope } = context;
  const before = requireVersion(await lockLabel(db, scope, id), 'label', expectedVersion);
  const changed = changedValues(before, wanted);
  if (!changed) return { label: before };
  const label = await updateLabel(db, scope, id, changed);
  await recordAudit(context, {
    action: 'label.updated',
    targetType: 'Label',
    targetId: id,
    ...changes(before, label, 'name', 'color'),
  });
  return { label };
}

export async function removeLabel(
  context: Context,
  { id, expectedVersion }: z.output<typeof deleteLabelInput>,
): Promise<{ deletedId: string }> {
  const { db, scope } = context;
  const label = requireVersion(await lockLabel(db, scope, id), 'label', expectedVersion);
  await deleteLabel(db, scope, id);
  await recordAudit(context, {
    action: 'label.deleted',
    targetType: 'Label',
    targetId: id,
    before: { name: label.name },
  });
  return { deletedId: id };
}
