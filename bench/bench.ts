import { createTokens, type Tokens, type TokenSettings } from '../src/authentication/tokens.ts';
import { generateSigningKey } from '../src/crypto/signing-key.ts';
import { type Contender, environmentOf } from './contenders.ts';
import { type Caller, createDatabase, type Database, type DataSizes, signIn } from './database.ts';
import type { Options } from './options.ts';
import { Server } from './server.ts';

/** A filled database with the servers that use it. */
export class Bench {
  readonly options: Options;
  readonly database: Database;
  readonly tokens: Tokens;
  readonly #tokenSettings: TokenSettings;
  readonly #servers = new Map<Contender, Server>();
  readonly #callers: Caller[];

  private constructor(
    options: Options,
    database: Database,
    tokens: Tokens,
    tokenSettings: TokenSettings,
    callers: Caller[],
  ) {
    this.options = options;
    this.database = database;
    this.tokens = tokens;
    this.#tokenSettings = tokenSettings;
    this.#callers = callers;
  }

  static async open(options: Options, sizes: DataSizes): Promise<Bench> {
    const tokenSettings: TokenSettings = {
      keys: [await generateSigningKey()],
      issuer: 'polity',
      audience: 'polity',
      accessTokenTtl: 86_400,
    };
    const database = await createDatabase(sizes, log);
    try {
      const tokens = await createTokens(tokenSettings);
      const most = Math.max(2, options.connections, ...options.manyConnections);
      const callers = await signIn(database, tokens, most);
      return new Bench(options, database, tokens, tokenSettings, callers);
    } catch (error) {
      await database.stop();
      throw error;
    }
  }

  /** One caller for each connection. */
  get callers(): Caller[] {
    return this.callersOf(this.options.connections);
  }

  callersOf(connections: number): Caller[] {
    return this.#callers.slice(0, connections);
  }

  /** Two callers of different organizations. */
  get strangers(): [Caller, Caller] {
    return this.#callers.slice(0, 2) as [Caller, Caller];
  }

  /** Starts a process of its own for the server. The caller of this method stops it. */
  start(name: Contender, settings: Record<string, string> = {}): Promise<Server> {
    const set = { ...this.options.set, ...settings };
    const environment = environmentOf(name, this.database, this.#tokenSettings, set);
    return Server.start(name, environment);
  }

  /** Starts the server if it is not running. */
  async server(name: Contender): Promise<Server> {
    const server = this.#servers.get(name) ?? (await this.start(name));
    this.#servers.set(name, server);
    return server;
  }

  async servers(names: readonly Contender[]): Promise<Server[]> {
    const servers: Server[] = [];
    for (const name of names) servers.push(await this.server(name));
    return servers;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#servers.values()].map((server) => server.stop()));
    await this.database.stop();
  }
}

export const log = (line: string) => process.stderr.write(`${line}\n`);
