import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize } from 'node:v8';
import { type Day, iso } from '../../market/day.ts';
import { readChecksummedJson } from '../../market/files/checksummed-json.ts';
import { sha256 } from '../../market/files/sha256.ts';
import { type UserError, userError } from '../../market/problem.ts';
import type { DataSnapshot } from '../../market/stocks/data-snapshot.ts';
import type { Issuer } from '../../market/stocks/daily-slice.ts';
import { FACTOR_COUNT } from '../factors.ts';
import type { RiskModel } from '../model.ts';
import type { RiskRules } from '../risk-rules.ts';
import {
  decodeRecord,
  extendToIssuers,
  factorReturnsIn,
  recordLength,
  type RiskSession,
} from './daily-record.ts';

/**
 * A risk model on disk: a folder with `model.json` (this manifest, with the offset of each session), a file of daily
 * records (little-endian doubles) and the model states from which an extension can continue. A record or state listed
 * in `model.json` is never overwritten, and `model.json` is replaced atomically at the end, so an interrupted build
 * leaves the stored model unchanged. The manifest has the SHA-256 of itself and of every record and state, and nothing
 * is read without comparing it.
 */
export interface RiskModelStore {
  readonly simulated: boolean;
  readonly rules: RiskRules;
  /** The data snapshot from which the sessions were read. */
  readonly snapshot: DataSnapshot;
  readonly issuers: readonly Issuer[];
  /** The file of daily records. */
  readonly file: string;
  readonly sessions: readonly StoredSession[];
  /** Ascending; the last is the state after the last session. Empty without sessions. */
  readonly states: readonly { readonly after: Day; readonly file: string; readonly sha256: string }[];
}

/** The entry of one session in `model.json`; entries ascend by day. */
export interface StoredSession {
  readonly day: Day;
  /** Byte offset of its daily record. */
  readonly at: number;
  /** Number of issuers in the daily record: the first ones of the store's list. */
  readonly issuers: number;
  /** Stocks in the regression; 0 if there was none. */
  readonly stocks: number;
  /** Of its daily record. */
  readonly sha256: string;
}

export const SCHEMA = 'inec1/7';
export const MANIFEST = 'model.json';

/**
 * Reads the manifest of a model folder.
 *
 * @throws UserError if the folder has no model, or one of another schema version, or its manifest was changed.
 */
export function readModelStore(folder: string): RiskModelStore {
  const file = join(folder, MANIFEST);
  if (!existsSync(file)) {
    throw userError('no-risk-model', folder, 'contains no risk model.', 'Build one with `trrm risk build`.');
  }
  const found = readChecksummedJson(file, SCHEMA);
  if (found.kind === 'intact') return found.contents as RiskModelStore;
  if (found.kind === 'damaged') throw damagedStore(file, DIFFERS);
  throw userError(
    'risk-model-version',
    file,
    'is not a risk model of this version.',
    'Rebuild it with `trrm risk build`.',
  );
}

/** The store as of a session for which it has a state. */
export const storeUpTo = (store: RiskModelStore, day: Day): RiskModelStore => ({
  ...store,
  sessions: store.sessions.filter((s) => s.day <= day),
  states: store.states.filter((s) => s.after <= day),
});

/**
 * The model state after the store's last session.
 *
 * @throws UserError if its file is missing or damaged.
 */
export function readState(folder: string, { states }: RiskModelStore): RiskModel {
  const state = states.at(-1)!;
  const bytes = stateBytes(folder, state);
  try {
    return deserialize(bytes) as RiskModel;
  } catch (error) {
    // Another version of Node may not read what this one wrote.
    throw damagedStore(join(folder, state.file), error);
  }
}

/** The bytes of a state. @throws UserError if its file is missing or was changed. */
export function stateBytes(
  folder: string,
  { file, sha256: recorded }: RiskModelStore['states'][number],
): Buffer {
  let bytes: Buffer;
  try {
    bytes = readFileSync(join(folder, file));
  } catch (error) {
    throw damagedStore(join(folder, file), error);
  }
  if (sha256(bytes) !== recorded) throw damagedStore(join(folder, file), DIFFERS);
  return bytes;
}

