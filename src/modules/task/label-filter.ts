import { type Expression, sql, type SqlBool } from 'kysely';
import { requireFew } from '../../database/filter.ts';
import { idOrNone } from '../../database/ids.ts';
import { badUserInput } from '../../errors.ts';
import type { TaskLabelFilter } from '../../generated/graphql.ts';

/** Returns the conditions of a filter on a task's labels. */
export function labelConditions(comparators: TaskLabelFilter): Expression<SqlBool>[] {
  return Object.entries(comparators)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]: [string, unknown]): Expression<SqlBool> => {
      if (value === null) throw badUserInput(`\`${name}\` cannot be compared with null.`);
      if (name === 'isNull') return value ? sql<SqlBool>`not ${hasLabel()}` : hasLabel();
      const wanted = (Array.isArray(value) ? value : [value]) as string[];
      requireFew(name, wanted);
      const has = hasLabel(wanted.map(idOrNone));
      return name === 'eq' || name === 'in' ? has : sql<SqlBool>`not ${has}`;
    });
}

const hasLabel = (ids?: string[]) => sql<SqlBool>`exists (
  select from task_labels l where l.organization_id = tasks.organization_id and l.task_id = tasks.id
    ${ids ? sql`and l.label_id = any(${ids}::uuid[])` : sql``})`;
