import { randomInt } from 'node:crypto';

/** Derives a slug from a name: ASCII letters, digits and hyphens, 2 to 60 characters. */
export function slugOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-|-$/g, '');
  return plain.length >= 2 ? plain : `organization-${randomInt(1_000_000)}`;
}

/** Returns whether the text is a valid slug. */
export const isSlug = (text: string) => text.length <= 80 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);

/** Returns the slug with a random suffix, for when it is taken. */
export const anotherSlug = (slug: string) => `${slug}-${randomInt(1_000_000)}`;
