import { createHash, timingSafeEqual } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { z } from 'zod';
import type { SecretBox } from '../../crypto/secret-box.ts';

/*
 * The file has one JSON object a line: the header, the people whom rows name, the rows of each table, and the end, which
 * has the number and the SHA-256 of all lines before, and a code that only this installation's SECRETS_KEY makes of it.
 */

const MAX_LINE_BYTES = 16_000_000;

const id = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const name = z.string().min(1).max(200);

const meter = z.strictObject({
  code: name,
  kind: name,
  uniqueProperty: name.nullable(),
  groupBy: z.array(name),
});
export type UsedMeter = z.infer<typeof meter>;

const header = z.strictObject({
  format: z.literal('polity-organization-1'),
  organizationId: id,
  exportedAt: z.iso.datetime(),
  migrations: z.array(name),
  /** The declared meters that its usage and statements name. */
  meters: z.array(meter),
});
export type Header = z.infer<typeof header>;

/** Somebody whom a row names. The address of those who are no members is not the organization's to give. */
const person = z.strictObject({
  id,
  email: z.string().max(254).nullable(),
  fullName: z.string().max(100).nullable(),
  /** Of a service account, which belongs to the organization. */
  service: z.strictObject({ description: z.string().max(500).nullable() }).optional(),
});
export type Person = z.infer<typeof person>;

const end = z.strictObject({
  lines: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  code: z.base64(),
});
export type End = z.infer<typeof end>;

export const lineSchema = z.union([
  z.strictObject({ header }),
  z.strictObject({ person }),
  z.strictObject({ table: name, row: z.record(name, z.unknown()) }),
  z.strictObject({ end }),
]);
export type Line = z.infer<typeof lineSchema>;

const PURPOSE = 'organization export';

export const signDigest = (box: SecretBox, sha256: string) =>
  box.authenticationCodes(sha256, PURPOSE)[0]!.toString('base64');

/** Whether a key of this installation has signed the content. */
export function isSigned(box: SecretBox, { sha256, code }: End): boolean {
  const given = Buffer.from(code, 'base64');
  return box
    .authenticationCodes(sha256, PURPOSE)
    .some((known) => known.length === given.length && timingSafeEqual(known, given));
}

/** The digest of the lines so far. */
export class Digest {
  readonly #hash = createHash('sha256');
  lines = 0;

  add(line: string): void {
    this.#hash.update(line).update('\n');
    this.lines++;
  }

  finish = () => this.#hash.digest('hex');
}

/** Yields the lines of a file. @throws for a line that is longer than any row can be, or without its end */
export async function* readLines(path: string): AsyncGenerator<string> {
  let rest: Buffer[] = [];
  let size = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      yield decode(Buffer.concat([...rest, chunk.subarray(from, at)]));
      rest = [];
      size = 0;
      from = at + 1;
    }
    rest.push(chunk.subarray(from));
    size += chunk.length - from;
    if (size > MAX_LINE_BYTES) throw new Error(`${path} has a line of more than ${MAX_LINE_BYTES} bytes.`);
  }
  if (size > 0) throw new Error(`${path} is incomplete: its last line has no end.`);
}

const decoder = new TextDecoder('utf-8', { fatal: true });

function decode(bytes: Buffer): string {
  try {
    return decoder.decode(bytes);
  } catch (error) {
    throw new Error('The file is not UTF-8.', { cause: error });
  }
}
