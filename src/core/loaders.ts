import DataLoader from 'dataloader';

/** Loads values by key: one batch for all keys that are requested at the same time. */
export interface Loader<Context, Key, Value, Args extends object | undefined> {
  readonly batch: (context: Context, keys: readonly Key[], args: Args) => PromiseLike<ArrayLike<Value>>;
}

/** The DataLoaders of one operation, created on demand: one per loader and set of arguments. */
export class Loaders<Context> {
  readonly #context: Context;
  readonly #plain = new Map<unknown, DataLoader<unknown, unknown>>();
  readonly #withArgs = new Map<unknown, Map<string, DataLoader<unknown, unknown>>>();

  constructor(context: Context) {
    this.#context = context;
  }

  load<Key, Value, Args extends object | undefined>(
    loader: Loader<Context, Key, Value, Args>,
    key: Key,
    args: Args,
  ): Promise<Value> {
    const [loaders, id] =
      args === undefined ? [this.#plain, loader] : [this.#of(loader), JSON.stringify(args)];
    let dataLoader = (loaders as Map<unknown, DataLoader<Key, Value>>).get(id);
    if (!dataLoader) {
      // `async`, because a batch throws synchronously if its arguments are invalid, and DataLoader requires a promise.
      dataLoader = new DataLoader<Key, Value>(async (keys) => loader.batch(this.#context, keys, args));
      (loaders as Map<unknown, DataLoader<Key, Value>>).set(id, dataLoader);
    }
    return dataLoader.load(key);
  }

  #of(loader: unknown): Map<string, DataLoader<unknown, unknown>> {
    let loaders = this.#withArgs.get(loader);
    if (!loaders) this.#withArgs.set(loader, (loaders = new Map()));
    return loaders;
  }
}
