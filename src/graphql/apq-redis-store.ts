import type { Redis } from 'ioredis';
import { ENTRY_BYTES, type QueryLimits, type QueryStore } from './apq-memory-store.ts';

const LIFETIME_SECONDS = 7 * 86_400;
/** The hash tag keeps all keys on one node of a Redis cluster, as scripts require. */
const PREFIX = '{polity:queries}:';

/**
 * Keys: `text` maps hashes to queries, `owner` maps hashes to callers, `held` ranks callers by their bytes, `bytes` is the
 * total, `of:CALLER` ranks the caller's hashes by their last use, and `added:CALLER` counts the bytes of this minute.
 */
const rememberScript = `
local prefix, hash, query, caller = KEYS[1], ARGV[1], ARGV[2], ARGV[3]
local now, maxOfCaller, maxOfAll = ARGV[4], tonumber(ARGV[5]), tonumber(ARGV[6])
local maxPerMinute, overhead, lifetime = tonumber(ARGV[7]), tonumber(ARGV[8]), ARGV[9]
local text, owner, held = prefix .. 'text', prefix .. 'owner', prefix .. 'held'
if redis.call('HEXISTS', text, hash) == 1 then return 0 end
local added = prefix .. 'added:' .. caller
if tonumber(redis.call('GET', added) or '0') + #query > maxPerMinute then return 0 end
redis.call('INCRBY', added, #query)
redis.call('EXPIRE', added, 60, 'NX')
local function hold(who, bytes)
  local left = tonumber(redis.call('ZINCRBY', held, bytes, who))
  redis.call('INCRBY', prefix .. 'bytes', bytes)
  if left <= 0 then redis.call('ZREM', held, who) end
  return left
end
local function forgetOldest(who)
  local oldest = redis.call('ZPOPMIN', prefix .. 'of:' .. who)[1]
  if not oldest then
    -- The caller's ranking has expired, because none of its queries was used recently.
    local owners = redis.call('HGETALL', owner)
    for index = 1, #owners, 2 do
      if owners[index + 1] == who then
        redis.call('HDEL', text, owners[index])
        redis.call('HDEL', owner, owners[index])
      end
    end
    redis.call('INCRBY', prefix .. 'bytes', -tonumber(redis.call('ZSCORE', held, who) or '0'))
    redis.call('ZREM', held, who)
    return
  end
  local bytes = redis.call('HSTRLEN', text, oldest) + overhead
  redis.call('HDEL', text, oldest)
  redis.call('HDEL', owner, oldest)
  hold(who, -bytes)
end
redis.call('HSET', text, hash, query)
redis.call('HSET', owner, hash, caller)
redis.call('ZADD', prefix .. 'of:' .. caller, now, hash)
hold(caller, #query + overhead)
while tonumber(redis.call('ZSCORE', held, caller) or '0') > maxOfCaller do forgetOldest(caller) end
while tonumber(redis.call('GET', prefix .. 'bytes')) > maxOfAll do
  local largest = redis.call('ZREVRANGE', held, 0, 0)[1]
  if not largest then redis.call('DEL', text, owner, prefix .. 'bytes') break end
  forgetOldest(largest)
end
for _, key in ipairs({text, owner, held, prefix .. 'bytes', prefix .. 'of:' .. caller}) do
  redis.call('EXPIRE', key, lifetime)
end
return 1`;

const findScript = `
local prefix, hash, now, lifetime = KEYS[1], ARGV[1], ARGV[2], ARGV[3]
local query = redis.call('HGET', prefix .. 'text', hash)
if not query then return false end
local caller = redis.call('HGET', prefix .. 'owner', hash)
if caller then
  redis.call('ZADD', prefix .. 'of:' .. caller, 'XX', now, hash)
  for _, name in ipairs({'text', 'owner', 'held', 'bytes', 'of:' .. caller}) do
    redis.call('EXPIRE', prefix .. name, lifetime)
  end
end
return query`;

/** Stores the queries of all processes. Each script checks the limits and writes atomically. */
export class RedisQueries implements QueryStore {
  readonly #redis: Redis;
  readonly #limits: QueryLimits;

  constructor(redis: Redis, limits: QueryLimits) {
    this.#redis = redis;
    this.#limits = limits;
  }

  async find(hash: string): Promise<string | undefined> {
    const query = await this.#redis.eval(findScript, 1, PREFIX, hash, Date.now(), LIFETIME_SECONDS);
    return typeof query === 'string' ? query : undefined;
  }

  async remember(hash: string, query: string, caller: string): Promise<void> {
    const { query: maxQuery, caller: maxOfCaller, all, perMinute } = this.#limits;
    if (Buffer.byteLength(query) > maxQuery) return;
    const bounds = [maxOfCaller, all, perMinute, ENTRY_BYTES, LIFETIME_SECONDS];
    await this.#redis.eval(rememberScript, 1, PREFIX, hash, query, caller, Date.now(), ...bounds);
  }
}
