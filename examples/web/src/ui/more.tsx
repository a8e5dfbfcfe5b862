import { ActionButton } from './action-button.tsx';

interface MoreProps {
  shown: number;
  total: number;
  /** Loads the next page; false when everything is shown. */
  load: false | (() => Promise<unknown>);
}

/** The end of a list: how much is shown, and a button for the next page. */
export function More({ shown, total, load }: MoreProps) {
  if (!load) return null;
  return (
    <p>
      {shown} of {total} are shown. <ActionButton act={load}>Show more</ActionButton>
    </p>
  );
}
