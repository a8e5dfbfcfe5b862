import { useEffect, useRef, useState } from 'react';
import { useMessages } from '../ui/messages.tsx';
import { useQueue, useQueued } from './context.ts';
import type { Entry } from './entries.ts';

const PATIENCE_MS = 2000;

/** Says what is not sent yet, and which changes the server has refused afterwards. */
export function Waiting() {
  const queue = useQueue();
  const { waiting, refused, isLost } = useQueued();
  const { say } = useMessages();
  const isLate = useLate(waiting.length > 0);
  const isShown = waiting.length > 0 && (isLost || isLate);
  const wasShown = useRef(false);
  useEffect(() => {
    if (wasShown.current && waiting.length === 0) say('Everything that waited is sent.');
    wasShown.current = isShown;
  }, [isShown, waiting.length, say]);

  // Without content it is no landmark.
  const isRegion = isShown || refused.length > 0;
  return (
    <div
      className="waiting"
      {...(isRegion && { role: 'region', 'aria-label': 'Changes that are not sent yet' })}
    >
      <p role="status">{isShown && countOf(waiting)}</p>
      {isShown && (
        <details>
          <summary>Show what is waiting</summary>
          <ol>
            {waiting.map(({ id, what }) => (
              <li key={id}>{what}</li>
            ))}
          </ol>
          <button type="button" onClick={queue.wake}>
            Send now
          </button>
        </details>
      )}
      <div role="alert">
        {refused.map((entry) => (
          <Refused key={entry.id} entry={entry} />
        ))}
      </div>
    </div>
  );
}

const countOf = (waiting: readonly Entry[]): string =>
  waiting.length === 1
    ? '1 change is waiting to be sent.'
    : `${waiting.length} changes are waiting to be sent.`;

function Refused({ entry }: { entry: Entry }) {
  const queue = useQueue();
  return (
    <div className="notice row">
      <p>
        <strong>Not taken: {entry.what}.</strong> {entry.refusal}
      </p>
      <div className="actions">
        <button type="button" aria-label={`Send again: ${entry.what}`} onClick={() => queue.sendAgain(entry)}>
          Send again
        </button>
        <button type="button" aria-label={`Give up: ${entry.what}`} onClick={() => queue.drop(entry)}>
          Give up
        </button>
      </div>
    </div>
  );
}

/** Returns whether something lasts for more than a moment. */
function useLate(isOn: boolean): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    if (!isOn) return setLate(false);
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isOn]);
  return isLate;
}
