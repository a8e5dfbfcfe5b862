import { useApolloClient } from '@apollo/client/react';
import { mutate } from '../../api/client.ts';
import { useAction, useMessages } from '../../ui/messages.tsx';
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
  const run = useAction();
  const { say } = useMessages();
  const request = () =>
    run(async () => {
      await mutate(client, RequestVerification, {});
      say('A new link is on its way to you. It is valid for 24 hours.');
    });
  return (
    <button type="button" onClick={() => void request()}>
      Mail me a new link
    </button>
  );
}
