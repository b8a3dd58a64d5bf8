import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize } from 'node:v8';
import { type Day, iso } from '../../market/day.ts';
import { type UserError, userError } from '../../market/problem.ts';
import type { DataSnapshot } from '../../market/stocks/data-snapshot.ts';
import type { Issuer } from '../../market/stocks/daily-slice.ts';
import type { RiskModel } from '../model.ts';
import type { RiskRules } from '../risk-rules.ts';
import { recordLength, decodeRecord, type RiskSession, extendToIssuers } from './daily-record.ts';

/**
 * A risk model on disk: a folder with `model.json` (this manifest, with the offset of each session), a file of daily
 * records (little-endian doubles) and the model states from which an extension can continue. A record or state listed
 * in `model.json` is never overwritten, and `model.json` is replaced atomically at the end, so an interrupted build
 * leaves the stored model unchanged.
 */
export interface RiskModelStore {
  readonly schema: 'inec1/4';
  readonly simulated: boolean;
  readonly rules: RiskRules;
  /** The data snapshot from which the sessions were read. */
  readonly snapshot: DataSnapshot;
  readonly issuers: readonly Issuer[];
  /** The file of daily records. */
  readonly file: string;
  readonly sessions: readonly StoredSession[];
  /** Ascending; the last is the state after the last session. Empty without sessions. */
  readonly states: readonly { readonly after: Day; readonly file: string }[];
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
}

export const SCHEMA: RiskModelStore['schema'] = 'inec1/4';
export const MANIFEST = 'model.json';

/**
 * Reads the manifest of a model folder.
 *
 * @throws UserError if the folder has no model, or one of another schema version.
 */
export function readModelStore(folder: string): RiskModelStore {
  const file = join(folder, MANIFEST);
  if (!existsSync(file)) {
    throw userError('no-risk-model', folder, 'contains no risk model.', 'Build one with `trrm risk build`.');
  }
  let found: unknown;
  try {
    found = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    found = null;
  }
  if (typeof found === 'object' && found !== null && 'schema' in found && found.schema === SCHEMA) {
    return found as RiskModelStore;
  }
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
  const { file } = states.at(-1)!;
  try {
    return deserialize(readFileSync(join(folder, file))) as RiskModel;
  } catch (error) {
    throw damagedStore(join(folder, file), error);
  }
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
 * @throws UserError if their file is missing or truncated.
 */
export function* readSessions(folder: string, store: RiskModelStore): Generator<RiskSession> {
  const path = join(folder, store.file);
  const file = openSessions(path, 'r');
  try {
    for (const session of store.sessions)
      yield extendToIssuers(sessionAt(file, path, session), store.issuers);
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

function sessionAt(file: number, path: string, { day, at, issuers }: StoredSession): RiskSession {
  const record = new Float64Array(recordLength(issuers));
  const bytes = new Uint8Array(record.buffer);
  const read = readSync(file, bytes, 0, bytes.length, at);
  if (read !== bytes.length) throw damagedStore(path, new Error(`it ends before session ${iso(day)}`));
  return decodeRecord(record, day, issuers);
}

export const damagedStore = (path: string, error: unknown): UserError =>
  userError(
    'risk-model-damaged',
    path,
    `is missing or damaged: ${(error as Error).message}.`,
    'Rebuild the model with `trrm risk build`.',
  );
