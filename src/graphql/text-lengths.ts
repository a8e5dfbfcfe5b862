import { textLengths } from '../generated/features.ts';

/** The number of characters that cost as much as one object. */
const CHARACTERS_PER_UNIT = 2000;

/**
 * Returns the cost of a field's text. `name` is `Type.field`. Modules declare the maximum length, in characters, of fields
 * that may contain a long text. The text of an undeclared field is shorter than CHARACTERS_PER_UNIT and costs nothing.
 *
 * Security: if long texts were free, an attacker could request 100 MB for the cost of 3000 objects. A long text
 * therefore costs in proportion to its maximum length.
 */
export const textCost = (name: string): number => Math.floor((textLengths[name] ?? 0) / CHARACTERS_PER_UNIT);
