import { useApolloClient, useQuery, useSubscription } from '@apollo/client/react';
import { mutate } from '../../api/client.ts';
import type { Role } from '../../api/gql/graphql.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { Field, Form } from '../../ui/form.tsx';
import { useMessages } from '../../ui/messages.tsx';
import { More } from '../../ui/more.tsx';
import { Failure, Loading } from '../../ui/page.tsx';
import {
  InvitationChanges,
  InvitationsDocument,
  InviteMember,
  ResendInvitation,
  RevokeInvitation,
} from './operations.ts';
import { roleNames, RolePicker } from './roles.tsx';

const PAGE = 20;

/** The invitations that wait for an answer, for those who may see them. */
export function Invitations({ canInvite }: { canInvite: boolean }) {
  const client = useApolloClient();
  const { say } = useMessages();
  const { data, error, refetch, fetchMore } = useQuery(InvitationsDocument, {
    variables: { first: PAGE },
    fetchPolicy: 'cache-and-network',
  });
  // An invitation that is accepted, revoked or expired leaves the list.
  useSubscription(InvitationChanges, { onData: () => void refetch().catch(() => undefined) });
  if (error && !data) return <Failure error={error} retry={refetch} />;
  if (!data?.invitations) return <Loading />;
  const { edges, totalCount, pageInfo } = data.invitations;

  async function invite({ email = '', role }: Record<string, string>) {
    await mutate(client, InviteMember, { variables: { input: { email, role: role as Role } } });
    say(`${email} is invited.`);
    await refetch();
  }
  async function resend(id: string, email: string) {
    await mutate(client, ResendInvitation, { variables: { input: { id } } });
    say(`${email} gets another mail.`);
  }
  async function revoke(id: string, email: string) {
    await mutate(client, RevokeInvitation, { variables: { input: { id } } });
    say(`The invitation of ${email} is revoked.`);
    await refetch();
  }

  return (
    <section aria-labelledby="invitations">
      <h2 id="invitations">Invitations</h2>
      {edges.length === 0 && <p>No invitation waits for an answer.</p>}
      <ul className="list" aria-labelledby="invitations">
        {edges.map(({ node: { id, email, role, expiresAt, viewerCanManage } }) => (
          <li key={id} className="sheet row">
            <p>
              <strong>{email}</strong>{' '}
              <span className="quiet">
                {roleNames[role]}, until{' '}
                <time dateTime={expiresAt}>{new Date(expiresAt).toLocaleDateString()}</time>
              </span>
            </p>
            {viewerCanManage && (
              <div className="actions">
                <ActionButton act={() => resend(id, email)}>Send again</ActionButton>
                <Confirm
                  action={`Revoke the invitation of ${email}`}
                  label="Revoke"
                  act={() => revoke(id, email)}
                />
              </div>
            )}
          </li>
        ))}
      </ul>
      <More
        shown={edges.length}
        total={totalCount}
        load={
          pageInfo.hasNextPage && (() => fetchMore({ variables: { first: PAGE, after: pageInfo.endCursor } }))
        }
      />
      {canInvite && (
        <div className="sheet">
          <Form label="Invite somebody" button="Invite" onSubmit={invite} resets>
            <Field name="email" label="E-mail address" type="email" required />
            <div className="field">
              <RolePicker label="Role of the invited person" />
            </div>
          </Form>
        </div>
      )}
    </section>
  );
}
