import { idOrNone } from '../database/ids.ts';
import { statements } from '../database/statements.ts';
import {
  authorizationColumns,
  type AuthorizationRow,
  type CallerAccess,
  toCallerAccess,
} from '../core/access.ts';
import type { RequestInfo } from '../core/request.ts';
import type { Services } from '../core/services.ts';

const text = `select ${authorizationColumns}
  from jsonb_to_recordset($1::jsonb) as caller (number integer, session uuid, organization uuid, key text, impersonator uuid),
    lateral app.begin_request(caller.session, caller.organization, $2, decode(caller.key, 'hex'),
      caller.impersonator, false) as found
  order by caller.number`;

/** Reads the identity and the rights of the callers, in their order, in one statement. */
export async function findAccess(services: Services, callers: RequestInfo[]): Promise<CallerAccess[]> {
  const asked = callers.map(({ claims, apiKeyHash, byApiKey = false, organizationHeader, ipAddress }) => ({
    sessionId: claims?.sid,
    credentials: true,
    byApiKey,
    ipAddress,
    requestedOrganization: organizationHeader ?? claims?.org,
    key: apiKeyHash?.toString('hex'),
  }));
  const rows = asked.map(({ sessionId, requestedOrganization, key }, number) => ({
    number,
    session: sessionId,
    organization: requestedOrganization && idOrNone(requestedOrganization),
    key: sessionId ? undefined : key,
    impersonator: callers[number]!.claims?.act?.sub,
  }));
  statements.publish({ sql: text, login: 'serving' });
  const found = await services.servingPool.query<AuthorizationRow>(text, [
    JSON.stringify(rows),
    services.config.database.statementTimeout,
  ]);
  return asked.map(({ key: _key, ...each }, index) => {
    const row = found.rows[index];
    // As in Context, a session is valid only for its own user.
    const isOtherUser = row?.user_id && row.user_id !== callers[index]!.claims?.sub;
    return toCallerAccess(isOtherUser ? undefined : row, each, false);
  });
}
