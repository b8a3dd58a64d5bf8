import { existsSync, readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { counted, grouped } from '../../format/numbers.ts';
import { systemProblem } from '../../market/files/system-error.ts';
import { UserError } from '../../market/problem.ts';
import { listAttached, packDocument } from '../ledger/attach.ts';
import type { PackEntry } from '../ledger/entries/attached-entry.ts';
import { PACK_DOCUMENT } from '../ledger/tables/attached-table.ts';
import type { LedgerStore } from '../ledger/tables/ledger-table.ts';
import { archivedFile, isArchived } from './pack-archive.ts';
import type { PublishedFile } from '../publish/manifest.ts';
import { hashOfFile } from '../publish/disk.ts';
import { firstDifference } from '../replay/replay.ts';
import { sha256 } from '../../market/files/sha256.ts';
import { type LedgerVerification, verifyLedger } from '../ledger/verify-ledger.ts';

/** Whether a file is the one that was sealed, and whether the ledger that says so is sound. */
export interface PackVerification {
  readonly file: string;
  readonly sha256: string;
  readonly ledger: LedgerVerification;
  /** The entry that seals exactly these bytes; null where none does. */
  readonly entry: PackEntry | null;
  /** Pages and workbooks of that entry that are missing beside the store or were changed there. */
  readonly archive: readonly { readonly file: string; readonly message: string }[];
  /** Where no entry seals the bytes: what differs from the pack that it most likely was. */
  readonly difference: string | null;
}

/**
 * Compares a file of a pack with the ledger: its bytes must be those that an entry sealed.
 *
 * @param store an open store. @param storeFile its path, beside which sealed pages and workbooks lie.
 * @param file `pack.html`, `pack.pdf`, `pack.xlsx`, `pack.json` or `annexure.csv`, under any name.
 * @returns the entry and the state of the ledger; `difference` where the bytes are not sealed.
 * @throws UserError where the file cannot be read.
 * @example
 * import { openStore, verifyPack } from 'trrm';
 *
 * const store = await openStore('.trrm/demo/market.duckdb');
 * const { entry, difference } = await verifyPack(store, store.file, '.trrm/demo/report.html');
 * await store.close();
 * console.log(entry?.seq ?? difference);
 */
export async function verifyPack(
  store: LedgerStore,
  storeFile: string,
  file: string,
): Promise<PackVerification> {
  const bytes = readBytes(file);
  const hash = sha256(bytes);
  const ledger = await verifyLedger(store);
  const packs = (await listAttached(store)).filter((e): e is PackEntry => e.kind === 'pack');
  const entry = packs.findLast(({ files }) => files.some((f) => f.sha256 === hash)) ?? null;
  const base = { file, sha256: hash, ledger, entry };
  if (entry)
    return {
      ...base,
      archive: entry.files.flatMap((f) => {
        if (!isArchived(f.name)) return [];
        const kept = archivedFile(storeFile, f);
        const found = hashOfFile(kept);
        return found === f.sha256
          ? []
          : [{ file: kept, message: found === null ? 'is missing' : 'was changed' }];
      }),
      difference: null,
    };
  return { ...base, archive: [], difference: await differenceFrom(store, storeFile, packs, { file, bytes }) };
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const problem = systemProblem(error, file);
    throw problem ? new UserError([problem]) : error;
  }
}

/** The pack that a file most likely was: one of the same decision, else the last one. */
async function differenceFrom(
  store: LedgerStore,
  storeFile: string,
  packs: readonly PackEntry[],
  { file, bytes }: { readonly file: string; readonly bytes: Buffer },
): Promise<string> {
  if (packs.length === 0) return 'The ledger has no pack.';
  const ending = extname(file);
  const sealed = (pack: PackEntry): PublishedFile | undefined =>
    pack.files.find(({ name }) => name === basename(file)) ??
    pack.files.find(({ name }) => extname(name) === ending);
  const text = bytes.toString('latin1');
  const like = packs.filter((p) => sealed(p) !== undefined);
  const near = like.findLast(({ payload }) => text.includes(payload.decision)) ?? like.at(-1);
  if (!near) return `The ledger seals no ${ending === '' ? 'file of this kind' : `${ending} file`}.`;
  const expected = sealed(near)!;
  const which = `It is not the ${expected.name} of entry ${near.seq}`;
  const kept = await keptBytes(store, storeFile, near, expected);
  if (kept === null)
    return `${which}: SHA-256 ${expected.sha256} sealed. The sealed file itself is not beside the store, so the place cannot be shown.`;
  if (expected.name === PACK_DOCUMENT) {
    const first = firstDifference(jsonOf(kept.toString()), jsonOf(bytes.toString()), '');
    if (first) return `${which}: ${first.path || 'the document'} was ${first.recorded}, is ${first.now}.`;
  }
  return `${which}: ${byteDifference(kept, bytes)}.`;
}

async function keptBytes(
  store: LedgerStore,
  storeFile: string,
  pack: PackEntry,
  expected: PublishedFile,
): Promise<Buffer | null> {
  if (expected.name === PACK_DOCUMENT) {
    const document = await packDocument(store, pack.seq);
    return document === null ? null : Buffer.from(document);
  }
  const kept = archivedFile(storeFile, expected);
  if (!isArchived(expected.name) || !existsSync(kept)) return null;
  const found = readFileSync(kept);
  return sha256(found) === expected.sha256 ? found : null;
}

function firstDifferentByte(a: Buffer, b: Buffer): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) if (a[i] !== b[i]) return i;
  return shorter;
}

/** Where bytes differ from the sealed ones; a file that is cut off or goes on has no different byte. */
function byteDifference(sealed: Buffer, found: Buffer): string {
  const at = firstDifferentByte(sealed, found);
  if (at === sealed.length)
    return `its ${grouped(at, 0)} bytes are followed by ${counted(found.length - at, 'more byte')}`;
  if (at === found.length)
    return `it ends after ${counted(at, 'byte')}, ${counted(sealed.length - at, 'byte')} before its end`;
  return `the first different byte is at ${grouped(at + 1, 0)} of ${grouped(sealed.length, 0)}, after “${excerpt(sealed, at)}”`;
}

/** Characters before a difference, as far as they can be printed. */
const SHOWN = 40;

const excerpt = (bytes: Buffer, at: number): string =>
  bytes
    .subarray(Math.max(0, at - SHOWN), at)
    .toString('latin1')
    .replace(/[^\x20-\x7e]+/g, ' ')
    .trim();

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
