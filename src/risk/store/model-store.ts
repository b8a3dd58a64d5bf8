import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize } from 'node:v8';
import { type Day, iso } from '../../market/day.ts';
import { type UserError, userError } from '../../market/problem.ts';
import type { ShareReading } from '../../market/stocks/data-snapshot.ts';
import type { Issuer } from '../day-slice.ts';
import type { RiskModel } from '../model.ts';
import type { RiskRules } from '../risk-rules.ts';
import { blockLength, readBlock, type RiskSession, withIssuers } from './daily-record.ts';

/**
 * A built model on disk: a folder with `model.json` (what it is and where each session lies), a file of sessions (a
 * block of little-endian doubles each) and states to go on from. No block or state that `model.json` speaks of is ever
 * written over, and `model.json` is replaced last and whole: a build that is killed leaves the record as it was.
 */
export interface RiskRecord {
  readonly schema: 'inec1/3';
  readonly simulated: boolean;
  readonly rules: RiskRules;
  /** What the sessions were read from. */
  readonly reading: ShareReading;
  readonly issuers: readonly Issuer[];
  /** The file of the sessions' blocks. */
  readonly file: string;
  readonly sessions: readonly RecordedSession[];
  /** Ascending; the last is that after the last session. None where there are no sessions. */
  readonly states: readonly { readonly after: Day; readonly file: string }[];
}

/** Ascending by day. */
export interface RecordedSession {
  readonly day: Day;
  /** Byte offset of its block. */
  readonly at: number;
  /** How many issuers there were, the first so many of the record's. */
  readonly issuers: number;
  /** Issuers in the fit; 0 where there was no regression. */
  readonly names: number;
}

export const SCHEMA: RiskRecord['schema'] = 'inec1/3';
export const MANIFEST = 'model.json';

/** @throws UserError where the folder holds no model, or one of another version. */
export function readRecord(folder: string): RiskRecord {
  const file = join(folder, MANIFEST);
  if (!existsSync(file)) {
    throw userError('no-risk-model', folder, 'holds no risk model.', 'Build one with `trrm risk build`.');
  }
  let found: unknown;
  try {
    found = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    found = null;
  }
  if (typeof found === 'object' && found !== null && 'schema' in found && found.schema === SCHEMA) {
    return found as RiskRecord;
  }
  throw userError(
    'risk-model-version',
    file,
    'is not a risk model of this version.',
    'Build it again with `trrm risk build`.',
  );
}

/** The record as it was after a session that it has a state of. */
export const recordThrough = (record: RiskRecord, day: Day): RiskRecord => ({
  ...record,
  sessions: record.sessions.filter((s) => s.day <= day),
  states: record.states.filter((s) => s.after <= day),
});

/**
 * The state after the record's last session.
 *
 * @throws UserError where its file is gone or damaged.
 */
export function readState(folder: string, { states }: RiskRecord): RiskModel {
  const { file } = states.at(-1)!;
  try {
    return deserialize(readFileSync(join(folder, file))) as RiskModel;
  } catch (error) {
    throw damaged(join(folder, file), error);
  }
}

/** One session of a record, with all issuers that the record has; null where it has no such day. */
export function readSession(folder: string, record: RiskRecord, day: Day): RiskSession | null {
  const found = record.sessions.find((s) => s.day === day);
  if (!found) return null;
  const [session] = readSessions(folder, { ...record, sessions: [found] });
  return session!;
}

/**
 * The sessions of a record in order, one at a time, each with all issuers that the record has.
 *
 * @throws UserError where their file is gone or cut.
 */
export function* readSessions(folder: string, record: RiskRecord): Generator<RiskSession> {
  const path = join(folder, record.file);
  const file = openSessions(path, 'r');
  try {
    for (const session of record.sessions) yield withIssuers(sessionAt(file, path, session), record.issuers);
  } finally {
    closeSync(file);
  }
}

/** @throws UserError where it cannot be opened. */
export function openSessions(path: string, how: 'r' | 'r+'): number {
  try {
    return openSync(path, how);
  } catch (error) {
    throw damaged(path, error);
  }
}

function sessionAt(file: number, path: string, { day, at, issuers }: RecordedSession): RiskSession {
  const block = new Float64Array(blockLength(issuers));
  const bytes = new Uint8Array(block.buffer);
  const read = readSync(file, bytes, 0, bytes.length, at);
  if (read !== bytes.length) throw damaged(path, new Error(`it ends before the session ${iso(day)}`));
  return readBlock(block, day, issuers);
}

export const damaged = (path: string, error: unknown): UserError =>
  userError(
    'risk-model-damaged',
    path,
    `is missing or damaged: ${(error as Error).message}.`,
    'Build the model again with `trrm risk build`.',
  );
