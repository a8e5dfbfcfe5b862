import { useApolloClient } from '@apollo/client/react';
import { mutate } from '../../api/client.ts';
import { Advice, apiErrors, isUserError } from '../../api/errors.ts';
import { type Session, userIdOf } from '../../api/session.ts';
import { Field, Form } from '../../ui/form.tsx';
import { Page } from '../../ui/page.tsx';
import { Link, navigate } from '../../ui/router.tsx';
import { selectOrganization } from '../selected-organization.ts';
import { NewPassword } from './new-password.tsx';
import { Register } from './operations.ts';

const NO_RESPONSE = 'The server did not answer. The account may exist already: try to sign in first.';

export function RegisterPage({ session }: { session: Session }) {
  return (
    <Page title="Create an account">
      <RegisterForm session={session} />
      <p>
        You have one? <Link to="/">Sign in</Link>
      </p>
    </Page>
  );
}

interface RegisterFormProps {
  session: Session;
  /** The account joins the organization that has invited it, instead of getting one of its own. */
  invitationToken?: string;
}

export function RegisterForm({ session, invitationToken }: RegisterFormProps) {
  const client = useApolloClient();

  async function register(fields: Record<string, string>) {
    const { fullName = '', email = '', password = '', organizationName } = fields;
    const { register: registered } = await mutate(client, Register, {
      variables: {
        input: {
          fullName,
          email,
          password,
          ...(organizationName && { organizationName }),
          ...(invitationToken && { invitationToken }),
        },
      },
      // Without a caller, the server ignores the key: sent again, it would create a second account.
      context: { isSentOnce: true },
    }).catch((error: unknown) => {
      throw isUserError(error) || apiErrors(error).length > 0 ? error : new Advice(NO_RESPONSE);
    });
    const { accessToken, refreshToken, organization } = registered ?? {};
    if (!accessToken || !refreshToken) return;
    const tokens = { accessToken, refreshToken };
    selectOrganization(userIdOf(tokens), organization?.id);
    navigate('/');
    session.store.write(tokens);
  }

  return (
    <Form label="Create an account" button="Create account" onSubmit={register}>
      <Field name="fullName" label="Full name" autoComplete="name" required maxLength={100} />
      <Field name="email" label="E-mail address" type="email" autoComplete="username" required />
      <NewPassword name="password" />
      {!invitationToken && (
        <Field
          name="organizationName"
          label="Name of your organization, if you like"
          autoComplete="organization"
          maxLength={100}
        />
      )}
    </Form>
  );
}
