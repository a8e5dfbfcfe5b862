import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { mutate } from '../../api/client.ts';
import type { DeliveryRowFragment } from '../../api/gql/graphql.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { useMessages } from '../../ui/messages.tsx';
import { DeliveryContent } from './delivery-content.tsx';
import { ReplayDelivery } from './delivery-operations.ts';
import { stateNames } from './states.ts';

/** A delivery with its attempts, which can be repeated. */
export function DeliveryItem({ delivery, canReplay }: { delivery: DeliveryRowFragment; canReplay: boolean }) {
  const { id, eventType, state, attempts, createdAt, nextAttemptAt } = delivery;
  const client = useApolloClient();
  const { say } = useMessages();
  const [isOpen, setOpen] = useState(false);
  const time = new Date(createdAt).toLocaleString();
  const last = attempts.at(-1);
  async function replay() {
    await mutate(client, ReplayDelivery, { variables: { input: { id } } });
    say(`${eventType} is sent again.`);
  }
  return (
    <li className="sheet">
      <div className="row">
        <p>
          <strong>{eventType}</strong> <time dateTime={createdAt}>{time}</time>
          <br />
          <span className={state === 'FAILED' ? 'fault' : 'quiet'}>{stateNames[state]}</span>
          <span className="quiet">
            {last && `, last response: ${last.status ?? last.error ?? 'none'}`}
            {nextAttemptAt &&
              state === 'PENDING' &&
              `, again by ${new Date(nextAttemptAt).toLocaleTimeString()}`}
          </span>
        </p>
        {canReplay && state !== 'PENDING' && (
          <ActionButton aria-label={`Send again: ${eventType} of ${time}`} act={replay}>
            Send again
          </ActionButton>
        )}
      </div>
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>
          {attempts.length === 1 ? '1 attempt' : `${attempts.length} attempts`}, and the content
        </summary>
        {attempts.length > 0 && (
          <table className="attempts">
            <thead>
              <tr>
                <th scope="col">Attempt</th>
                <th scope="col">When</th>
                <th scope="col">Response</th>
                <th scope="col">Took</th>
              </tr>
            </thead>
            <tbody>
              {attempts.map(({ number, startedAt, status, error, durationMs }) => (
                <tr key={number}>
                  <td>{number}</td>
                  <td>
                    <time dateTime={startedAt}>{new Date(startedAt).toLocaleTimeString()}</time>
                  </td>
                  <td>{[status, error].filter(Boolean).join(': ')}</td>
                  <td>{durationMs} ms</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {isOpen && <DeliveryContent id={id} />}
      </details>
    </li>
  );
}
