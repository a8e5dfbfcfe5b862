import { z } from 'zod';

/** @public for the entities that `npm run new` writes */
export const id = z.uuid();
/** @public */
export const time = z.iso.datetime().describe('RFC 3339 in UTC.');
/** @public */
export const nobody = 'Null for a user whose account was deleted, and for an action without a user.';

/** The task in the data of an event. */
export const taskSnapshot = z
  .object({
    id,
    projectId: id,
    title: z.string(),
    description: z.string().nullable(),
    status: z.enum(['TODO', 'IN_PROGRESS', 'DONE']),
    priority: z.enum(['LOW', 'MEDIUM', 'HIGH', 'URGENT']),
    assigneeId: id.nullable().describe('The member to whom the task is assigned.'),
    dueAt: time.nullable(),
    completedAt: time.nullable(),
    archivedAt: time.nullable(),
    version: z.int().describe("The task's version: starts at 1 and increases with each change."),
    createdById: id.nullable().describe(nobody),
    createdAt: time,
    updatedAt: time,
  })
  .describe('The task at the time of the event; for a deletion, before it.');

/** The project in the data of an event. */
export const projectSnapshot = z
  .object({
    id,
    name: z.string(),
    description: z.string().nullable(),
    status: z.enum(['ACTIVE', 'ARCHIVED']),
    // An earlier release announces projects without it.
    visibility: z.enum(['ORGANIZATION', 'PRIVATE']).default('ORGANIZATION'),
    version: z.int().describe("The project's version: starts at 1 and increases with each change."),
    createdById: id.nullable().describe(nobody),
    createdAt: time,
    updatedAt: time,
  })
  .describe('The project at the time of the event; for a deletion, before it.');

/** The comment in the data of an event. */
export const commentSnapshot = z
  .object({
    id,
    taskId: id,
    authorId: id.nullable().describe(nobody),
    body: z.string(),
    mentionedUserIds: z.array(id),
    createdAt: time,
    updatedAt: time,
  })
  .describe('The comment at the time of the event; for a deletion, before it.');

const amount = z.union([z.int(), z.string().regex(/^\d+$/)]);
const asBigInt = 'A decimal string beyond 9007199254740991, as everywhere in the API.';

/** The data of an event about the usage of a limit. */
export const threshold = {
  meter: z.string().describe('`api.requests`, or a meter of `recordUsage`.'),
  percent: z.int().describe('The percentage that was reached: 80 or 100.'),
  used: amount.describe(`The usage when the threshold was detected. ${asBigInt}`),
  limit: amount.describe(`The quota, or the quantity that the plan includes. ${asBigInt}`),
  month: z.string().describe('The month (UTC) of the limit, for example `2026-01`.'),
  resetsAt: time.describe('When the month ends.'),
};

/** The data of an event about prepaid credits. No balance exceeds 9007199254740991. */
export const creditBalance = {
  balance: z.int().describe('The balance at the time of the event.'),
  threshold: z.int().nullable().describe('The threshold of `setCreditAlert`; null for none.'),
};

const presentPlan = z.string().describe('The code of the present plan.');
const nextPlan = z.string().describe('The code of the plan that follows.');

/** The data of an event about a planned change of the plan. */
export const planChange = {
  kind: z.enum(['CHANGE', 'CANCELLATION', 'TRIAL_END']).describe('Why the plan changes.'),
  plan: presentPlan,
  nextPlan,
  at: time.describe('When the change takes effect.'),
};

export const planRefusal = {
  ...planChange,
  reasons: z.array(z.string()).describe('Why the change was refused, for people.'),
};

export const planChanged = {
  before: z.string().describe('The code of the plan before.'),
  after: z.string().describe('The code of the plan now.'),
  cause: z
    .enum(['REQUEST', 'PLANNED', 'TRIAL_END', 'PAYMENT', 'OPERATOR'])
    .describe('A mutation, a planned change, the end of a trial, the payment provider, or an operator.'),
};

const planVersion = (which: string) => z.int().describe(`The version of the ${which} plan.`);

/** The data of an event about a move by an operator. */
export const planMove = {
  plan: presentPlan,
  version: planVersion('present'),
  nextPlan,
  nextVersion: planVersion('following'),
  at: time.describe('From when on the organization has the version.'),
};

export const planMoveRefusal = {
  ...planMove,
  reasons: z.array(z.string()).describe('Why the organization was not moved, for people.'),
};

export const planTrial = {
  plan: z.string().describe('The code of the plan of the trial.'),
  endsAt: time.describe('When the trial ends. It can end earlier.'),
  nextPlan,
};

const builtInRole = z.enum(['OWNER', 'ADMIN', 'MEMBER']);
export const role = builtInRole.describe('The built-in role, or the one that the custom role is based on.');
export const roleId = id.nullable().describe('The custom role; null for a built-in one.');

/** The custom role in the data of an event. */
export const roleSnapshot = z
  .object({
    id,
    name: z.string(),
    description: z.string().nullable(),
    basedOn: builtInRole,
    permissions: z.array(z.string()).describe('Such as `task.write`: TASK_WRITE in the API.'),
    version: z.int().describe("The role's version: starts at 1 and increases with each change."),
    createdAt: time,
    updatedAt: time,
  })
  .describe('The custom role at the time of the event; for a deletion, before it.');
export const userId = id.describe('The user who is or was the member.');
export const until = time
  .nullable()
  .describe('When the suspension ends by itself; null if somebody must end it.');
export const assigneeId = id.describe('The member to whom the task was assigned.');
export const endpointId = id.describe('The tested endpoint.');
export const changedFields = z
  .array(z.string())
  .describe('The changed fields by their names in the API: `assignee` for `assigneeId`.');
