import { type ComponentProps, useState } from 'react';
import { useAction } from './messages.tsx';

/** Returns a function that runs one action at a time, and whether one is running. It shows why an action was refused. */
export function useOneAction(): [run: (work: () => Promise<unknown>) => Promise<void>, isBusy: boolean] {
  const run = useAction();
  const [isBusy, setBusy] = useState(false);
  return [
    async (work) => {
      if (isBusy) return;
      setBusy(true);
      await run(work);
      setBusy(false);
    },
    isBusy,
  ];
}

interface ActionButtonProps extends Omit<ComponentProps<'button'>, 'onClick' | 'type' | 'className'> {
  act(): Promise<unknown>;
}

/** A button that shows while its action runs, and why it was refused. */
export function ActionButton({ act, ...button }: ActionButtonProps) {
  const [run, isBusy] = useOneAction();
  return (
    <button
      {...button}
      type="button"
      aria-busy={isBusy}
      className={isBusy ? 'working' : undefined}
      onClick={() => void run(act)}
    />
  );
}
