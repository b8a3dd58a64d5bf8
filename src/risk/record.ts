import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Day } from '../market/day.ts';
import { userError } from '../market/problem.ts';
import type { ShareReading } from '../market/stocks/share-reading.ts';
import type { Issuer } from './day-slice.ts';
import type { RiskModel } from './model.ts';
import type { RiskRules } from './risk-rules.ts';
import { blockLength, readBlock, type RiskSession, writeBlock } from './session-block.ts';

/**
 * A built model on disk: a folder with `model.json` (what it is and where each session lies), `sessions.bin` (a
 * block of little-endian doubles a session) and the state that the next session needs. `model.json` is replaced last
 * and whole, so a build or extension that is killed leaves the record as it was.
 */
export interface RiskRecord {
  readonly schema: 'inec1/3';
  readonly simulated: boolean;
  readonly rules: RiskRules;
  /** What the sessions were read from. */
  readonly reading: ShareReading;
  readonly issuers: readonly Issuer[];
  /** Ascending; byte offset of its block and its number of issuers, the first so many of `issuers`. */
  readonly sessions: readonly { readonly day: Day; readonly at: number; readonly issuers: number }[];
  /** The file of the state after the last session. */
  readonly state: string;
}

const MANIFEST = 'model.json';
const SESSIONS = 'sessions.bin';

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
  if (typeof found === 'object' && found !== null && 'schema' in found && found.schema === 'inec1/3') {
    return found as RiskRecord;
  }
  throw userError(
    'risk-model-version',
    file,
    'is not a risk model of this version.',
    'Build it again with `trrm risk build`.',
  );
}

/** The state after the record's last session. */
export const readState = (folder: string, record: RiskRecord): RiskModel =>
  deserialize(readFileSync(join(folder, record.state))) as RiskModel;

/** One session of a record; null where it has no such day. */
export function readSession(folder: string, record: RiskRecord, day: Day): RiskSession | null {
  const found = record.sessions.find((s) => s.day === day);
  if (!found) return null;
  const file = openSync(join(folder, SESSIONS), 'r');
  try {
    return sessionAt(file, found);
  } finally {
    closeSync(file);
  }
}

/** The sessions of a record in order, one at a time. */
export function* readSessions(folder: string, record: RiskRecord): Generator<RiskSession> {
  const file = openSync(join(folder, SESSIONS), 'r');
  try {
    for (const session of record.sessions) yield sessionAt(file, session);
  } finally {
    closeSync(file);
  }
}

function sessionAt(file: number, { day, at, issuers }: RiskRecord['sessions'][number]): RiskSession {
  const block = new Float64Array(blockLength(issuers));
  const bytes = new Uint8Array(block.buffer);
  const read = readSync(file, bytes, 0, bytes.length, at);
  if (read !== bytes.length) {
    throw userError(
      'risk-model-cut',
      SESSIONS,
      'is shorter than its list of sessions.',
      'Build the model again.',
    );
  }
  return readBlock(block, day, issuers);
}

/** Adds sessions to a record, or begins one; nothing counts until `commit`. */
export interface RecordWriter {
  add(session: RiskSession): void;
  commit(model: RiskModel, reading: ShareReading): RiskRecord;
  /** Lets go of the file; without `commit` the record stays as it was. */
  close(): void;
}

export function writeRecord(
  folder: string,
  start: Pick<RiskRecord, 'simulated' | 'rules' | 'issuers'> & { readonly before: RiskRecord | null },
): RecordWriter {
  mkdirSync(folder, { recursive: true });
  const { before } = start;
  const sessions = [...(before?.sessions ?? [])];
  const last = sessions.at(-1);
  let end = last ? last.at + 8 * blockLength(last.issuers) : 0;
  // A new build writes beside the old one until it is done.
  const working = before ? SESSIONS : `${SESSIONS}.new`;
  const file = openSync(join(folder, working), before ? 'r+' : 'w');
  // What an extension that was killed had written is not part of the record.
  ftruncateSync(file, end);
  return {
    add(session) {
      const block = writeBlock(session);
      writeSync(file, new Uint8Array(block.buffer), 0, block.byteLength, end);
      sessions.push({ day: session.day, at: end, issuers: session.returns.length });
      end += block.byteLength;
    },
    commit(model, reading) {
      fsyncSync(file);
      const state = `state-${sessions.at(-1)?.day ?? 0}-${sessions.length}.bin`;
      writeFileSync(join(folder, state), serialize(model));
      const record: RiskRecord = {
        schema: 'inec1/3',
        simulated: start.simulated,
        rules: start.rules,
        reading,
        issuers: start.issuers,
        sessions,
        state,
      };
      if (!before) renameSync(join(folder, working), join(folder, SESSIONS));
      writeFileSync(join(folder, `${MANIFEST}.new`), JSON.stringify(record));
      renameSync(join(folder, `${MANIFEST}.new`), join(folder, MANIFEST));
      if (before && before.state !== state) rmSync(join(folder, before.state), { force: true });
      return record;
    },
    close: () => closeSync(file),
  };
}
