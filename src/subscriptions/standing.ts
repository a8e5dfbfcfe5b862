import {
  type Access,
  authorizationColumns,
  type AuthorizationRow,
  toAccess,
} from '../authorization/access.ts';
import type { Incoming, Services } from '../context.ts';
import { idOrNone } from '../database/ids.ts';
import { statements } from '../database/statements.ts';

const text = `select ${authorizationColumns}
  from jsonb_to_recordset($1::jsonb) as caller (number integer, session uuid, organization uuid, key text),
    lateral app.begin_request(caller.session, caller.organization, $2, decode(caller.key, 'hex')) as found
  order by caller.number`;

/** Who the callers are and what they may do now, in their order: one statement, however many there are. */
export async function findAccess(services: Services, callers: Incoming[]): Promise<Access[]> {
  const asked = callers.map(({ claims, apiKeyHash, byApiKey = false, organizationHeader }) => ({
    sessionId: claims?.sid,
    credentials: true,
    byApiKey,
    requestedOrganization: organizationHeader ?? claims?.org,
    key: apiKeyHash?.toString('hex'),
  }));
  const rows = asked.map(({ sessionId, requestedOrganization, key }, number) => ({
    number,
    session: sessionId,
    organization: requestedOrganization && idOrNone(requestedOrganization),
    key: sessionId ? undefined : key,
  }));
  statements.publish({ sql: text, login: 'serving' });
  const found = await services.servingPool.query<AuthorizationRow>(text, [
    JSON.stringify(rows),
    services.config.database.statementTimeout,
  ]);
  return asked.map(({ key: _key, ...each }, index) => {
    const row = found.rows[index];
    // A session is its user's alone, as in Context.
    const isOther = row?.user_id && row.user_id !== callers[index]!.claims?.sub;
    return toAccess(isOther ? undefined : row, each);
  });
}
