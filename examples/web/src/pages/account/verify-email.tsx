import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { mutate } from '../../api/client.ts';
import { isUserError } from '../../api/errors.ts';
import { Form } from '../../ui/form.tsx';
import { Link } from '../../ui/router.tsx';
import { LinkPage } from './link-page.tsx';
import { CurrentPassword, NewPassword } from './new-password.tsx';
import { VerifyEmail } from './operations.ts';
import { MailMeALink } from './verify-hint.tsx';

/** Verifies the address. Who is not signed in to the account proves with its password that the account is theirs. */
export function VerifyEmailPage({ isSignedIn }: { isSignedIn: boolean }) {
  const client = useApolloClient();
  const [isAnothers, setAnothers] = useState(false);

  const verify = async (input: { token: string; password?: string; newPassword?: string }) => {
    try {
      await mutate(client, VerifyEmail, { variables: { input } });
    } catch (error) {
      // The session is of another account.
      if (isUserError(error, 'REQUIRED')) setAnothers(true);
      throw error;
    }
  };
  const advice = isSignedIn ? (
    <MailMeALink />
  ) : (
    <p>
      <Link to="/">Sign in</Link> and ask for a new one.
    </p>
  );

  return (
    <LinkPage title="Verify your e-mail address" advice={advice} done="Your address is verified.">
      {(token, send) =>
        isSignedIn && !isAnothers ? (
          <Form label="Verify" button="Verify this address" onSubmit={() => send(() => verify({ token }))}>
            <p>This proves that the mailbox is yours.</p>
          </Form>
        ) : (
          <>
            <section className="sheet">
              <h2>I created this account</h2>
              <Form
                label="I created this account"
                button="Verify"
                onSubmit={({ password = '' }) => send(() => verify({ token, password }))}
              >
                <CurrentPassword />
              </Form>
            </section>
            <section className="sheet">
              <h2>Somebody else created it</h2>
              <p>
                The address is yours, so the account is, too. What somebody else has set up with it is
                revoked.
              </p>
              <Form
                label="Somebody else created it"
                button="Set password and verify"
                onSubmit={({ newPassword = '' }) => send(() => verify({ token, newPassword }))}
              >
                <NewPassword />
              </Form>
            </section>
          </>
        )
      }
    </LinkPage>
  );
}
