import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** A Redis of one's own on a free loopback port, with its append-only file in a folder of one's own. */
export interface OwnRedis {
  readonly port: number;
  readonly url: string;
  /** Starts it again on the same port and files; for after a `kill`. */
  readonly start: () => Promise<void>;
  /** Ends it at once, without a chance to write anything. */
  readonly kill: () => void;
  /** Runs `redis-cli`. @returns what it prints. */
  readonly command: (...words: readonly string[]) => string;
}

/** Why there is no Redis here, in a sentence; null where there is one. */
export function noRedis(): string | null {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return null;
  } catch {
    return 'there is no redis-server here';
  }
}

/** Starts a Redis. @throws Error where it does not answer within ten seconds. */
export async function ownRedis(folder: string): Promise<OwnRedis> {
  const port = await freePort();
  let server: ChildProcess | null = null;
  const command = (...words: readonly string[]): string =>
    execFileSync('redis-cli', ['-p', String(port), ...words], { stdio: 'pipe' }).toString();
  const start = async (): Promise<void> => {
    const files = ['--dir', folder, '--appendonly', 'yes', '--save', ''];
    const limits = ['--bind', '127.0.0.1', '--maxmemory-policy', 'noeviction'];
    server = spawn('redis-server', ['--port', String(port), ...limits, ...files], { stdio: 'ignore' });
    for (let i = 0; i < 100; i++) {
      await wait(100);
      try {
        command('ping');
        return;
      } catch {
        // It is still starting.
      }
    }
    throw new Error('Redis did not start');
  };
  await start();
  return { port, url: `redis://127.0.0.1:${port}`, start, kill: () => server?.kill('SIGKILL'), command };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
