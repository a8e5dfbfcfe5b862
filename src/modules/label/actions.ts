import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import { changedValues } from '../../database/changed-values.ts';
import { countRows } from '../../database/count.ts';
import { requireVersion } from '../../database/version.ts';
import { changes, recordAudit } from '../audit/record.ts';
import { lockOrganization } from '../organization/queries.ts';
import { assertBelowLimit, requireFeature } from '../plan/actions.ts';
import type { createLabelInput, deleteLabelInput, updateLabelInput } from './input.ts';
import { deleteLabel, insertLabel, lockLabel, updateLabel } from './queries.ts';
import type { LabelRow } from './rows.ts';

const MAX_LABELS = 200;

/** Creates a label. @throws FEATURE_NOT_IN_PLAN, TAKEN */
export async function createLabel(
  context: Context,
  input: z.output<typeof createLabelInput>,
): Promise<{ label: LabelRow }> {
  const { tenant } = context;
  await requireFeature(context, 'CUSTOM_LABELS');
  await lockOrganization(tenant);
  const used = await countRows(tenant, 'labels');
  assertBelowLimit(used, MAX_LABELS, `An organization has at most ${MAX_LABELS} labels.`);
  const label = await insertLabel(tenant, input);
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
  const { tenant } = context;
  const before = requireVersion(await lockLabel(tenant, id), 'label', expectedVersion);
  const changed = changedValues(before, wanted);
  if (!changed) return { label: before };
  const label = await updateLabel(tenant, id, changed);
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
  const { tenant } = context;
  const label = requireVersion(await lockLabel(tenant, id), 'label', expectedVersion);
  await deleteLabel(tenant, id);
  await recordAudit(context, {
    action: 'label.deleted',
    targetType: 'Label',
    targetId: id,
    before: { name: label.name },
  });
  return { deletedId: id };
}
