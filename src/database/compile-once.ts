import type { CompiledQuery } from 'kysely';
import { bindOrganization, templateTenant } from './template-tenant.ts';
import type { TenantDb } from './tenant-db.ts';

/** Takes the place of a value while a statement is compiled. */
class StandIn {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

const standIns = new Proxy({}, { get: (_target, name) => new StandIn(String(name)) });

/**
 * Returns a function that executes a frequent statement, and compiles it only once: a query builder costs as much as the
 * rest of a small write. `build` must use each value as a parameter, and nothing else of it.
 */
export function compileOnce<Values extends object, Row>(
  build: (tenant: TenantDb, values: Values) => CompiledQuery<Row>,
): (tenant: TenantDb, values: Values) => Promise<Row[]> {
  let template: CompiledQuery<Row> | undefined;
  return async (tenant, values) => {
    template ??= build(templateTenant, standIns as Values);
    const { parameters, ...rest } = bindOrganization(template, tenant.scope.id);
    const bound = parameters.map((value) =>
      value instanceof StandIn ? values[value.name as keyof Values] : value,
    );
    const { rows } = await tenant.db.executeQuery<Row>({ ...rest, parameters: bound });
    return rows;
  };
}
