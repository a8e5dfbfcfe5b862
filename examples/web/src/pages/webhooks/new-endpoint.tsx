import { useApolloClient } from '@apollo/client/react';
import { mutate } from '../../api/client.ts';
import { Form } from '../../ui/form.tsx';
import { useMessages } from '../../ui/messages.tsx';
import { endpointInput, EndpointFields } from './endpoint-fields.tsx';
import { CreateEndpoint } from './operations.ts';

interface NewEndpointProps {
  onSecret(shown: { of: string; secret: string }): void;
  onChange(): Promise<unknown>;
}

export function NewEndpoint({ onSecret, onChange }: NewEndpointProps) {
  const client = useApolloClient();
  const { say } = useMessages();

  async function create(fields: Record<string, string>) {
    const input = endpointInput(fields);
    const { createWebhookEndpoint } = await mutate(client, CreateEndpoint, { variables: { input } });
    if (createWebhookEndpoint?.secret)
      onSecret({ of: `the webhook ${input.url}`, secret: createWebhookEndpoint.secret });
    else say('The webhook was created, but its secret was lost on the way: give it a new one.');
    await onChange();
  }

  return (
    <section className="sheet">
      <h2>New webhook</h2>
      <Form label="New webhook" button="Create webhook" onSubmit={create} resets>
        <EndpointFields />
      </Form>
    </section>
  );
}
