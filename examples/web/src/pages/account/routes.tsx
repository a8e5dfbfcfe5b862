import { ApolloProvider } from '@apollo/client/react';
import { type ReactNode, useEffect, useMemo } from 'react';
import { createPolityClient } from '../../api/client.ts';
import type { Session } from '../../api/session.ts';
import { navigate } from '../../ui/router.tsx';
import { ThemePicker } from '../../ui/theme.tsx';
import { AcceptInvitationPage } from './accept-invitation.tsx';
import { ConfirmEmailChangePage, UndoEmailChangePage } from './email-change.tsx';
import { ForgottenPassword, ResetPasswordPage } from './passwords.tsx';
import { RegisterPage } from './register.tsx';
import { VerifyEmailPage } from './verify-email.tsx';

export interface AccountProps {
  session: Session;
  userId: string | undefined;
}

/** The pages of accounts, which need no organization. The paths of mailed links are those that the API gives them. */
const pages: Record<string, (props: AccountProps) => ReactNode> = {
  '/register': ({ session, userId }) => (userId ? <Leave /> : <RegisterPage session={session} />),
  '/forgotten-password': ({ userId }) => (userId ? <Leave /> : <ForgottenPassword />),
  '/verify-email': ({ userId }) => <VerifyEmailPage isSignedIn={userId !== undefined} />,
  '/reset-password': () => <ResetPasswordPage />,
  '/confirm-email-change': () => <ConfirmEmailChangePage />,
  '/undo-email-change': () => <UndoEmailChangePage />,
  '/accept-invitation': (props) => <AcceptInvitationPage {...props} />,
};

export const isAccountPage = (path: string): boolean => Object.hasOwn(pages, path);

export function AccountRoutes({ path, session, userId }: AccountProps & { path: string }) {
  const { client } = useMemo(() => createPolityClient({ session, userId }), [session, userId]);
  return (
    <ApolloProvider client={client}>
      <main className="narrow">
        {pages[path]?.({ session, userId })}
        <p>
          <ThemePicker />
        </p>
      </main>
    </ApolloProvider>
  );
}

/** For a person who is signed in and needs no such page. */
function Leave() {
  useEffect(() => navigate('/'), []);
  return null;
}
