import { z } from 'zod';
import { isId } from '../database/ids.ts';
import type { UserError, UserErrorCode } from '../generated/graphql.ts';
import { fold, MAX_ADDRESS_BYTES, toMailbox } from '../mailbox.ts';
import { readCode, readToken } from '../typed.ts';

/** What every mutation without an input takes. */
export const noInput = z.object({});

/** An issue that becomes a user error. What begins with "must" follows the name of its field (see `sentence`). */
export const fault = (code: UserErrorCode, message: string) => ({
  code: 'custom' as const,
  message,
  params: { code },
  // What is wrong in one way is not examined for another.
  continue: false,
});

/** Whether PostgreSQL can keep a text: no NUL, no half of a surrogate pair. */
export const isStorable = (text: string) => text.isWellFormed() && !text.includes('\0');

/**
 * A text of at most `max` characters (code points), kept exactly as it was written unless `trim` is set. Blank is
 * REQUIRED when `min` is above 0, otherwise empty.
 */
export function text({ min = 0, max, trim = false }: { min?: number; max: number; trim?: boolean }) {
  return z
    .string()
    .transform((value) => (trim || (min === 0 && value.trim() === '') ? value.trim() : value))
    .superRefine((value, context) => {
      const length = value.length > max * 2 ? value.length : [...value].length;
      const blank = min > 0 && (length === 0 || (min === 1 && value.trim() === ''));
      if (!isStorable(value)) context.addIssue(fault('INVALID', 'must not contain NUL or broken characters'));
      else if (blank) context.addIssue(fault('REQUIRED', 'must not be blank'));
      else if (length < min) context.addIssue(fault('TOO_SHORT', `must have at least ${min} characters`));
      else if (length > max) context.addIssue(fault('TOO_LONG', `must have at most ${max} characters`));
    });
}

/** An id of something that must exist: a malformed one is refused like any that does not. */
export const id = (what: string) =>
  z
    .string()
    .superRefine((value, context) => {
      if (!isId(value)) context.addIssue(fault('NOT_FOUND', `No such ${what}.`));
    })
    .transform((value) => value.toLowerCase());

/** A list of 1 to `max` items. */
export const items = <Schema extends z.ZodType>(schema: Schema, max: number) =>
  z
    .array(z.unknown())
    .superRefine((values, context) => {
      if (values.length === 0) context.addIssue(fault('REQUIRED', 'must not be empty'));
      if (values.length > max) context.addIssue(fault('TOO_LONG', `must have at most ${max} items`));
    })
    .pipe(z.array(schema));

/** A set of at most `max` ids; what is named twice counts once. */
export const ids = (what: string, max: number) =>
  z
    .array(z.string())
    .superRefine((values, context) => {
      if (values.length > max) context.addIssue(fault('TOO_LONG', `must have at most ${max} items`));
    })
    .pipe(z.array(id(what)))
    .transform((values) => [...new Set(values)]);

/** The address of a mailbox, in the one form in which it is kept (see `toMailbox`). */
export const email = text({ min: 1, max: MAX_ADDRESS_BYTES, trim: true }).transform((value, context) => {
  const mailbox = toMailbox(value);
  if (mailbox) return mailbox;
  // Folding can lengthen it.
  const long = fold(value).length > MAX_ADDRESS_BYTES;
  context.addIssue(
    long
      ? fault('TOO_LONG', `must have at most ${MAX_ADDRESS_BYTES} characters`)
      : fault('INVALID', 'must be an e-mail address'),
  );
  return z.NEVER;
});

/** A code of six digits or a recovery code, however it was typed. */
export const code = z.string().transform(readCode);

/** A token out of a mail. */
export const token = z.string().transform(readToken);

/** The short name of an organization. */
export const slug = text({ min: 2, max: 80, trim: true }).superRefine((value, context) => {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(value)) {
    context.addIssue(fault('INVALID', 'must have only lower-case letters, digits and single hyphens'));
  }
});

/** An instant that has not come yet. */
export const future = z.string().superRefine((value, context) => {
  if (new Date(value).getTime() <= Date.now()) context.addIssue(fault('INVALID', 'must be in the future'));
});

/** For a check of several fields: it is made although others are refused, but not when one of these is. */
export const concerning = (...fields: string[]) => ({
  when: ({ issues }: z.core.ParsePayload) =>
    !issues.some(({ path = [] }) => path.length === 0 || fields.includes(String(path[0]))),
});

/** May be left out, but not null: a null is REQUIRED. */
export const unlessNull = <Schema extends z.ZodType>(schema: Schema) => schema.optional();

/** All faults of an input at once, with their paths. */
export function toUserErrors(error: z.ZodError): UserError[] {
  return error.issues.map((issue) => {
    const field = issue.path.map(String);
    const code =
      issue.code === 'custom' ? ((issue.params?.['code'] as UserErrorCode) ?? 'INVALID') : 'REQUIRED';
    const message = issue.code === 'custom' ? issue.message : 'must not be null';
    return { code, field, message: sentence(field, message) };
  });
}

/** A fault for people: "must be in the future" of `tasks`, `3`, `dueAt` is "`tasks[3].dueAt` must be in the future." */
export function sentence(field: readonly string[], message: string): string {
  if (!message.startsWith('must ')) return message;
  const place = field.map((step, index) =>
    /^\d+$/.test(step) ? `[${step}]` : `${index > 0 ? '.' : ''}${step}`,
  );
  return `${field.length > 0 ? `\`${place.join('')}\`` : 'The input'} ${message}.`;
}
