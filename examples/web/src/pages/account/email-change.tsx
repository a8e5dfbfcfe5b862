import { useApolloClient } from '@apollo/client/react';
import { mutate } from '../../api/client.ts';
import { Form } from '../../ui/form.tsx';
import { LinkPage } from './link-page.tsx';
import { CurrentPassword, NewPassword } from './new-password.tsx';
import { ConfirmEmailChange, UndoEmailChange } from './operations.ts';

/** Confirms a new address, always with the password: a mistyped address belongs to a stranger. */
export function ConfirmEmailChangePage() {
  const client = useApolloClient();
  return (
    <LinkPage
      title="Confirm your new e-mail address"
      advice={<p>Change the address of your account again.</p>}
      done="Your account has its new address. Sign in with it from now on."
    >
      {(token, send) => (
        <Form
          label="Confirm"
          button="Confirm the new address"
          onSubmit={({ password = '' }) =>
            send(() => mutate(client, ConfirmEmailChange, { variables: { input: { token, password } } }))
          }
        >
          <CurrentPassword />
        </Form>
      )}
    </LinkPage>
  );
}

/** For the owner of the previous address, if somebody else has changed it. */
export function UndoEmailChangePage() {
  const client = useApolloClient();
  return (
    <LinkPage
      title="Undo the change of your e-mail address"
      advice={<p>A change can be undone for three days. After that, ask the operator of this server.</p>}
      done="Your account has its previous address and a new password, and every session has ended. Sign in with them."
    >
      {(token, send) => (
        <Form
          label="Undo"
          button="Undo the change"
          onSubmit={({ newPassword = '' }) =>
            send(() => mutate(client, UndoEmailChange, { variables: { input: { token, newPassword } } }))
          }
        >
          <p>Your account gets its previous address back, and a new password.</p>
          <NewPassword />
        </Form>
      )}
    </LinkPage>
  );
}
