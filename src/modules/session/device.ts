import Bowser from 'bowser';

/** The program and system that a User-Agent names, for people; the header itself when it names none. */
export function describeDevice(userAgent: string | null): string | null {
  if (!userAgent) return null;
  const { browser, os } = Bowser.parse(userAgent);
  return [browser.name, os.name && `on ${os.name}`].filter(Boolean).join(' ') || userAgent.slice(0, 100);
}
