import { createReadStream, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { INPUTS, RESULTS, SNAPSHOTS } from './exchange.ts';

/** The one address that is listened on; other machines come through a tunnel. */
const LOOPBACK = '127.0.0.1';
/** A result is some hundred rows, or the files of some dozen clients; more bytes are something else. */
const MOST_BYTES = 256 * 1024 ** 2;

const HASH = '[0-9a-f]{64}';
const READABLE = new RegExp(`^(${SNAPSHOTS}/${HASH}/[a-z0-9_-]+\\.[a-z]+|${INPUTS}/${HASH})$`);
const WRITABLE = new RegExp(`^${RESULTS}/[A-Za-z0-9_-]{1,80}/[0-9a-f]{32}\\.(parquet|json)$`);

export interface ServedExchange {
  /** With a secret in its path, so that other users of this machine cannot hand in results. */
  readonly address: string;
  readonly close: () => Promise<void>;
}

/**
 * Serves an exchange on this machine: snapshots and inputs by hash to read, and results to hand in.
 *
 * @param port 0 for any free one.
 * @throws the system's error where the port is taken.
 */
export async function serveExchange(exchange: string, port: number): Promise<ServedExchange> {
  const secret = randomBytes(16).toString('hex');
  const server = createServer({ requestTimeout: 60_000, headersTimeout: 30_000 }, (request, response) => {
    void answer(exchange, secret, request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => resolve());
  });
  return {
    address: `http://${LOOPBACK}:${(server.address() as AddressInfo).port}/${secret}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  exchange: string,
  secret: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const end = (status: number): void => {
    response.writeHead(status, { 'Content-Type': 'text/plain', 'X-Content-Type-Options': 'nosniff' });
    response.end();
  };
  const start = `/${secret}/`;
  const path = request.url ?? '';
  if (!path.startsWith(start)) return end(404);
  const name = path.slice(start.length);
  if (request.method === 'GET' && READABLE.test(name)) {
    const file = join(exchange, name);
    const size = statSync(file, { throwIfNoEntry: false })?.size;
    if (size === undefined) return end(404);
    response.writeHead(200, { 'Content-Type': 'application/octet-stream', 'Content-Length': size });
    createReadStream(file).pipe(response);
    return;
  }
  if (request.method === 'PUT' && WRITABLE.test(name))
    return end(await receive(request, join(exchange, name)));
  return end(404);
}

/** Writes what is handed in, all of it or nothing. @returns the status to answer with. */
async function receive(request: IncomingMessage, file: string): Promise<number> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request) {
    pieces.push(piece as Buffer);
    size += (piece as Buffer).length;
    if (size > MOST_BYTES) return 413;
  }
  const draft = `${file}.new`;
  try {
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(draft, Buffer.concat(pieces));
    renameSync(draft, file);
    return 201;
  } catch {
    rmSync(draft, { force: true });
    return 507;
  }
}
