import type { Context } from './context.ts';
import type { Loader } from './loaders.ts';

/**
 * Defines a loader for `context.load(loader, key)`. `batch` returns one value per key, in the order of the keys. If
 * `batch` takes arguments, it is called once for each distinct set of them: `context.load(loader, key, args)`.
 */
export const defineLoader = <Key extends string, Value, Args extends object | undefined = undefined>(
  batch: (context: Context, keys: readonly Key[], args: Args) => PromiseLike<ArrayLike<Value>>,
): Loader<Context, Key, Value, Args> => ({ batch });
