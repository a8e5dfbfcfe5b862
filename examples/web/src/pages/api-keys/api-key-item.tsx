import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { mutate } from '../../api/client.ts';
import { type FragmentType, readFragment } from '../../api/gql/index.ts';
import type { ApiKeyRowFragment } from '../../api/gql/graphql.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Field, Form } from '../../ui/form.tsx';
import { useMessages } from '../../ui/messages.tsx';
import { roleNames } from '../members/roles.tsx';
import type { Shown } from './api-keys.tsx';
import { ApiKeyFragment, RenameApiKey, RevokeApiKey } from './operations.ts';
import { RollApiKeyForm } from './roll-api-key.tsx';
import { scopeNames, statusNames } from './scopes.ts';

interface ApiKeyItemProps {
  apiKey: FragmentType<typeof ApiKeyFragment>;
  onSecret(shown: Shown): void;
  onChange(): Promise<unknown>;
}

/** An API key, with what the viewer may do to it. */
export function ApiKeyItem({ apiKey, onSecret, onChange }: ApiKeyItemProps) {
  const key = readFragment(ApiKeyFragment, apiKey);
  const { id, name, prefix, role, scopes, status, viewerCanManage, viewerCanRoll } = key;
  const client = useApolloClient();
  const { say } = useMessages();
  const [opened, setOpened] = useState<'rename' | 'roll'>();
  const toggle = (form: 'rename' | 'roll') => setOpened(opened === form ? undefined : form);

  async function rename({ name: wanted = '' }: Record<string, string>) {
    await mutate(client, RenameApiKey, { variables: { input: { id, name: wanted } } });
    setOpened(undefined);
    say(`The key is named “${wanted}”.`);
  }
  async function revoke() {
    await mutate(client, RevokeApiKey, { variables: { input: { id } } });
    say(`“${name}” is revoked: its next request fails.`);
    await onChange();
  }

  return (
    <li className="sheet">
      <div className="row">
        <div>
          <p>
            <strong>{name}</strong> <code>{prefix}…</code>{' '}
            {status !== 'ACTIVE' && <em>{statusNames[status]}</em>}
          </p>
          <p className="quiet">
            {roleNames[role]}: {scopes.map((scope) => scopeNames[scope]).join(', ') || 'nothing'}
          </p>
          <p className="quiet">{historyOf(key)}</p>
        </div>
        <div className="actions">
          {viewerCanManage && (
            <button
              type="button"
              aria-label={`Rename “${name}”`}
              aria-expanded={opened === 'rename'}
              onClick={() => toggle('rename')}
            >
              Rename
            </button>
          )}
          {viewerCanRoll && (
            <button
              type="button"
              aria-label={`Roll “${name}”`}
              aria-expanded={opened === 'roll'}
              onClick={() => toggle('roll')}
            >
              Roll
            </button>
          )}
          {viewerCanManage && <Confirm action={`Revoke “${name}”`} label="Revoke" act={revoke} />}
        </div>
      </div>
      {opened === 'rename' && (
        <Form label={`Rename “${name}”`} button="Save" onSubmit={rename}>
          <Field name="name" label="New name" defaultValue={name} required maxLength={100} autoFocus />
        </Form>
      )}
      {opened === 'roll' && (
        <RollApiKeyForm
          id={id}
          name={name}
          onSecret={(shown) => {
            setOpened(undefined);
            onSecret(shown);
          }}
        />
      )}
    </li>
  );
}

const day = (instant: string) => new Date(instant).toLocaleDateString();

function historyOf({ createdAt, createdBy, lastUsedAt, expiresAt }: ApiKeyRowFragment): string {
  const parts = [
    `Created ${day(createdAt)} by ${createdBy?.fullName ?? 'somebody who left'}`,
    lastUsedAt ? `last used ${new Date(lastUsedAt).toLocaleString()}` : 'never used',
    expiresAt ? `until ${day(expiresAt)}` : 'until it is revoked',
  ];
  return `${parts.join(', ')}.`;
}
