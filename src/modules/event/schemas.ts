import { z } from 'zod';

const id = z.uuid();
const time = z.iso.datetime().describe('RFC 3339 in UTC.');
const nobody = 'Null for somebody whose account was deleted, and for what acts without a user.';

/** A task as an event tells of it. */
export const taskSnapshot = z
  .object({
    id,
    projectId: id,
    title: z.string(),
    description: z.string().nullable(),
    status: z.enum(['TODO', 'IN_PROGRESS', 'DONE']),
    priority: z.enum(['LOW', 'MEDIUM', 'HIGH', 'URGENT']),
    assigneeId: id.nullable().describe('The member whose task it is.'),
    dueAt: time.nullable(),
    completedAt: time.nullable(),
    archivedAt: time.nullable(),
    version: z.int().describe('Counts the changes to the task, from 1.'),
    createdById: id.nullable().describe(nobody),
    createdAt: time,
    updatedAt: time,
  })
  .describe('The task as it was then; of a deleted one, as it was before.');

/** A project as an event tells of it. */
export const projectSnapshot = z
  .object({
    id,
    name: z.string(),
    description: z.string().nullable(),
    status: z.enum(['ACTIVE', 'ARCHIVED']),
    version: z.int().describe('Counts the changes to the project, from 1.'),
    createdById: id.nullable().describe(nobody),
    createdAt: time,
    updatedAt: time,
  })
  .describe('The project as it was then; of a deleted one, as it was before.');

/** A comment as an event tells of it. */
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
  .describe('The comment as it was then; of a deleted one, as it was before.');

const amount = z.union([z.int(), z.string().regex(/^\d+$/)]);
const asBigInt = 'Beyond 9007199254740991 a decimal string, as everywhere in the API.';

/** How much of a limit is used, as an event tells of it. */
export const threshold = {
  meter: z.string().describe('`api.requests`, or a meter of `recordUsage`.'),
  percent: z.int().describe('What was reached: 80 or 100.'),
  used: amount.describe(`How much was used when it was noted. ${asBigInt}`),
  limit: amount.describe(`The quota, or what the plan includes. ${asBigInt}`),
  month: z.string().describe('The month (UTC) that the limit is for, for example `2026-01`.'),
  resetsAt: time.describe('When that month is over.'),
};

export const role = z.enum(['OWNER', 'ADMIN', 'MEMBER']);
export const userId = id.describe('The user who is, or was, the member.');
export const until = time
  .nullable()
  .describe('When the suspension ends by itself; null when somebody must end it.');
export const assigneeId = id.describe('The member who was assigned.');
export const endpointId = id.describe('The endpoint that is tried.');
export const changedFields = z
  .array(z.string())
  .describe('What changed, by the names of the API: `assignee`, where the thing has `assigneeId`.');
