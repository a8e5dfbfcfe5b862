import { createServer } from 'node:net';

/** @throws when the process cannot listen on this address and port; the message names the setting to change */
export async function requireFreePort(setting: string, host: string, port: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const socket = createServer().once('error', reject).listen({ host, port }, resolve);
  try {
    await promise;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    const message = describeListenError(code, setting, host, port);
    throw message === undefined ? error : new Error(message, { cause: error });
  } finally {
    socket.close();
  }
}

/** Returns which setting to change when `listen` fails with this code; undefined when no setting explains the code. */
export function describeListenError(
  code: string,
  setting: string,
  host: string,
  port: number,
): string | undefined {
  const command = setting === 'WORKER_PORT' ? 'npm run worker' : 'npm start';
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is in use. Stop the process that uses it, or choose another: ${setting}=${port + 1} ${command}`;
    case 'EACCES':
      return `${setting}=${port}: this user may not listen on ports below 1024. Choose another: ${setting}=4000 ${command}`;
    case 'EADDRNOTAVAIL':
      return `HOST=${host} is not an address of this machine. Use one of its addresses, localhost, or 0.0.0.0 for all.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `HOST=${host} is not a host name that this machine can resolve. Use one of its addresses, localhost, or 0.0.0.0 for all.`;
    case 'EINVAL':
    case 'EAFNOSUPPORT':
      return `HOST=${host} is not an address to listen on. Use one of the addresses of this machine, localhost, or 0.0.0.0 for all.`;
    default:
      return undefined;
  }
}
