import { type ReactNode, useState } from 'react';
import { isUserError } from '../../api/errors.ts';
import { Page } from '../../ui/page.tsx';
import { forgetQuery, Link } from '../../ui/router.tsx';

interface LinkPageProps {
  title: string;
  /** What to do when the link is used, replaced or expired. */
  advice: ReactNode;
  /** What has happened. */
  done: string;
  /** Shows the forms. `send` does the work with the link. */
  children(token: string, send: (work: () => Promise<unknown>) => Promise<void>): ReactNode;
}

/**
 * The page behind a mailed link. Opening it changes nothing, because mail programs follow links, too.
 *
 * Security: a token that was used leaves the address of the page, and so the history of the browser.
 */
export function LinkPage({ title, advice, done, children }: LinkPageProps) {
  const [token] = useState(() => new URLSearchParams(location.search).get('token'));
  const [state, setState] = useState<'open' | 'dead' | 'done'>(token ? 'open' : 'dead');

  async function send(work: () => Promise<unknown>) {
    try {
      await work();
      setState('done');
    } catch (error) {
      if (!isUserError(error, 'INVALID_TOKEN', 'EXPIRED')) throw error;
      setState('dead');
    }
    forgetQuery();
  }

  return (
    <Page title={title}>
      {state === 'done' ? (
        <>
          <p role="status">{done}</p>
          <p>
            <Link to="/">Go to your projects</Link>
          </p>
        </>
      ) : state === 'dead' || !token ? (
        <DeadLink>{advice}</DeadLink>
      ) : (
        children(token, send)
      )}
    </Page>
  );
}

/** Says that a link does not work, and what to do. */
export function DeadLink({ children }: { children: ReactNode }) {
  return (
    <div role="alert" className="notice">
      <p>This link is not valid any more. It was used, replaced by a newer one, or has expired.</p>
      {children}
    </div>
  );
}
