import { z } from 'zod';
import { parseSender } from '../util/mailbox.ts';
import { parseJson } from '../util/parse-json.ts';

export const integer = (min: number, max: number) => z.coerce.number().int().min(min).max(max);
export const seconds = integer(1, 365 * 86_400);
export const trueFalse = z.enum(['true', 'false']).transform((value) => value === 'true');
export const onOff = z.enum(['on', 'off']).transform((value) => value === 'on');
/** Login shells set POSIX's MAIL, the path of the user's mailbox. Such a value is ignored. */
export const mail = z.preprocess(
  (value) => (typeof value === 'string' && value.startsWith('/') ? undefined : value),
  z.literal('log', { error: 'must be log, or left out' }).optional(),
);
export const list = z.string().transform((value) =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean),
);
export const ports = list.transform((values, context) => {
  const numbers = values.map(Number);
  if (numbers.every((port) => Number.isInteger(port) && port >= 1 && port <= 65_535)) return numbers;
  context.addIssue('must be ports from 1 to 65535, separated by commas');
  return z.NEVER;
});
export const postgresUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// or postgresql://');
export const postgresUrls = list.refine(
  (urls) => urls.every((url) => /^postgres(ql)?:\/\//.test(url) && URL.canParse(url)),
  { error: 'must be URLs that begin with postgres:// or postgresql://, separated by commas' },
);
export const privateKeys = z.string().transform((value, context) => {
  const keys = z
    .array(
      z.object({
        kty: z.literal('OKP'),
        crv: z.literal('Ed25519'),
        kid: z.string().min(1),
        d: z.string(),
        x: z.string(),
      }),
    )
    .min(1)
    .safeParse(parseJson(value));
  const kids = new Set(keys.data?.map(({ kid }) => kid));
  if (keys.success && kids.size === keys.data.length) return keys.data;
  context.addIssue(
    'must be a JSON array of private Ed25519 JWKs, each with a kid of its own; `npm run cli -- generate-key` makes one',
  );
  return z.NEVER;
});

export const secretsKeys = list.transform((keys, context) => {
  if (keys.length > 0 && keys.every((key) => /^[A-Za-z0-9+/]{43}=$/.test(key))) return keys;
  context.addIssue('must be 32 bytes in base64, or several such keys; `openssl rand -base64 32` makes one');
  return z.NEVER;
});

const MAX_QUANTITY = Number.MAX_SAFE_INTEGER;

/** Parses `meter=quantity` for single meters and `*=quantity` for all others. */
export const quantityLimits = list.transform((items, context) => {
  const limits = items.map((item) => /^(\*|[A-Za-z0-9_.-]+)=(\d{1,16})$/.exec(item));
  if (limits.some((match) => !match || Number(match[2]) > MAX_QUANTITY)) {
    context.addIssue('must be like *=1000000000,events.processed=5000000, each at most 9007199254740991');
    return z.NEVER;
  }
  const meters = new Map(limits.map((match) => [match![1]!, Number(match![2])]));
  return { meters, others: meters.get('*') ?? 1_000_000_000 };
});

export const sender = z.string().transform((value, context) => {
  const mailbox = parseSender(value);
  if (mailbox) return mailbox;
  context.addIssue(
    'must be an e-mail address, or a name and an address such as Polity <no-reply@example.com>',
  );
  return z.NEVER;
});
