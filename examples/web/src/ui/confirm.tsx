import { useState } from 'react';
import { useOneAction } from './action-button.tsx';

interface ConfirmProps {
  /** What happens, for example `Remove Ada`. */
  action: string;
  label: string;
  act(): Promise<unknown>;
}

/** A button for what cannot be undone: it asks once more. */
export function Confirm({ action, label, act }: ConfirmProps) {
  const [isAsking, setAsking] = useState(false);
  const [run, isBusy] = useOneAction();
  if (!isAsking)
    return (
      <button
        type="button"
        aria-label={action}
        aria-busy={isBusy}
        className={isBusy ? 'working' : undefined}
        onClick={() => setAsking(!isBusy)}
      >
        {label}
      </button>
    );
  return (
    <span role="group" aria-label={`${action}?`} className="actions">
      <button
        type="button"
        autoFocus
        onClick={() => {
          setAsking(false);
          void run(act);
        }}
      >
        {action}
      </button>
      <button type="button" onClick={() => setAsking(false)}>
        Keep
      </button>
    </span>
  );
}
