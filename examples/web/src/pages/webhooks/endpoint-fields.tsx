import { useState } from 'react';
import { UserErrors } from '../../api/errors.ts';
import type { EndpointDetailsFragment, WebhookEventType, WebhookPayloadKind } from '../../api/gql/graphql.ts';
import { checkedValues, Checks, Choice } from '../../ui/choice.tsx';
import { Field } from '../../ui/form.tsx';
import { eventGroups } from './events.ts';

/** The fields of a new endpoint, or of a present one. */
export function EndpointFields({ endpoint }: { endpoint?: EndpointDetailsFragment }) {
  const [all, setAll] = useState(!endpoint || endpoint.events.includes('*'));
  return (
    <>
      <Field
        name="url"
        label="URL that receives the events"
        type="url"
        placeholder="https://"
        defaultValue={endpoint?.url}
        required
        maxLength={2000}
      />
      <Field name="description" label="Purpose" defaultValue={endpoint?.description} maxLength={500} />
      <Choice
        name="payload"
        label="What is sent"
        options={
          { FULL: 'The object as it was', THIN: 'Only ids' } satisfies Record<WebhookPayloadKind, string>
        }
        defaultValue={endpoint?.payload}
      />
      <label className="check">
        <input type="checkbox" name="all" checked={all} onChange={({ target }) => setAll(target.checked)} />{' '}
        All events, also future ones
      </label>
      {!all && (
        <div className="groups">
          {Object.entries(eventGroups).map(([group, options]) => (
            <Checks
              key={group}
              legend={group}
              name="events"
              options={options}
              chosen={endpoint?.eventTypes}
            />
          ))}
        </div>
      )}
    </>
  );
}

/**
 * Returns the input that the fields make.
 * @throws {UserErrors} when no event is chosen
 */
export function endpointInput(fields: Record<string, string>) {
  const { url = '', description = '', payload } = fields;
  const eventTypes = checkedValues(fields, 'events') as WebhookEventType[];
  if (!('all' in fields) && eventTypes.length === 0)
    throw new UserErrors([{ code: 'REQUIRED', message: 'Choose at least one event.' }]);
  return {
    url,
    description,
    payload: payload as WebhookPayloadKind,
    ...('all' in fields ? { events: ['*'] } : { eventTypes }),
  };
}
