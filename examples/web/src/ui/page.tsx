import { type ReactNode, useEffect, useRef, useState } from 'react';
import { explain } from '../api/errors.ts';

let opened = 0;

/** A page with its title. The heading gets the focus after a navigation, so that screen readers announce the page. */
export function Page({ title, children }: { title: string; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (opened++ > 0) heading.current?.focus();
  }, []);
  useEffect(() => {
    document.title = `${title} · Polity`;
  }, [title]);
  return (
    <>
      <h1 tabIndex={-1} ref={heading}>
        {title}
      </h1>
      {children}
    </>
  );
}

/** Gives the focus to the title of the page, when what had it is gone. */
export const focusTitle = (): void => document.querySelector('h1')?.focus();

const PATIENCE_MS = 300;

/** Shows that something is loading, but only after a while: a flash would disturb more than a short wait. */
export function Loading() {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return <p role="status">{isLate && <span className="working">Loading…</span>}</p>;
}

/** Says why a page cannot be shown, and offers to try again. */
export function Failure({ error, retry }: { error: unknown; retry: () => unknown }) {
  return (
    <div role="alert" className="notice">
      <p>{explain(error)}</p>
      <button type="button" onClick={() => void retry()}>
        Try again
      </button>
    </div>
  );
}
