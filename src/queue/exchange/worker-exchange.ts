import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { request } from 'undici';
import { sha256 } from '../../market/files/sha256.ts';
import { userError } from '../../market/problem.ts';
import type { SnapshotSource } from '../../snapshot/cache.ts';
import { LOOPBACK } from '../queue-url.ts';
import { INPUTS, RESULTS, SNAPSHOTS } from './exchange.ts';

/** How a worker gets what it needs and hands back what it made. */
export interface WorkerExchange {
  readonly snapshots: SnapshotSource;
  /** What jobs are run with, by its hash. @throws UserError where the exchange does not have it, or has other bytes. */
  readonly input: (hash: string) => Promise<Buffer>;
  /** The folder in which the worker writes its results. */
  readonly folder: string;
  readonly handIn: (file: string, name: string) => Promise<void>;
}

/** Through a folder that the coordinator sees too. */
export const sharedFolder = (shared: string, worker: string): WorkerExchange => ({
  snapshots: { kind: 'folder', folder: join(shared, SNAPSHOTS) },
  input: async (hash) => {
    const file = join(shared, INPUTS, hash);
    return checked(existsSync(file) ? readFileSync(file) : null, hash, shared);
  },
  folder: join(shared, RESULTS, worker),
  handIn: async () => {},
});

/**
 * From the address that `--serve` prints. It is on this machine, or the near end of a tunnel: market data and accounts are never sent
 * or fetched without encryption.
 *
 * @param folder of the worker's own, for results until they are handed in.
 * @throws UserError for an address of another machine.
 */
export const servedExchange = (address: string, worker: string, folder: string): WorkerExchange => ({
  snapshots: { kind: 'http', address: onThisMachine(address) },
  input: async (hash) => {
    const { statusCode, body } = await request(new URL(`${INPUTS}/${hash}`, address));
    const content = Buffer.from(await body.arrayBuffer());
    return checked(statusCode === 200 ? content : null, hash, address);
  },
  folder,
  handIn: async (file, name) => {
    const { statusCode, body } = await request(new URL(`${RESULTS}/${worker}/${name}`, address), {
      method: 'PUT',
      body: readFileSync(file),
    });
    await body.dump();
    if (statusCode !== 201)
      throw userError(
        'hand-in',
        name,
        `was refused by the coordinator (${statusCode}).`,
        'Check that the sweep or the book still runs.',
      );
    rmSync(file);
  },
});

function checked(content: Buffer | null, hash: string, place: string): Buffer {
  if (content !== null && sha256(content) === hash) return content;
  throw userError(
    'no-input',
    hash.slice(0, 12),
    content === null ? `is not at ${place}.` : `has other bytes at ${place} than its hash says.`,
    'Give the worker the folder or the address of the sweep or the book.',
  );
}

function onThisMachine(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol === 'http:' && LOOPBACK.test(url.hostname)) return address;
  throw userError(
    'worker-address',
    '--from',
    `${JSON.stringify(address.slice(0, 80))} is not an address on this machine.`,
    'Give the address that --serve prints, through a tunnel from another machine.',
  );
}
