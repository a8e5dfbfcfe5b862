import { pathToFileURL } from 'node:url';
import { type ErrorHandler, onError } from '../tracing/error-reports.ts';

/**
 * Reports unexpected errors to the default export of the file, until the returned function is called.
 * @throws if it has no function as its default export
 */
export async function loadErrorReporter(file: string | undefined): Promise<() => void> {
  if (!file) return () => undefined;
  const { default: handler } = (await import(pathToFileURL(file).href)) as { default?: ErrorHandler };
  if (typeof handler !== 'function') throw new Error(`${file} has no function as its default export.`);
  return onError(handler);
}
