import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { canonicalJson } from '../../decision/document/canonical-json.ts';
import { sha256 } from '../../market/files/sha256.ts';
import { makeFolder } from '../../market/files/make-folder.ts';
import { replaceFile } from '../../market/files/replace-file.ts';
import { columnOf, listOf, rowsOf } from '../../market/store/sql.ts';
import { nodeMajor } from '../../queue/job.ts';
import { type TrialRows, withMemory, writePart } from '../chunks/part-file.ts';
import type { SweepMonths, TrialReturns } from '../objective/objective.ts';
import { type SweepDefinition, trialGiven } from '../trials/plan-trials.ts';

/*
 * Results of trials, kept so that no sweep runs a trial again: `GIVEN/MONTHS/HASH.parquet` beside the ledger of trials. A file is a part
 * of some sweep, named by the hash of its bytes. Its folders are named by what results depend on besides the id of a trial: the major version
 * of Node, and the months, which are those for which the sweep's own rule book has a score. Deleting any of it costs time only.
 */

/** Bytes that are kept for all sweeps beside one ledger (our choice: millions of rule books by labels, some 50 bytes each); beyond, the oldest go. */
const MOST_BYTES = 256 * 1024 ** 2;
/** Files read in one go. */
const AT_ONCE = 100;
/** Digits of a hash in the name of a folder. */
const DIGITS = 32;

/** Where results are kept beside a ledger of trials. */
export const keptResultsBeside = (ledger: string): string => join(dirname(ledger), 'trial-results');

/** Results that were found. */
export interface FoundResults {
  /** By the id of the trial. */
  readonly returns: ReadonlyMap<string, TrialReturns>;
  /** Files that were not as written: they are removed, and their trials have to be run again. */
  readonly damaged: number;
}

/** Results of the trials that one sweep could use. */
export interface KeptResults {
  /** Whether there can be any: asking costs nothing, unlike `find`, which needs the months. */
  readonly mayHave: () => boolean;
  readonly find: (ids: ReadonlySet<string>) => Promise<FoundResults>;
  /** Keeps what is in a part. */
  readonly keep: (part: string) => Promise<void>;
  /** Keeps results that are in no part. */
  readonly keepRows: (rows: TrialRows) => Promise<void>;
}

/**
 * Opens the results that a sweep can use.
 *
 * @param root the folder of all results.
 * @param monthsOf the months of the sweep; asked for when they are needed.
 */
export function openKeptResults(
  root: string,
  definition: SweepDefinition,
  monthsOf: () => Promise<Pick<SweepMonths, 'days'>>,
): KeptResults {
  const given = join(root, sha256(`node ${nodeMajor()}\n${trialGiven(definition)}`).slice(0, DIGITS));
  const folder = async (): Promise<string> =>
    join(given, sha256(canonicalJson([...(await monthsOf()).days])).slice(0, DIGITS));
  return {
    mayHave: () => existsSync(given),
    find: async (ids) => findIn(await folder(), ids),
    keep: async (part) => keepIn(await folder(), readFileSync(part)),
    keepRows: async (rows) => {
      const to = await folder();
      const draft = join(to, `${process.pid}.rows`);
      try {
        await writePart(draft, rows);
        keepIn(to, readFileSync(draft));
      } finally {
        rmSync(draft, { force: true });
      }
    },
  };
}

function keepIn(folder: string, bytes: Uint8Array): void {
  makeFolder(folder);
  const file = join(folder, `${sha256(bytes)}.parquet`);
  if (!existsSync(file)) replaceFile(file, bytes);
}

async function findIn(folder: string, ids: ReadonlySet<string>): Promise<FoundResults> {
  const files = filesIn(folder);
  const whole = files.filter((file) => isAsWritten(file));
  const damaged = files.filter((file) => !whole.includes(file) && existsSync(file));
  for (const file of damaged) rmSync(file, { force: true });
  const returns = new Map<string, TrialReturns>();
  await withMemory(async (connection) => {
    for (let i = 0; i < whole.length; i += AT_ONCE) {
      const from = `FROM read_parquet(${listOf(whole.slice(i, i + AT_ONCE))})`;
      const rows = await rowsOf<[string, number]>(connection, `SELECT id, turnover ${from}`);
      if (!rows.some(([id]) => ids.has(id))) continue;
      const all = columnOf(
        await (await connection.run(`SELECT unnest(returns) ${from}`)).fetchAllChunks(),
        0,
      );
      const months = all.length / rows.length;
      for (const [k, [id, turnover]] of rows.entries())
        if (ids.has(id)) returns.set(id, { returns: all.slice(k * months, (k + 1) * months), turnover });
    }
  });
  return { returns, damaged: damaged.length };
}

const filesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.parquet'))
        .sort()
        .map((name) => join(folder, name))
    : [];

/** A file is named by its bytes; one that another sweep removed meanwhile is none. */
function isAsWritten(file: string): boolean {
  try {
    return file.endsWith(`${sha256(readFileSync(file))}.parquet`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** Removes the oldest results where there are more than are to be kept. */
export function trimKeptResults(root: string, most = MOST_BYTES): void {
  if (!existsSync(root)) return;
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const file = join(entry.parentPath, entry.name);
      const found = statSync(file, { throwIfNoEntry: false });
      return found ? [{ file, bytes: found.size, written: found.mtimeMs }] : [];
    })
    .sort((a, b) => b.written - a.written || (a.file < b.file ? -1 : 1));
  let kept = 0;
  for (const { file, bytes } of files) {
    kept += bytes;
    if (kept > most) rmSync(file, { force: true });
  }
}
