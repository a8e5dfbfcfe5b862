import type { Operations } from '../generated/operations.ts';

/** The data of an operation whose whole text the test contains. Computed and invalid operations return `unknown`. */
export type Data<Text extends string> = Text extends keyof Operations ? Operations[Text]['data'] : unknown;

/** The variables of such an operation. */
export type Variables<Text extends string> = Text extends keyof Operations
  ? Operations[Text]['variables']
  : Record<string, unknown>;

/** The data, with every nullable field typed as present: a test that reads a field of null fails anyway. */
export type Present<T> = unknown extends T
  ? T
  : T extends null | undefined
    ? never
    : T extends (infer Item)[]
      ? Present<Item>[]
      : T extends object
        ? { [Key in keyof T]-?: Present<T[Key]> }
        : T;

/** The type of the operation's root field; of one of them, when it has several. */
export type Root<Text extends string> = Text extends keyof Operations
  ? Present<Operations[Text]['data'][keyof Operations[Text]['data']]>
  : unknown;

/** Returns the value of the first root field in the operation's data. */
export const rootOf = <Text extends string>(data: unknown): Root<Text> =>
  Object.values(data as object)[0] as Root<Text>;

/** Returns the value at a path of field names and indexes, such as `tasks.nodes.0`, in the data of a computed operation. */
export const valueAt = (data: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], data);

/** What `ask` is given for an operation: its variables, which can be left out when all of them can. */
export type Given<Text extends string> =
  {} extends Variables<Text> ? [variables?: Variables<Text>] : [variables: Variables<Text>];
