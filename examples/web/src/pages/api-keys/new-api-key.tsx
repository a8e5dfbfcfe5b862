import { useApolloClient } from '@apollo/client/react';
import { mutate } from '../../api/client.ts';
import { UserErrors } from '../../api/errors.ts';
import type { ApiKeyScope, Role } from '../../api/gql/graphql.ts';
import { checkedValues, Checks, Choice } from '../../ui/choice.tsx';
import { Field, Form } from '../../ui/form.tsx';
import { useMessages } from '../../ui/messages.tsx';
import type { Shown } from './api-keys.tsx';
import { CreateApiKey } from './operations.ts';
import { scopeNames } from './scopes.ts';

interface NewApiKeyProps {
  /** Only owners can give the scope that manages members. */
  isOwner: boolean;
  onSecret(shown: Shown): void;
  onChange(): Promise<unknown>;
}

export function NewApiKey({ isOwner, onSecret, onChange }: NewApiKeyProps) {
  const client = useApolloClient();
  const { say } = useMessages();
  const { MEMBERS_WRITE, ...others } = scopeNames;

  async function create(fields: Record<string, string>) {
    const { name = '', role, expiresAt } = fields;
    const scopes = checkedValues(fields, 'scopes') as ApiKeyScope[];
    if (scopes.length === 0)
      throw new UserErrors([{ code: 'REQUIRED', message: 'Choose what the key may do.' }]);
    const { createApiKey } = await mutate(client, CreateApiKey, {
      variables: {
        input: {
          name,
          role: role as Role,
          scopes,
          // To the end of that day, where the person is.
          ...(expiresAt && { expiresAt: new Date(`${expiresAt}T23:59:59`).toISOString() }),
        },
      },
    });
    if (createApiKey?.secret) onSecret({ of: `API key “${name}”`, secret: createApiKey.secret });
    else say(`“${name}” was created, but its secret was lost on the way: roll the key to get another one.`);
    await onChange();
  }

  return (
    <section className="sheet">
      <h2>New API key</h2>
      <Form label="New API key" button="Create key" onSubmit={create} resets>
        <Field name="name" label="Name" required maxLength={100} />
        <Choice
          name="role"
          label="Role, at most yours"
          options={{ MEMBER: 'Member', ADMIN: 'Administrator' }}
        />
        <Checks
          legend="What the key may do"
          name="scopes"
          options={isOwner ? { ...others, MEMBERS_WRITE } : others}
          chosen={['READ']}
        />
        <Field name="expiresAt" label="Works until (empty: until it is revoked)" type="date" />
      </Form>
      <p className="quiet">Role, scopes and expiry of a key never change: create another one instead.</p>
    </section>
  );
}
