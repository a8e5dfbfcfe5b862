/** The name of an entity in all the forms in which the code writes it. */
export interface Names {
  /** As a variable: `releaseNote`. */
  name: string;
  /** As a type: `ReleaseNote`. */
  type: string;
  /** As a folder, SDL file and module: `release-note`. */
  kebab: string;
  /** As the first part of audit actions and events: `release_note`. */
  snake: string;
  /** As the first part of enum values: `RELEASE_NOTE`. */
  constant: string;
  /** In a sentence: `release note`, and with its article: `a release note`. */
  words: string;
  aWords: string;
  /** Several of them: `releaseNotes`, `ReleaseNotes`, `release_notes`, `RELEASE_NOTES` and `release notes`. */
  plural: string;
  pluralType: string;
  table: string;
  pluralConstant: string;
  pluralWords: string;
}

/** A mistake in what the caller gave. Its message is for the terminal. */
export class UsageError extends Error {}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
export const toSnake = (camel: string) => camel.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
export const toWords = (camel: string) => toSnake(camel).replaceAll('_', ' ');

/** Converts `release-note`, `release_note` and `ReleaseNote` to `releaseNote`. */
const toCamel = (given: string) => {
  const joined = given.replace(/[-_]+([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return joined.charAt(0).toLowerCase() + joined.slice(1);
};

const pluralOf = (singular: string) =>
  /[^aeiou]y$/.test(singular)
    ? `${singular.slice(0, -1)}ies`
    : /(s|x|z|ch|sh)$/.test(singular)
      ? `${singular}es`
      : `${singular}s`;

/** Words that JavaScript, or the generated code itself, uses for something else. */
const reserved = new Set(
  `await break case catch class const continue debugger default delete do else enum export extends false finally for
  function if import in instanceof new null return super switch this throw true try typeof var void while with yield let
  static implements interface package private protected public arguments eval input context tenant change access plan
  rules resolvers node query mutation subscription`.split(/\s+/),
);

/** @throws UsageError unless the text is a singular English name that can be used everywhere */
export function namesOf(given: string, givenPlural?: string): Names {
  const name = toCamel(given);
  for (const each of [name, ...(givenPlural ? [toCamel(givenPlural)] : [])]) {
    if (!/^[a-z][A-Za-z0-9]{1,39}$/.test(each))
      throw new UsageError(
        `"${given}" is no name: use 2 to 40 letters and digits, starting with a letter, such as release-note.`,
      );
    if (/[A-Z]{2}/.test(each))
      throw new UsageError(`Write "${given}" with one capital letter for each word, such as apiKey.`);
    if (reserved.has(each)) throw new UsageError(`"${each}" is reserved: choose another name.`);
  }
  if (!givenPlural && /[^s]s$/.test(name))
    throw new UsageError(
      `"${given}" looks like a plural: give the singular. If it is one, give the plural too: --plural ${given}es.`,
    );
  const plural = givenPlural ? toCamel(givenPlural) : pluralOf(name);
  if (plural === name) throw new UsageError('The plural must differ from the singular: both are fields.');
  const snake = toSnake(name);
  const words = toWords(name);
  return {
    name,
    type: capital(name),
    kebab: snake.replaceAll('_', '-'),
    snake,
    constant: snake.toUpperCase(),
    words,
    aWords: `${/^([aeio]|u(?!ni|s))/.test(words) ? 'an' : 'a'} ${words}`,
    plural,
    pluralType: capital(plural),
    table: toSnake(plural),
    pluralConstant: toSnake(plural).toUpperCase(),
    pluralWords: toWords(plural),
  };
}
