import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Day } from '../../market/day.ts';
import type { DataSnapshot } from '../../market/stocks/data-snapshot.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';
import type { Manifest } from '../document/decision.ts';
import { sha256 } from '../../market/files/sha256.ts';
import type { ModelBuildOptions } from './model-build-options.ts';
import type { StockSnapshotResult } from './stock-snapshot-provider.ts';

/*
 * The stock snapshots of the last run, in a file of the risk model's folder: a what-if about the same month then needs
 * neither the models nor the prices. The file starts with the hash of everything that determines its contents, and
 * is read only where that is the hash of the run that asks; a replay never reads it.
 */
const FILE = 'closes.bin';
const HASH_LENGTH = 64;

/** What determines the stock snapshots of a run. */
export interface ClosesKey {
  readonly engine: Manifest['engine'];
  readonly book: Pick<RuleBook, 'risk' | 'sleeves'>;
  /** Of the run's as-of date. */
  readonly dataSnapshot: DataSnapshot;
}

type Provider = (day: Day) => Promise<StockSnapshotResult>;

/**
 * Stock snapshots as `make` gives them, read where the last run kept them.
 *
 * @param options writable where what is made shall be kept: by a single run, whose closes are two.
 */
export function withKeptCloses(
  make: () => Promise<Provider>,
  determinedBy: ClosesKey,
  { cache }: Pick<ModelBuildOptions, 'cache'>,
): Provider {
  let made: Promise<Provider> | null = null;
  const provide: Provider = async (day) => (await (made ??= make()))(day);
  // Code that was not built has no hash.
  if (cache === null || determinedBy.engine.sources === 'unbuilt') return provide;
  const file = join(cache.riskModel, FILE);
  const key = hashOf(determinedBy);
  const kept = readCloses(file, key);
  return async (day) => {
    const found = kept.get(day);
    if (found) return found;
    const result = await provide(day);
    // Without a snapshot there may be no folder, and nothing worth keeping.
    if (cache.writable && result.snapshot !== null) {
      kept.set(day, result);
      writeCloses(file, key, kept);
    }
    return result;
  };
}

/** Another version of V8 may not read what this one wrote. */
const hashOf = ({ engine, book, dataSnapshot }: ClosesKey): string =>
  sha256(JSON.stringify([process.versions.v8, engine, book.risk, book.sleeves, dataSnapshot]));

/** Empty where the file is missing, damaged, or not of this key. */
function readCloses(file: string, key: string): Map<Day, StockSnapshotResult> {
  try {
    const bytes = readFileSync(file);
    const body = bytes.subarray(2 * HASH_LENGTH);
    const isIntact = bytes.toString('latin1', 0, 2 * HASH_LENGTH) === `${key}${sha256(body)}`;
    return isIntact ? (deserialize(body) as Map<Day, StockSnapshotResult>) : new Map();
  } catch {
    return new Map();
  }
}

/**
 * Replaces the file as a whole. It is not flushed: damage by a power cut is detected. Where the folder cannot be written
 * to, nothing is kept, as the result does not depend on it.
 */
function writeCloses(file: string, key: string, closes: ReadonlyMap<Day, StockSnapshotResult>): void {
  const body = serialize(closes);
  try {
    writeFileSync(`${file}.new`, Buffer.concat([Buffer.from(`${key}${sha256(body)}`), body]));
    renameSync(`${file}.new`, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
  }
}
