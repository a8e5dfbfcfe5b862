import { domainToASCII, domainToUnicode } from 'node:url';

/** Maximum lengths in bytes of UTF-8, as in SMTP (RFC 5321, errata 1690). */
export const MAX_ADDRESS_BYTES = 254;
const MAX_LOCAL_BYTES = 64;
const MAX_DOMAIN_BYTES = 253;

/** A character of an atom in RFC 5322, or a non-ASCII one in RFC 6531. */
const ATOM =
  /^(?:[a-z\d!#$%\x26'*+\/=?^_`\{\|\}~\-]|[[\p{L}\p{M}\p{N}]--\p{ASCII}--\p{Default_Ignorable_Code_Point}])+$/v;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** Characters that must not be passed to `domainToASCII`, because it parses its argument as a part of a URL. */
const DOMAIN = /^[\p{L}\p{M}\p{N}.\-\u3002\uff0e\uff61]+$/u;

/**
 * Returns the text in lower case and in Unicode's compatibility form. Repeats both, because each can undo the other.
 */
export const fold = (text: string) => text.normalize('NFKC').toLowerCase().normalize('NFKC');

function toDomain(written: string): string | undefined {
  if (!DOMAIN.test(written)) return undefined;
  const domain = domainToASCII(written.toLowerCase());
  const labels = domain.split('.');
  if (domain.length > MAX_DOMAIN_BYTES || !labels.every((label) => LABEL.test(label))) return undefined;
  // An IPv4 address is not a domain, nor is a name that only looks like Punycode.
  const readable = domainToUnicode(domain);
  if (/^\d+$/.test(labels.at(-1)!) || /(?:^|\.)xn--/.test(readable) || domainToASCII(readable) !== domain)
    return undefined;
  return domain;
}

/**
 * Returns the canonical form in which a mailbox address is stored and compared: trimmed, lower case, NFKC, the domain
 * in Punycode. Undefined if it is not the address of one mailbox. A domain without a dot is accepted only with
 * `localDomain`.
 */
export function toMailbox(written: string, { localDomain = false } = {}): string | undefined {
  const address = written.trim();
  const at = address.lastIndexOf('@');
  if (at < 1 || address.length > MAX_ADDRESS_BYTES) return undefined;
  const local = fold(address.slice(0, at));
  const domain = toDomain(address.slice(at + 1));
  if (!domain || !(localDomain || domain.includes('.'))) return undefined;
  // Only atoms joined by dots: no quoted strings, comments, groups or address literals.
  if (!local.split('.').every((atom) => ATOM.test(atom)) || Buffer.byteLength(local) > MAX_LOCAL_BYTES)
    return undefined;
  const mailbox = `${local}@${domain}`;
  return Buffer.byteLength(mailbox) <= MAX_ADDRESS_BYTES ? mailbox : undefined;
}

/** A sender or recipient as nodemailer's address object, which it does not parse. */
export interface Mailbox {
  name: string;
  address: string;
}

/** Parses `Name <address>`, `"Name" <address>` or an address alone; otherwise returns undefined. */
export function parseSender(written: string): Mailbox | undefined {
  const [, quoted, plain = '', inBrackets] =
    /^\s*(?:"([^"\\]*)"|([^"<>,;:\\]*?))\s*<([^<>]+)>\s*$/.exec(written) ?? [];
  const name = quoted ?? plain;
  const address = toMailbox(inBrackets ?? written, { localDomain: true });
  return address && !/\p{C}/u.test(name) ? { name, address } : undefined;
}
