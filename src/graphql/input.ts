import { z } from 'zod';
import { isId } from '../database/ids.ts';
import type { UserErrorCode } from '../generated/enums.ts';
import type { UserError } from '../generated/graphql.ts';
import { fold, MAX_ADDRESS_BYTES, toMailbox } from '../util/mailbox.ts';
import { isStorable } from '../util/storable-text.ts';
import { readCode, readToken } from '../util/typed-codes.ts';

/** The input of mutations without arguments. */
export const noInput = z.object({});

/**
 * An issue that becomes a user error, at the checked value or at `path` within it. `sentence` puts the field's name
 * before a message that begins with "must".
 */
export const fault = (code: UserErrorCode, message: string, ...path: (string | number)[]) => ({
  code: 'custom' as const,
  message,
  path,
  params: { code },
  // Reports at most one error per value.
  continue: false,
});

/**
 * A text of at most `max` characters (code points), unchanged unless `trim` is set. A blank text is REQUIRED if `min` is
 * above 0, and becomes empty otherwise.
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

/** The id of an existing object. A malformed id is rejected as NOT_FOUND, as an unknown one is. */
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

/** A set of at most `max` ids, without duplicates. */
export const ids = (what: string, max: number) =>
  z
    .array(z.string())
    .superRefine((values, context) => {
      if (values.length > max) context.addIssue(fault('TOO_LONG', `must have at most ${max} items`));
    })
    .pipe(z.array(id(what)))
    .transform((values) => [...new Set(values)]);

/** The address of a mailbox, in the normalized form in which it is stored (see `toMailbox`). */
export const email = text({ min: 1, max: MAX_ADDRESS_BYTES, trim: true }).transform((value, context) => {
  const mailbox = toMailbox(value);
  if (mailbox) return mailbox;
  // Folding can lengthen an address.
  const long = fold(value).length > MAX_ADDRESS_BYTES;
  context.addIssue(
    long
      ? fault('TOO_LONG', `must have at most ${MAX_ADDRESS_BYTES} characters`)
      : fault('INVALID', 'must be an e-mail address'),
  );
  return z.NEVER;
});

/** A code of six digits or a recovery code. Ignores spaces and dashes. */
export const code = z.string().transform(readCode);

/** A token from a mail. */
export const token = z.string().transform(readToken);

/** The short name of an organization. */
export const slug = text({ min: 2, max: 80, trim: true }).superRefine((value, context) => {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(value)) {
    context.addIssue(fault('INVALID', 'must have only lower-case letters, digits and single hyphens'));
  }
});

/** An instant in the future. */
export const future = z.string().superRefine((value, context) => {
  if (new Date(value).getTime() <= Date.now()) context.addIssue(fault('INVALID', 'must be in the future'));
});

/** The version that an object must still have, so that a write does not undo another one. */
export const expectedVersion = z.number().nullish();

/** Why a platform or organization administrator does something. */
export const reason = text({ min: 1, max: 500 });

/** Options for a check that involves several fields: it runs although other fields are invalid, unless one of these is. */
export const concerning = (...fields: string[]) => ({
  when: ({ issues }: z.core.ParsePayload) =>
    !issues.some(({ path = [] }) => path.length === 0 || fields.includes(String(path[0]))),
});

/** The field may be omitted. Null is rejected as REQUIRED. */
export const unlessNull = <Schema extends z.ZodType>(schema: Schema) => schema.optional();

/** Converts all errors of an input, with their paths. */
export function toUserErrors(error: z.ZodError): UserError[] {
  return error.issues.map((issue) => {
    const field = issue.path.map(String);
    const code =
      issue.code === 'custom' ? ((issue.params?.['code'] as UserErrorCode) ?? 'INVALID') : 'REQUIRED';
    const message = issue.code === 'custom' ? issue.message : 'must not be null';
    return { code, field, message: sentence(field, message) };
  });
}

/** Returns an error message as a sentence: "must be in the future" of `tasks`, `3`, `dueAt` is "`tasks[3].dueAt` must be in the future." */
export function sentence(field: readonly string[], message: string): string {
  if (!message.startsWith('must ')) return message;
  const place = field.map((step, index) =>
    /^\d+$/.test(step) ? `[${step}]` : `${index > 0 ? '.' : ''}${step}`,
  );
  return `${field.length > 0 ? `\`${place.join('')}\`` : 'The input'} ${message}.`;
}
