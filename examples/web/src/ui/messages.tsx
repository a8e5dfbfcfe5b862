import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { explain } from '../api/errors.ts';

interface Message {
  text: string;
  isRefusal: boolean;
}

interface Say {
  /** Announces what happened. */
  say(text: string): void;
  /** Shows why an action was refused, until it is dismissed. */
  refuse(error: unknown): void;
}

const Context = createContext<Say>({ say: () => undefined, refuse: () => undefined });

export const useMessages = () => useContext(Context);

/** The messages below the page. The regions exist before there is a message: otherwise screen readers miss it. */
export function Messages({ children }: { children: ReactNode }) {
  const [message, setMessage] = useState<Message>();
  const dismiss = () => setMessage(undefined);
  const value = useMemo<Say>(
    () => ({
      say: (text) => setMessage({ text, isRefusal: false }),
      refuse: (error) => setMessage({ text: explain(error), isRefusal: true }),
    }),
    [],
  );
  return (
    <Context value={value}>
      {children}
      <div className="messages">
        <div role="status">{message && !message.isRefusal && message.text}</div>
        <div role="alert">{message?.isRefusal && message.text}</div>
        {message && (
          <button type="button" onClick={dismiss}>
            Dismiss
          </button>
        )}
      </div>
    </Context>
  );
}

/** Returns a function that runs an action and shows why it was refused. */
export function useAction(): (work: () => Promise<unknown>) => Promise<void> {
  const { refuse } = useMessages();
  return useCallback(
    async (work) => {
      try {
        await work();
      } catch (error) {
        refuse(error);
      }
    },
    [refuse],
  );
}
