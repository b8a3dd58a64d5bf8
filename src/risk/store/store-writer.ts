import {
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readdirSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { type Day, monthNumber } from '../../market/day.ts';
import { makeFolder } from '../../market/files/make-folder.ts';
import { writeChecksummedJson } from '../../market/files/checksummed-json.ts';
import { sha256 } from '../../market/files/sha256.ts';
import type { DataSnapshot } from '../../market/stocks/data-snapshot.ts';
import type { RiskModel } from '../model.ts';
import {
  damagedStore,
  MANIFEST,
  openSessions,
  readModelStore,
  type RiskModelStore,
  SCHEMA,
} from './model-store.ts';
import { recordLength, type RiskSession, encodeRecord } from './daily-record.ts';

const SESSIONS = /^sessions-(\d+)\.bin$/;
const OWN_FILES = /^(sessions|state)-.*\.bin$|^sessions\.bin(\.new)?$|^model\.json\.new$/;

/** Writes a new model store, or extends one; nothing takes effect before `commit`. */
export interface StoreWriter {
  readonly add: (session: RiskSession) => void;
  /** Saves the model state after the last added session, from which an extension can continue. */
  readonly saveState: (model: RiskModel) => void;
  /**
   * Publishes the sessions. Keeps the last state and the month-end states from `statesFrom` on, and deletes the
   * others.
   */
  readonly commit: (snapshot: DataSnapshot, statesFrom: Day) => RiskModelStore;
  /** Closes the file; without `commit` the stored model is unchanged. */
  readonly close: () => void;
}

/**
 * @param start `previous` is the store to extend, as it is in the folder or as of one of its states (`storeUpTo`);
 *   later records stay in the file, unused, until the next full build. Null starts a new store.
 */
export function openStoreWriter(
  folder: string,
  start: Pick<RiskModelStore, 'simulated' | 'rules' | 'issuers'> & {
    readonly previous: RiskModelStore | null;
  },
): StoreWriter {
  makeFolder(folder);
  const { previous, ...description } = start;
  const name = previous?.file ?? `sessions-${nextNumber(folder)}.bin`;
  const path = join(folder, name);
  const file = previous ? openSessions(path, 'r+') : openSync(path, 'w');
  const sessions = [...(previous?.sessions ?? [])];
  const states = [...(previous?.states ?? [])];
  let end = previous ? endOf(readModelStore(folder)) : 0;
  if (fstatSync(file).size < end) {
    closeSync(file);
    throw damagedStore(path, new Error('it is shorter than its list of sessions requires'));
  }
  // Remove what an interrupted extension wrote after the last committed record.
  ftruncateSync(file, end);
  return {
    add(session) {
      const record = encodeRecord(session);
      const bytes = new Uint8Array(record.buffer);
      writeSync(file, bytes, 0, bytes.length, end);
      const stocks = session.method === 'none' ? 0 : session.stocks;
      const issuers = session.returns.length;
      sessions.push({ day: session.day, at: end, issuers, stocks, sha256: sha256(bytes) });
      end += bytes.length;
    },
    saveState(model) {
      const after = sessions.at(-1)?.day;
      if (after === undefined || states.at(-1)?.after === after) return;
      // The offset makes the file name unique among committed states.
      const state = `state-${SESSIONS.exec(name)![1]!}-${end}.bin`;
      // Not flushed, which would add a third to the time of an extension: damage by a power cut is detected and
      // rebuilt.
      const bytes = serialize(model);
      writeFileSync(join(folder, state), bytes);
      states.push({ after, file: state, sha256: sha256(bytes) });
    },
    commit(snapshot, statesFrom) {
      fsyncSync(file);
      const kept = states.filter(({ after }, k) => {
        const next = states[k + 1];
        return next === undefined || (after >= statesFrom && monthNumber(next.after) !== monthNumber(after));
      });
      const store: RiskModelStore = {
        ...description,
        snapshot,
        file: name,
        sessions,
        states: kept,
      };
      writeChecksummedJson(join(folder, MANIFEST), SCHEMA, store);
      removeOthers(folder, new Set([MANIFEST, name, ...kept.map((s) => s.file)]));
      return store;
    },
    close: () => closeSync(file),
  };
}

/** The end of the committed records: the last session was always written last. */
function endOf({ sessions }: RiskModelStore): number {
  const last = sessions.at(-1);
  return last ? last.at + 8 * recordLength(last.issuers) : 0;
}

/** A file number that no completed or interrupted build of the folder uses. */
function nextNumber(folder: string): number {
  const used = new Set(readdirSync(folder).map((file) => Number(SESSIONS.exec(file)?.[1] ?? 0)));
  let number = 1;
  while (used.has(number)) number++;
  return number;
}

/** Deletes the files of other builds, completed or interrupted. */
function removeOthers(folder: string, kept: ReadonlySet<string>): void {
  for (const file of readdirSync(folder))
    if (OWN_FILES.test(file) && !kept.has(file)) rmSync(join(folder, file), { force: true });
}
