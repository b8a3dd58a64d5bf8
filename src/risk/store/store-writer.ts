import {
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { type Day, monthNumber } from '../../market/day.ts';
import type { ShareReading } from '../../market/stocks/data-snapshot.ts';
import type { RiskModel } from '../model.ts';
import { damaged, MANIFEST, openSessions, readRecord, type RiskRecord, SCHEMA } from './model-store.ts';
import { blockLength, type RiskSession, writeBlock } from './daily-record.ts';

const SESSIONS = /^sessions-(\d+)\.bin$/;
const OWN_FILES = /^(sessions|state)-.*\.bin$|^sessions\.bin(\.new)?$|^model\.json\.new$/;

/** Adds sessions to a record, or begins one; nothing counts until `commit`. */
export interface RecordWriter {
  readonly add: (session: RiskSession) => void;
  /** Keeps the model as it stands after the session added last, to go on from there. */
  readonly keepState: (model: RiskModel) => void;
  /** Of the states those from a day on stay that are the last of their months, and the last of all; the others go. */
  readonly commit: (reading: ShareReading, statesFrom: Day) => RiskRecord;
  /** Lets go of the file; without `commit` the record stays as it was. */
  readonly close: () => void;
}

/**
 * @param start `before` is the record to go on from, as it is in the folder or as it was after one of its states; what
 *   it had after that stays in the file, unused, until the next build. Null begins anew.
 */
export function writeRecord(
  folder: string,
  start: Pick<RiskRecord, 'simulated' | 'rules' | 'issuers'> & { readonly before: RiskRecord | null },
): RecordWriter {
  mkdirSync(folder, { recursive: true });
  const { before, ...what } = start;
  const name = before?.file ?? `sessions-${nextNumber(folder)}.bin`;
  const path = join(folder, name);
  const file = before ? openSessions(path, 'r+') : openSync(path, 'w');
  const sessions = [...(before?.sessions ?? [])];
  const states = [...(before?.states ?? [])];
  let end = before ? endOf(readRecord(folder)) : 0;
  if (fstatSync(file).size < end) {
    closeSync(file);
    throw damaged(path, new Error('it is shorter than the list of its sessions'));
  }
  // What an extension that was killed had written is not part of the record.
  ftruncateSync(file, end);
  return {
    add(session) {
      const block = writeBlock(session);
      writeSync(file, new Uint8Array(block.buffer), 0, block.byteLength, end);
      const names = session.method === 'none' ? 0 : session.names;
      sessions.push({ day: session.day, at: end, issuers: session.returns.length, names });
      end += block.byteLength;
    },
    keepState(model) {
      const after = sessions.at(-1)?.day;
      if (after === undefined || states.at(-1)?.after === after) return;
      // The offset makes the name one that no committed state has.
      const state = `state-${SESSIONS.exec(name)![1]!}-${end}.bin`;
      // Not flushed, which would cost a third of an extension: what a power cut damages is noticed and built again.
      writeFileSync(join(folder, state), serialize(model));
      states.push({ after, file: state });
    },
    commit(reading, statesFrom) {
      fsyncSync(file);
      const kept = states.filter(({ after }, k) => {
        const next = states[k + 1];
        return next === undefined || (after >= statesFrom && monthNumber(next.after) !== monthNumber(after));
      });
      const record: RiskRecord = { schema: SCHEMA, ...what, reading, file: name, sessions, states: kept };
      writeFileSync(join(folder, `${MANIFEST}.new`), JSON.stringify(record), { flush: true });
      renameSync(join(folder, `${MANIFEST}.new`), join(folder, MANIFEST));
      removeOthers(folder, new Set([MANIFEST, name, ...kept.map((s) => s.file)]));
      return record;
    },
    close: () => closeSync(file),
  };
}

/** Where the blocks of a record end: the last session's was written last, whatever was built again before it. */
function endOf({ sessions }: RiskRecord): number {
  const last = sessions.at(-1);
  return last ? last.at + 8 * blockLength(last.issuers) : 0;
}

/** A number that no build of the folder has, finished or killed. */
function nextNumber(folder: string): number {
  const used = new Set(readdirSync(folder).map((file) => Number(SESSIONS.exec(file)?.[1] ?? 0)));
  let number = 1;
  while (used.has(number)) number++;
  return number;
}

/** What other builds, finished or killed, have left. */
function removeOthers(folder: string, kept: ReadonlySet<string>): void {
  for (const file of readdirSync(folder))
    if (OWN_FILES.test(file) && !kept.has(file)) rmSync(join(folder, file), { force: true });
}
