/** Returns the field names of a type's connection and edge types, by type name. */
export const pageFields = (name: string): Record<string, string[]> => ({
  [`${name}Connection`]: ['edges', 'nodes', 'pageInfo', 'totalCount'],
  [`${name}Edge`]: ['cursor', 'node'],
});
