import { useApolloClient } from '@apollo/client/react';
import { mutate } from '../../api/client.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { useMessages } from '../../ui/messages.tsx';
import { RequestVerification } from './operations.ts';

/** Asks a person to verify the address of the account. */
export function VerifyHint({ email }: { email: string }) {
  return (
    <aside className="hint row" aria-label="Your e-mail address">
      <p>
        Your address {email} is not verified yet. Follow the link that we have mailed you: until then you get
        no other mails.
      </p>
      <MailMeALink />
    </aside>
  );
}

/** For a person who is signed in. */
export function MailMeALink() {
  const client = useApolloClient();
  const { say } = useMessages();
  async function request() {
    await mutate(client, RequestVerification, {});
    say('A new link is on its way to you. It is valid for 24 hours.');
  }
  return <ActionButton act={request}>Mail me a new link</ActionButton>;
}
