import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyLedger } from '../../src/decision/ledger/verify-ledger.ts';
import { day } from '../../src/market/day.ts';
import { openStore } from '../../src/market/store/store.ts';
import type { Market } from './workplace.ts';

/**
 * What a store holds: the ledger, verified, and the status of the data. With the reason if it does not verify. Read in
 * this process, with the program's own modules: a process of its own takes a second.
 */
export async function stateOf(
  market: Market,
): Promise<{ readonly state: string } | { readonly broken: string }> {
  try {
    const store = await openStore(market.store, { purpose: 'soak', mode: 'read' });
    try {
      const verified = await verifyLedger(store);
      if (verified.kind === 'broken') return { broken: `the ledger is broken at entry ${verified.entry}` };
      const status = await store.status({ asOf: AT });
      return { state: hash(JSON.stringify([verified, status])) };
    } finally {
      await store.close();
    }
  } catch (error) {
    return { broken: String(error) };
  }
}

/** Any day after the simulated market's last. */
const AT = day('2026-01-01');

export const hash = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** A published folder: the hash of each file by name, without the store, the models and what begins with a dot. */
export function publishedIn(folder: string): string {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter(
      (entry) =>
        entry.isFile() && /\.(json|html|csv)$/.test(entry.name) && !/^\.|^sleeves\.json$/.test(entry.name),
    )
    .map(({ name }) => name)
    .sort();
  return names.map((name) => `${name} ${hash(readFileSync(join(folder, name)))}`).join('\n');
}

/** What is left of a publication that did not end: temporary files and folders. */
export const leftoversIn = (folder: string): string[] =>
  readdirSync(folder).filter((name) => name.startsWith('.') || /\.(tmp|new|old)$/.test(name));
