import type { Role } from '../../src/generated/enums.ts';
import { type Account, register } from './client.ts';
import type { receiveMails } from './mail.ts';
import type { TestServer } from './server.ts';

export const INVITE = `mutation ($email: String!, $role: Role! = MEMBER) {
  inviteMember(input: { email: $email, role: $role }) { invitation { id } userErrors { code } } }`;
export const ACCEPT = `mutation ($token: String!) { acceptInvitation(input: { token: $token }) {
  membership { id role organization { id } } userErrors { code field } } }`;

export const SUBJECT = 'You are invited';

/** An owner, somebody whom they invited, and the token in the mail. */
export async function invite(
  { anonymous }: TestServer,
  mails: Awaited<ReturnType<typeof receiveMails>>,
  role: Role = 'MEMBER',
) {
  const [owner, guest] = [await register(anonymous, 'Olive Owner'), await register(anonymous, 'Greta Guest')];
  const { inviteMember } = await owner.client.ask(INVITE, { email: guest.email, role });
  const token = await mails.token(guest.email, SUBJECT);
  return { owner, guest, token, id: inviteMember.invitation.id as string };
}

export const invitationOf = ({ db }: TestServer, id: string) =>
  db.selectFrom('invitations').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

export const roleOf = async ({ organizationId }: Account, { client }: Account) =>
  (await client.in(organizationId).send('{ organization { viewerRole } }')).data?.organization?.viewerRole;

export const refused = (code: string) => ({ membership: null, userErrors: [{ code, field: ['token'] }] });
