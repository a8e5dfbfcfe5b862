import { useApolloClient } from '@apollo/client/react';
import { mutate } from '../../api/client.ts';
import { Choice } from '../../ui/choice.tsx';
import { Form } from '../../ui/form.tsx';
import { useMessages } from '../../ui/messages.tsx';
import type { Shown } from './api-keys.tsx';
import { RollApiKey } from './operations.ts';

const overlaps = { 0: 'At once', 3600: 'In an hour', 86400: 'In a day', 604800: 'In a week' };

interface RollApiKeyFormProps {
  id: string;
  name: string;
  onSecret(shown: Shown): void;
}

/** Asks when the earlier secrets end, then gives the key a new one. */
export function RollApiKeyForm({ id, name, onSecret }: RollApiKeyFormProps) {
  const client = useApolloClient();
  const { say } = useMessages();

  async function roll({ overlap }: Record<string, string>) {
    const { rollApiKey } = await mutate(client, RollApiKey, {
      variables: { input: { id, overlapSeconds: Number(overlap) } },
    });
    if (rollApiKey?.secret) onSecret({ of: `API key “${name}”`, secret: rollApiKey.secret });
    else say(`“${name}” was rolled, but its secret was lost on the way: roll it again.`);
  }

  return (
    <Form label={`Roll “${name}”`} button={`Give “${name}” a new secret`} onSubmit={roll}>
      <Choice name="overlap" label="The earlier secrets end" options={overlaps} autoFocus />
    </Form>
  );
}
