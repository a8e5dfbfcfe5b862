import { type AnchorHTMLAttributes, type MouseEvent, useSyncExternalStore } from 'react';

const BASE = '/app';
const MOVED = 'polity:moved';

function onMove(listener: () => void): () => void {
  addEventListener('popstate', listener);
  addEventListener(MOVED, listener);
  return () => {
    removeEventListener('popstate', listener);
    removeEventListener(MOVED, listener);
  };
}

const currentPath = () => location.pathname.slice(BASE.length) || '/';

/** Returns the path of the page below /app. */
export const usePath = (): string => useSyncExternalStore(onMove, currentPath);

export function navigate(to: string): void {
  history.pushState(null, '', `${BASE}${to}`);
  dispatchEvent(new Event(MOVED));
}

/** Removes the query from the address of the page, also from the history. */
export const forgetQuery = (): void => history.replaceState(null, '', location.pathname);

type LinkProps = AnchorHTMLAttributes<HTMLAnchorElement> & { to: string };

/** A link to a page of this application. Opening it in a new tab works as usual. */
export function Link({ to, ...rest }: LinkProps) {
  const path = usePath();
  const follow = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    navigate(to);
  };
  return (
    <a href={`${BASE}${to}`} aria-current={path === to ? 'page' : undefined} onClick={follow} {...rest} />
  );
}
