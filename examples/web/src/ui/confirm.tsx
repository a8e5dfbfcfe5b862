import { useState } from 'react';

interface ConfirmProps {
  /** What happens, for example `Remove Ada`. */
  action: string;
  label: string;
  onConfirm(): void;
}

/** A button for what cannot be undone: it asks once more. */
export function Confirm({ action, label, onConfirm }: ConfirmProps) {
  const [isAsking, setAsking] = useState(false);
  if (!isAsking)
    return (
      <button type="button" aria-label={action} onClick={() => setAsking(true)}>
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
          onConfirm();
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
