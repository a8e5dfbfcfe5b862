import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { mutate } from '../../api/client.ts';
import type { EndpointDetailsFragment } from '../../api/gql/graphql.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { Form } from '../../ui/form.tsx';
import { useMessages } from '../../ui/messages.tsx';
import { navigate } from '../../ui/router.tsx';
import { DeliveriesDocument } from './delivery-operations.ts';
import { endpointInput, EndpointFields } from './endpoint-fields.tsx';
import { DeleteEndpoint, RotateSecret, SendTest, UpdateEndpoint } from './operations.ts';

const overlaps = { 24: 'In a day', 168: 'In a week', 1: 'In an hour', 0: 'At once' };

interface EndpointActionsProps {
  endpoint: EndpointDetailsFragment;
  onSecret(secret: string): void;
}

/** What may be done with a webhook. */
export function EndpointActions({ endpoint, onSecret }: EndpointActionsProps) {
  const { id, url, disabledAt } = endpoint;
  const client = useApolloClient();
  const { say } = useMessages();
  const [opened, setOpened] = useState<'change' | 'rotate'>();
  const toggle = (form: 'change' | 'rotate') => setOpened(opened === form ? undefined : form);

  async function change(fields: Record<string, string>) {
    await mutate(client, UpdateEndpoint, { variables: { input: { id, ...endpointInput(fields) } } });
    setOpened(undefined);
    say('The webhook is changed.');
  }
  async function rotate({ overlap }: Record<string, string>) {
    const { rotateWebhookSecret } = await mutate(client, RotateSecret, {
      variables: { input: { id, overlapHours: Number(overlap) } },
    });
    setOpened(undefined);
    if (rotateWebhookSecret?.secret) onSecret(rotateWebhookSecret.secret);
    else say('The webhook has a new secret, which was lost on the way: give it another one.');
  }
  async function setDisabled(disabled: boolean) {
    await mutate(client, UpdateEndpoint, { variables: { input: { id, disabled } } });
    say(disabled ? 'The webhook gets no more events.' : 'The webhook gets events from now on.');
  }
  async function sendTest() {
    await mutate(client, SendTest, { variables: { input: { id } } });
    say('A test event is on its way.');
    await client.refetchQueries({ include: [DeliveriesDocument] });
  }
  async function remove() {
    await mutate(client, DeleteEndpoint, { variables: { input: { id } } });
    say(`The webhook ${url} is deleted.`);
    navigate('/webhooks');
  }

  return (
    <>
      <div className="actions">
        <ActionButton act={sendTest}>Send a test event</ActionButton>
        <button type="button" aria-expanded={opened === 'change'} onClick={() => toggle('change')}>
          Change
        </button>
        <button type="button" aria-expanded={opened === 'rotate'} onClick={() => toggle('rotate')}>
          New secret
        </button>
        <ActionButton act={() => setDisabled(!disabledAt)}>{disabledAt ? 'Enable' : 'Disable'}</ActionButton>
        <Confirm action="Delete it with its log" label="Delete" act={remove} />
      </div>
      {opened === 'change' && (
        <Form label="Change the webhook" button="Save" onSubmit={change}>
          <EndpointFields endpoint={endpoint} />
        </Form>
      )}
      {opened === 'rotate' && (
        <Form label="New secret" button="Give the webhook a new secret" onSubmit={rotate}>
          <Choice
            name="overlap"
            label="The present secret ends"
            options={overlaps}
            defaultValue="24"
            autoFocus
          />
        </Form>
      )}
    </>
  );
}
