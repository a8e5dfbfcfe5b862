import { useState } from 'react';
import { useAction } from './messages.tsx';

interface MoreProps {
  shown: number;
  total: number;
  /** Loads the next page; false when everything is shown. */
  load: false | (() => Promise<unknown>);
}

/** The end of a list: how much is shown, and a button for the next page. */
export function More({ shown, total, load }: MoreProps) {
  const run = useAction();
  const [isBusy, setBusy] = useState(false);
  if (!load) return null;
  const next = async () => {
    setBusy(true);
    await run(load);
    setBusy(false);
  };
  return (
    <p>
      {shown} of {total} are shown.{' '}
      <button type="button" className={isBusy ? 'working' : undefined} onClick={() => void next()}>
        Show more
      </button>
    </p>
  );
}