/** One stored session, extended to all issuers of the store; null if the store does not have the day. */
export function readSession(folder: string, store: RiskModelStore, day: Day): RiskSession | null {
  const found = store.sessions.find((s) => s.day === day);
  if (!found) return null;
  const [session] = readSessions(folder, { ...store, sessions: [found] });
  return session!;
}

/**
 * Iterates over the stored sessions in ascending order, each extended to all issuers of the store.
 *
 * @param folder the model's folder.
 * @param store its manifest: `store` of a `RiskModelAt`.
 * @returns sessions one at a time, so that a long history needs little memory.
 * @throws UserError if their file is missing, truncated or changed.
 * @example
 * import { FACTORS, readRiskModel, readSessions } from 'trrm/risk';
 *
 * const { folder, store } = readRiskModel('.trrm/demo/inec1');
 * let total = 0;
 * for (const { factorReturns } of readSessions(folder, store)) total += factorReturns[FACTORS.indexOf('VALUE')] || 0;
 * console.log(`sum of daily VALUE returns: ${total}`);
 */
export function* readSessions(folder: string, store: RiskModelStore): Generator<RiskSession> {
  const path = join(folder, store.file);
  const file = openSessions(path, 'r');
  try {
    for (const session of store.sessions)
      yield extendToIssuers(sessionAt(file, path, session, store.rules), store.issuers);
  } finally {
    closeSync(file);
  }
}

/**
 * The factor returns of the stored sessions, [sessions × 39] in the order of `FACTORS`: what a regression on factors needs, without
 * the memory of whole sessions. Each session's bytes are checked as `readSessions` checks them.
 *
 * @throws UserError if their file is missing, truncated or changed.
 */
export function readFactorReturns(folder: string, store: RiskModelStore): Float64Array {
  const returns = new Float64Array(store.sessions.length * FACTOR_COUNT);
  let t = 0;
  for (const { record, issuers } of checkedRecords(folder, store))
    returns.set(factorReturnsIn(record, issuers), t++ * FACTOR_COUNT);
  return returns;
}

/** Compares the bytes of the stored sessions with their checksums. @throws UserError if they are missing, truncated or changed. */
export function checkSessions(folder: string, store: RiskModelStore): void {
  for (const _ of checkedRecords(folder, store)) continue;
}

/** The records of the stored sessions, checked. All share one memory: a record is gone when the next is read. */
function* checkedRecords(
  folder: string,
  { file: name, sessions }: RiskModelStore,
): Generator<{ readonly record: Float64Array; readonly issuers: number }> {
  const path = join(folder, name);
  const file = openSessions(path, 'r');
  const longest = sessions.reduce((most, s) => Math.max(most, s.issuers), 0);
  const room = new Float64Array(recordLength(longest));
  try {
    for (const session of sessions) {
      const record = room.subarray(0, recordLength(session.issuers));
      readRecord(file, path, session, record);
      yield { record, issuers: session.issuers };
    }
  } finally {
    closeSync(file);
  }
}

/** Opens the file of daily records. @throws UserError if it cannot be opened. */
export function openSessions(path: string, mode: 'r' | 'r+'): number {
  try {
    return openSync(path, mode);
  } catch (error) {
    throw damagedStore(path, error);
  }
}

function sessionAt(file: number, path: string, session: StoredSession, rules: RiskRules): RiskSession {
  const record = new Float64Array(recordLength(session.issuers));
  readRecord(file, path, session, record);
  return decodeRecord(record, session.day, session.issuers, rules);
}

/** Fills a record with the bytes of a session, and checks them. */
function readRecord(
  file: number,
  path: string,
  { day, at, sha256: recorded }: StoredSession,
  record: Float64Array,
): void {
  const bytes = new Uint8Array(record.buffer, record.byteOffset, record.byteLength);
  const read = readSync(file, bytes, 0, bytes.length, at);
  if (read !== bytes.length) throw damagedStore(path, new Error(`it ends before session ${iso(day)}`));
  if (sha256(bytes) !== recorded) throw damagedStore(path, new Error(`session ${iso(day)} was changed`));
}

const DIFFERS = new Error('its contents do not match their SHA-256');

export const damagedStore = (path: string, error: unknown): UserError =>
  userError(
    'risk-model-damaged',
    path,
    `is missing or damaged: ${(error as Error).message}.`,
    'Rebuild the model with `trrm risk build`.',
  );
