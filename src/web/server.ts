import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { type GuardedServer, refusalOf, SECURITY_HEADERS } from './guard.ts';

/** The one address that is listened on; there is no option for another. */
const LOOPBACK = '127.0.0.1';

/** Longest time in which a client must have sent its request, in milliseconds. */
const REQUEST_TIMEOUT = 30_000;

export interface ServerOptions {
  /** 0 for any free port. */
  readonly port: number;
  readonly token: string;
  readonly open: ReadonlySet<string>;
  readonly fetch: (request: Request) => Response | Promise<Response>;
}

export interface RunningServer {
  /** The address to open, with the token in its fragment, which a browser never sends. */
  readonly url: string;
  readonly port: number;
  readonly close: () => Promise<void>;
}

/**
 * Listens on the loopback interface. Every request passes the guard before anything parses it, and every answer, also a refusal
 * or an error, carries the security headers.
 *
 * @throws the system's error where the port is taken.
 */
export async function startServer({ port, token, open, fetch }: ServerOptions): Promise<RunningServer> {
  const listener = getRequestListener(fetch, { overrideGlobalObjects: false });
  const guarded: { port: number } & Omit<GuardedServer, 'port'> = { port, token, open };
  const server = createServer(
    { requestTimeout: REQUEST_TIMEOUT, headersTimeout: REQUEST_TIMEOUT },
    (request: IncomingMessage, response: ServerResponse) => {
      for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
      const refusal = refusalOf(request, guarded);
      if (refusal) {
        response.writeHead(refusal.status, {
          'Content-Type': 'text/plain; charset=utf-8',
          // The rest of a refused request is not read.
          Connection: 'close',
        });
        response.end(`${refusal.message}\n`);
        return;
      }
      void listener(request, response);
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => resolve());
  });
  guarded.port = (server.address() as AddressInfo).port;
  return {
    url: `http://${LOOPBACK}:${guarded.port}/#t=${token}`,
    port: guarded.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
