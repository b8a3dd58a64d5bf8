import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { request } from 'undici';
import { userError } from '../../market/problem.ts';
import type { SnapshotSource } from '../../snapshot/cache.ts';
import { parseDefinition } from '../sweep-folder.ts';
import type { SweepDefinition } from '../trials/plan-trials.ts';
import { LOOPBACK } from '../queue/queue-url.ts';
import { RESULTS, SNAPSHOTS, SWEEPS } from './exchange.ts';

/** How a worker gets what it needs and hands back what it made. */
export interface WorkerExchange {
  readonly snapshots: SnapshotSource;
  /** @throws UserError where the exchange does not have it. */
  readonly definition: (sweep: string) => Promise<SweepDefinition>;
  /** The folder in which the worker writes its parts. */
  readonly folder: string;
  readonly handIn: (file: string, name: string) => Promise<void>;
}

/** Through a folder that the sweep sees too. */
export const sharedFolder = (shared: string, worker: string): WorkerExchange => ({
  snapshots: { kind: 'folder', folder: join(shared, SNAPSHOTS) },
  definition: async (sweep) => {
    const file = join(shared, SWEEPS, `${sweep}.json`);
    return checked(existsSync(file) ? readFileSync(file, 'utf8') : null, sweep, shared);
  },
  folder: join(shared, RESULTS, worker),
  handIn: async () => {},
});

/**
 * From the address that `trrm sweep --serve` prints. It is on this machine, or the near end of a tunnel: market data are never sent
 * or fetched without encryption.
 *
 * @param folder of the worker's own, for parts until they are handed in.
 * @throws UserError for an address of another machine.
 */
export const servedExchange = (address: string, worker: string, folder: string): WorkerExchange => ({
  snapshots: { kind: 'http', address: onThisMachine(address) },
  definition: async (sweep) => {
    const { statusCode, body } = await request(new URL(`${SWEEPS}/${sweep}.json`, address));
    const text = await body.text();
    return checked(statusCode === 200 ? text : null, sweep, address);
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
        `was refused by the sweep (${statusCode}).`,
        'Check that the sweep still runs.',
      );
    rmSync(file);
  },
});

function checked(text: string | null, sweep: string, place: string): SweepDefinition {
  const found = text === null ? null : parseDefinition(text, sweep);
  if (found) return found;
  throw userError(
    'no-definition',
    sweep.slice(0, 12),
    text === null ? `is not a sweep at ${place}.` : `has another definition at ${place} than its id says.`,
    'Give the worker the folder or the address of the sweep.',
  );
}

function onThisMachine(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol === 'http:' && LOOPBACK.test(url.hostname)) return address;
  throw userError(
    'worker-address',
    '--from',
    `${JSON.stringify(address.slice(0, 80))} is not an address on this machine.`,
    'Give the address that trrm sweep --serve prints, through a tunnel from another machine.',
  );
}
