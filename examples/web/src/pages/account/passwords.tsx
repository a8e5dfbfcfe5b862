import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { mutate } from '../../api/client.ts';
import { Field, Form } from '../../ui/form.tsx';
import { Page } from '../../ui/page.tsx';
import { Link } from '../../ui/router.tsx';
import { LinkPage } from './link-page.tsx';
import { NewPassword } from './new-password.tsx';
import { RequestReset, ResetPassword } from './operations.ts';

/** Mails a link that sets a new password. Nobody learns here whether an address has an account. */
export function ForgottenPassword() {
  const client = useApolloClient();
  const [asked, setAsked] = useState<string>();

  async function request({ email = '' }: Record<string, string>) {
    await mutate(client, RequestReset, { variables: { input: { email } } });
    setAsked(email);
  }

  return (
    <Page title="Forgotten your password?">
      <Form label="Reset" button="Mail me a link" onSubmit={request}>
        <Field name="email" label="E-mail address" type="email" autoComplete="username" required />
      </Form>
      <p role="status">
        {asked &&
          `If ${asked} has an account, a mail with a link is on its way. The link is valid for one hour. Look also among unwanted mails.`}
      </p>
      <p>
        <Link to="/">Sign in</Link>
      </p>
    </Page>
  );
}

export function ResetPasswordPage() {
  const client = useApolloClient();
  const advice = (
    <p>
      <Link to="/forgotten-password">Ask for a new one</Link>
    </p>
  );
  return (
    <LinkPage
      title="Set a new password"
      advice={advice}
      done="The new password is set, and all sessions have ended. Sign in with the new password."
    >
      {(token, send) => (
        <Form
          label="Reset"
          button="Set password"
          onSubmit={({ newPassword = '' }) =>
            send(() => mutate(client, ResetPassword, { variables: { input: { token, newPassword } } }))
          }
        >
          <NewPassword />
        </Form>
      )}
    </LinkPage>
  );
}
