import { useEffect, useId, useRef } from 'react';
import { useMessages } from './messages.tsx';
import { focusTitle } from './page.tsx';

interface SecretProps {
  /** What the secret is of, for example `API key “Crane”`. */
  of: string;
  secret: string;
  onDone(): void;
}

/** A secret that the server shows only once: it is only in the memory of this page, and goes when it is closed. */
export function Secret({ of, secret, onDone }: SecretProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const { say } = useMessages();
  useEffect(() => heading.current?.focus(), [secret]);

  async function copy() {
    try {
      // Browsers have a clipboard only on HTTPS and localhost, and ask before they use it.
      await navigator.clipboard.writeText(secret);
      say('The secret is copied.');
    } catch {
      field.current?.select();
      say('The browser does not allow it. The secret is selected: copy it with your keyboard or menu.');
    }
  }

  return (
    <section className="sheet secret" aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`} tabIndex={-1} ref={heading}>
        The secret of {of}
      </h2>
      <p id={`${id}-hint`}>It is shown only this once. Copy it now and keep it in a safe place.</p>
      <div className="field">
        <label htmlFor={id}>Secret</label>
        <input
          id={id}
          ref={field}
          readOnly
          value={secret}
          aria-describedby={`${id}-hint`}
          spellCheck={false}
        />
      </div>
      <div className="actions">
        <button type="button" onClick={() => void copy()}>
          Copy
        </button>
        <button
          type="button"
          onClick={() => {
            onDone();
            focusTitle();
          }}
        >
          I have kept it
        </button>
      </div>
    </section>
  );
}
