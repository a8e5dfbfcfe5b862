import Bowser from 'bowser';

/** Returns the program and the operating system of a User-Agent for display; the header itself if it names neither. */
export function describeDevice(userAgent: string | null): string | null {
  if (!userAgent) return null;
  const { browser, os } = Bowser.parse(userAgent);
  return [browser.name, os.name && `on ${os.name}`].filter(Boolean).join(' ') || userAgent.slice(0, 100);
}
