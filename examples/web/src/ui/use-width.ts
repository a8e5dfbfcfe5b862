import { type RefCallback, useCallback, useState } from 'react';

/** Returns a reference for an element and its width in pixels, which follows the window. */
export function useWidth(): [RefCallback<HTMLElement>, number] {
  const [width, setWidth] = useState(320);
  const observe = useCallback((element: HTMLElement | null) => {
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => setWidth(entry!.contentRect.width));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [observe, width];
}
