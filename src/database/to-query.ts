import pg from 'pg';

/**
 * Makes pg's query of a text, with values and a name if there are any. pg's constructor copies the descriptors of all
 * properties of a config, which takes longer than the rest of the query.
 */
export function toQuery(config: string | pg.QueryConfig): pg.Query {
  if (typeof config === 'string') return new pg.Query(config);
  const { text, values, name, ...others } = config;
  const query = new pg.Query(Object.keys(others).length === 0 ? text : config);
  return Object.assign(query, { values, name });
}
