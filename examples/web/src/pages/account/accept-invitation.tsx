import { useApolloClient, useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { mutate } from '../../api/client.ts';
import { isUserError } from '../../api/errors.ts';
import type { InvitationQuery } from '../../api/gql/graphql.ts';
import type { Session } from '../../api/session.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { Form } from '../../ui/form.tsx';
import { Failure, Loading, Page } from '../../ui/page.tsx';
import { Link, navigate } from '../../ui/router.tsx';
import { logout } from '../logout.ts';
import { roleNames } from '../members/roles.tsx';
import { selectOrganization } from '../selected-organization.ts';
import { SignInForm } from '../sign-in.tsx';
import { DeadLink } from './link-page.tsx';
import { AcceptInvitation, DeclineInvitation, InvitationDocument, InvitedPerson } from './operations.ts';
import { RegisterForm } from './register.tsx';

interface AcceptInvitationProps {
  session: Session;
  userId: string | undefined;
}

/** Shows who invites to what, and accepts or declines as the person who is signed in, or signs in first. */
export function AcceptInvitationPage({ session, userId }: AcceptInvitationProps) {
  const [token] = useState(() => new URLSearchParams(location.search).get('token') ?? '');
  const [isDeclined, setDeclined] = useState(false);
  const client = useApolloClient();
  const { data, error, refetch } = useQuery(InvitationDocument, { variables: { token }, skip: !token });
  const invitation = data?.invitation;
  async function decline() {
    await mutate(client, DeclineInvitation, { variables: { input: { token } } });
    setDeclined(true);
  }

  return (
    <Page title="Accept an invitation">
      {isDeclined ? (
        <p role="status">You have declined the invitation to {invitation?.organizationName}.</p>
      ) : error ? (
        <Failure error={error} retry={refetch} />
      ) : token && !data ? (
        <Loading />
      ) : !invitation ? (
        <DeadLink>
          <p>
            Ask the person who invited you for a new one. If you have accepted already,{' '}
            <Link to="/">go to your projects</Link>.
          </p>
        </DeadLink>
      ) : (
        <>
          <Description invitation={invitation} />
          {userId ? (
            <Accept session={session} userId={userId} token={token} />
          ) : (
            <>
              <section className="sheet">
                <h2>I have an account</h2>
                <SignInForm session={session} />
              </section>
              <section className="sheet">
                <h2>I am new here</h2>
                <RegisterForm session={session} invitationToken={token} />
              </section>
            </>
          )}
          <p>
            <Confirm action="Decline the invitation" label="Decline" act={decline} />
          </p>
        </>
      )}
    </Page>
  );
}

function Description({ invitation }: { invitation: NonNullable<InvitationQuery['invitation']> }) {
  const { organizationName, inviterName, role, expiresAt } = invitation;
  return (
    <p>
      {inviterName ?? 'An administrator'} invites you to <strong>{organizationName}</strong> with the role{' '}
      {roleNames[role]}. The invitation is valid until {new Date(expiresAt).toLocaleString()}.
    </p>
  );
}

function Accept({ session, userId, token }: AcceptInvitationProps & { userId: string; token: string }) {
  const client = useApolloClient();
  const { data } = useQuery(InvitedPerson);
  const [isAnothers, setAnothers] = useState(false);

  async function accept() {
    try {
      const { acceptInvitation } = await mutate(client, AcceptInvitation, {
        variables: { input: { token } },
      });
      selectOrganization(userId, acceptInvitation?.membership?.organization.id);
      navigate('/');
    } catch (error) {
      setAnothers(isUserError(error, 'INVALID'));
      throw error;
    }
  }

  /** The session ends here in any case. */
  const leave = () => logout(client).finally(() => session.store.write(undefined));

  return (
    <section className="sheet">
      <Form label="Accept" button="Accept the invitation" onSubmit={accept}>
        <p>
          You are signed in as {data?.me?.fullName} <span className="quiet">{data?.me?.email}</span>
        </p>
      </Form>
      {isAnothers && (
        <p>
          <ActionButton act={leave}>Sign in with another account</ActionButton>
        </p>
      )}
    </section>
  );
}
