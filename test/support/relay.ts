import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import {
  type ConcreteRequest,
  createOperationDescriptor,
  Environment,
  fetchQuery,
  getPaginationMetadata,
  getPaginationVariables,
  getRefetchMetadata,
  getSelector,
  type GraphQLResponse,
  Network,
  type ReaderFragment,
  RecordSource,
  type SingularReaderSelector,
  Store,
  type Variables,
} from 'relay-runtime';
import { afterAll } from 'vitest';
import type { Client } from './client.ts';
import { documentedBlock } from './documented.ts';
import { valueAt } from './operations.ts';

const root = join(import.meta.dirname, '../..');

/** The path of the compiler, which is a program of its own. */
const compiler: string = createRequire(import.meta.url)('relay-compiler');

/** The artifact of an operation, with the type of its data. */
export type Operation<Data> = ConcreteRequest & { readonly ' $data'?: Data };

/** The artifact of a fragment, with the type of its data. */
export type Fragment<Data> = ReaderFragment & { readonly ' $data'?: Data };

/** What the compiler, as documented, makes of `test/clients/relay` and the printed schema, by name. @throws what it has to say */
export async function compileRelay<Artifacts>(): Promise<Artifacts> {
  const folder = await mkdtemp(join(tmpdir(), 'polity-relay-'));
  afterAll(() => rm(folder, { recursive: true }));
  const artifacts = join(folder, 'src/__generated__');
  await cp(join(root, 'test/clients/relay'), join(folder, 'src'), { recursive: true });
  await cp(join(root, 'src/generated/schema.graphql'), join(folder, 'schema.graphql'));
  await writeFile(
    join(folder, 'relay.config.json'),
    await documentedBlock('clients.md', 'relay.config.json'),
  );
  await promisify(execFile)(compiler, ['relay.config.json'], { cwd: folder });
  const load = async (file: string) => {
    const artifact = await import(/* @vite-ignore */ pathToFileURL(join(artifacts, file)).href);
    return [file.replace('.graphql.ts', ''), artifact.default];
  };
  return Object.fromEntries(await Promise.all((await readdir(artifacts)).map(load))) as Artifacts;
}

interface Connection {
  pageInfo: { startCursor: string | null; endCursor: string | null };
}

/** Relay, without React, for one caller; `sent` has the names of the operations that went over the network. */
export class RelayApp {
  readonly sent: string[] = [];
  readonly environment: Environment;

  constructor(client: Client) {
    const network = Network.create(async ({ name, text }, variables) => {
      this.sent.push(name);
      return (await client.send(text!, variables)).body as GraphQLResponse;
    });
    this.environment = new Environment({ network, store: new Store(new RecordSource()) });
  }

  /** Fetches a query and keeps what it answers. */
  async open<Data>(request: Operation<Data>, variables: Variables): Promise<Data> {
    const operation = createOperationDescriptor(request, variables);
    this.environment.retain(operation);
    await fetchQuery(this.environment, request, variables).toPromise();
    return this.environment.lookup(operation.fragment).data as Data;
  }

  /** What the store has for a fragment of what was read before. */
  read<Data>(fragment: Fragment<Data>, parent: unknown): Data {
    return this.environment.lookup(getSelector(fragment, parent) as SingularReaderSelector).data as Data;
  }

  /** Loads the next page, or the previous one, as `usePaginationFragment` does. */
  async loadMore(
    fragment: ReaderFragment,
    parent: unknown,
    direction: 'forward' | 'backward',
    count: number,
  ): Promise<void> {
    const selector = getSelector(fragment, parent) as SingularReaderSelector;
    const data = this.read<Record<string, unknown>>(fragment as Fragment<Record<string, unknown>>, parent);
    const { paginationRequest, paginationMetadata, connectionPathInFragmentData, identifierField } =
      getPaginationMetadata(fragment, 'test');
    const { pageInfo } = valueAt(data, connectionPathInFragmentData.join('.')) as Connection;
    const variables = getPaginationVariables(
      direction,
      count,
      direction === 'forward' ? pageInfo.endCursor : pageInfo.startCursor,
      { ...selector.owner.variables, ...selector.variables },
      identifierField ? { id: data[identifierField] } : {},
      paginationMetadata,
    );
    await fetchQuery(this.environment, paginationRequest, variables).toPromise();
  }

  /** Fetches a fragment of a node again, as `useRefetchableFragment` does. */
  async refetch(fragment: ReaderFragment, id: string): Promise<unknown> {
    const { refetchableRequest } = getRefetchMetadata(fragment, 'test');
    return fetchQuery(this.environment, refetchableRequest, { id }).toPromise();
  }
}
