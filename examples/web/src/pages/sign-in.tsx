import { useMemo, useState } from 'react';
import { createPolityClient, mutate } from '../api/client.ts';
import { isUserError } from '../api/errors.ts';
import { graphql } from '../api/gql/index.ts';
import type { Session } from '../api/session.ts';
import { Field, Form } from '../ui/form.tsx';
import { Page } from '../ui/page.tsx';
import { Link } from '../ui/router.tsx';
import { ThemePicker } from '../ui/theme.tsx';

const SignInDocument = graphql(`
  mutation SignIn($input: LoginInput!) {
    login(input: $input) {
      accessToken
      refreshToken
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export function SignIn({ session }: { session: Session }) {
  return (
    <main className="narrow">
      <Page title="Sign in">
        <SignInForm session={session} />
        <p className="row">
          <Link to="/forgotten-password">Forgotten your password?</Link>
          <Link to="/register">Create an account</Link>
        </p>
        <p>
          <ThemePicker />
        </p>
      </Page>
    </main>
  );
}

export function SignInForm({ session }: { session: Session }) {
  const { client } = useMemo(() => createPolityClient({ session }), [session]);
  const [needsCode, setNeedsCode] = useState(false);

  async function signIn({ email = '', password = '', totpCode }: Record<string, string>) {
    const input = { email, password, ...(totpCode && { totpCode }) };
    try {
      const { login } = await mutate(client, SignInDocument, { variables: { input } });
      const { accessToken, refreshToken } = login ?? {};
      if (accessToken && refreshToken) session.store.write({ accessToken, refreshToken });
    } catch (error) {
      if (needsCode || !isUserError(error, 'TOTP_REQUIRED')) throw error;
      setNeedsCode(true);
    }
  }

  return (
    <Form label="Sign in" button="Sign in" onSubmit={signIn}>
      <Field name="email" label="E-mail address" type="email" autoComplete="username" required />
      <Field name="password" label="Password" type="password" autoComplete="current-password" required />
      {needsCode && (
        <Field
          name="totpCode"
          label="Code of your authenticator app, or a recovery code"
          autoComplete="one-time-code"
          autoFocus
          required
        />
      )}
    </Form>
  );
}
