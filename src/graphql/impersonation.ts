import { type DocumentNode, type GraphQLSchema, Kind, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { impersonatedFields } from '../generated/features.ts';
import { refusal } from '../util/error-codes.ts';
import type { RequestInfo } from '../core/request.ts';

/**
 * Whether an administrator who acts as a user may select a field is declared by its module (`impersonated` in module.ts).
 * These belong to no module. Connections, edges and payloads follow from the fields that return them.
 */
const common = [
  ...['endCursor', 'hasNextPage', 'hasPreviousPage', 'startCursor'].map((field) => `PageInfo.${field}`),
  ...['code', 'field', 'message'].map((field) => `UserError.${field}`),
];
const fields = new Set([...common, ...Object.keys(impersonatedFields)]);
const types = new Set([...fields].map((name) => name.split('.')[0]!));

const pageFields = new Set(['edges', 'nodes', 'pageInfo', 'totalCount', 'cursor', 'node']);

/** Returns whether an administrator who acts as a user may select the field. */
export function isAvailable(typeName: string, field: string): boolean {
  if (field.startsWith('__') || typeName.startsWith('__')) return true;
  if (types.has(typeName)) return fields.has(`${typeName}.${field}`);
  if (typeName === 'Node') return field === 'id';
  const payloadOf = /^(\w+)Payload$/.exec(typeName)?.[1];
  if (payloadOf) return fields.has(`Mutation.${payloadOf[0]!.toLowerCase()}${payloadOf.slice(1)}`);
  const item = /^(\w+)(?:Connection|Edge)$/.exec(typeName)?.[1];
  return item !== undefined && types.has(item) && pageFields.has(field);
}

const forbidden = (message: string) => refusal(message, { code: 'FORBIDDEN', reason: 'IMPERSONATED' });

/**
 * Refuses an operation of a platform administrator who acts as a user, unless all fields of its document are available.
 *
 * Security: an administrator could take the user's account over, with a key, a password, a second factor or another
 * session, or carry the organization's data away. The document is checked before it is executed, so that it does not
 * matter which executor would run it.
 * @throws FORBIDDEN with reason IMPERSONATED
 */
export function refuseImpersonated(
  { claims }: RequestInfo,
  schema: GraphQLSchema,
  document: DocumentNode,
): void {
  if (!claims?.act) return;
  const { writes } = claims.act;
  const typeInfo = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      [Kind.OPERATION_DEFINITION]: ({ operation }) => {
        if (operation === 'mutation' && !writes) throw forbidden('This session may only read.');
      },
      [Kind.FIELD]: ({ name: { value: field } }) => {
        const type = typeInfo.getParentType();
        if (!type || !isAvailable(type.name, field))
          throw forbidden(`${type?.name}.${field} is not available while you act as somebody else.`);
      },
    }),
  );
}
