import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DECISION, readText } from '../../market/files/read-text.ts';
import { userError } from '../../market/problem.ts';
import { filesOfEntry, listEntries, showEntry } from '../ledger/ledger.ts';
import type { LedgerEntry } from '../ledger/entries/ledger-entry.ts';
import type { LedgerStore } from '../ledger/tables/ledger-table.ts';
import { firstDifference } from '../replay/replay.ts';
import { sha256 } from '../../market/files/sha256.ts';
import { hashOfFile } from './disk.ts';
import { manifestName, manifestsIn, manifestText, type PublishedManifest } from './manifest.ts';
import { stagingFoldersIn } from './staging.ts';

/** A published file, or folder, and how it differs from what was published or recorded. */
export interface PublishedDifference {
  readonly file: string;
  readonly message: string;
}

/** One set, or one file, that was compared. */
export interface VerifiedSet {
  /** Name of the set; `decision` for a single decision.json. */
  readonly set: string;
  readonly asOf: string | null;
  /** The ledger entry that it matches; null for what is not recorded, or not found. */
  readonly entry: number | null;
  readonly files: number;
  /** Files that the ledger has no hash of: compared with the manifest beside them only. */
  readonly notInLedger: readonly string[];
}

/** Published files compared with their manifests and with the ledger. */
export interface PublishedVerification {
  readonly sets: readonly VerifiedSet[];
  readonly differences: readonly PublishedDifference[];
}

/** Every name of the files of a decision. One of them outside a set came from another run. */
const DECISION_FILES = [
  'decision.json',
  'report.html',
  'weights.csv',
  'risk.csv',
  'orders.csv',
  'taxes.csv',
  'decision.xlsx',
];

/**
 * Compares published files with the ledger.
 *
 * @param store an open store, whose ledger is compared.
 * @param path a folder that a command published to, or one `decision.json`.
 * @returns the sets found, and every difference; none if all is as it was published and recorded.
 * @throws UserError where there is no such file, or the folder holds nothing published.
 * @example
 * import { openStore, verifyPublished } from 'trrm';
 *
 * const store = await openStore('.trrm/demo/market.duckdb');
 * const { differences } = await verifyPublished(store, '.trrm/demo');
 * await store.close();
 * console.log(differences.length, 'differences');
 * for (const { file, message } of differences) console.log(file, message);
 */
export async function verifyPublished(store: LedgerStore, path: string): Promise<PublishedVerification> {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return verifyFolder(store, path);
  return verifyDecision(store, path);
}

async function verifyFolder(store: LedgerStore, folder: string): Promise<PublishedVerification> {
  const differences: PublishedDifference[] = stagingFoldersIn(folder).map((file) => ({
    file,
    message: 'was left by a publication that was killed, or is still running. Publishing again removes it.',
  }));
  const manifests = manifestsIn(folder);
  const listed = new Set(manifests.flatMap(({ files }) => files.map(({ name }) => name)));
  const stray = DECISION_FILES.filter((name) => existsSync(join(folder, name)) && !listed.has(name));
  if (manifests.length + stray.length + differences.length === 0)
    throw userError(
      'nothing-published',
      folder,
      'holds nothing that trrm published.',
      'Name the folder that was given with --out, or a decision.json.',
    );
  for (const name of stray)
    differences.push({
      file: join(folder, name),
      message:
        'belongs to no complete published set: it is from another run, or its publication was interrupted.',
    });
  for (const name of readdirSync(folder))
    if (name.endsWith('.manifest.json') && !manifests.some(({ set }) => manifestName(set) === name))
      differences.push({ file: join(folder, name), message: 'is damaged, or of another version.' });
  const entries = await listEntries(store);
  const sets: VerifiedSet[] = [];
  for (const manifest of manifests)
    sets.push(await verifySet(store, folder, manifest, { entries, differences }));
  return { sets, differences };
}

async function verifySet(
  store: LedgerStore,
  folder: string,
  manifest: PublishedManifest,
  found: { readonly entries: readonly LedgerEntry[]; readonly differences: PublishedDifference[] },
): Promise<VerifiedSet> {
  const differs = (name: string, message: string): void =>
    void found.differences.push({ file: join(folder, name), message });
  const { set, asOf, decision, entry, files } = manifest;
  const list = manifestName(set);
  if (readFileSync(join(folder, list), 'utf8') !== manifestText(manifest))
    differs(list, 'was changed: it is not as trrm writes it.');
  for (const { name, bytes, sha256: expected } of files) {
    const file = join(folder, name);
    const hash = hashOfFile(file);
    if (hash === null) differs(name, 'is missing.');
    else if (hash !== expected) differs(name, `was changed: SHA-256 ${hash}, published ${expected}.`);
    else if (statSync(file).size !== bytes)
      differs(list, `lists ${name} with ${bytes} bytes; the file has ${statSync(file).size}.`);
  }
  if (decision === null) return { set, asOf, entry: null, files: files.length, notInLedger: [] };

  const recorded = found.entries.find((e) => e.decision === decision);
  if (!recorded) {
    differs(list, `names the decision ${decision}, which is not in the ledger.`);
    return { set, asOf, entry: null, files: files.length, notInLedger: [] };
  }
  if (recorded.seq !== entry) differs(list, `names entry ${entry}; the decision is entry ${recorded.seq}.`);
  if (recorded.asOf !== asOf)
    differs(list, `gives the as-of day ${asOf}; entry ${recorded.seq} has ${recorded.asOf}.`);
  if (!files.some((f) => f.name === 'decision.json' && f.sha256 === decision))
    differs(list, 'does not list the decision.json of its decision.');
  const kept = await filesOfEntry(store, recorded.seq);
  for (const name of new Set(kept.map((f) => f.name)))
    if (!files.some((f) => f.name === name))
      differs(name, `was recorded with entry ${recorded.seq} and is not listed.`);
  const notInLedger: string[] = [];
  for (const { name, sha256: hash } of files) {
    const versions = kept.filter((f) => f.name === name);
    if (versions.length === 0 && name !== 'decision.json') notInLedger.push(join(folder, name));
    else if (versions.length > 0 && !versions.some((f) => f.sha256 === hash))
      differs(name, `is not the file recorded with entry ${recorded.seq}.`);
  }
  return { set, asOf, entry: recorded.seq, files: files.length, notInLedger };
}

/** A decision.json alone: its bytes must be those of an entry. */
async function verifyDecision(store: LedgerStore, file: string): Promise<PublishedVerification> {
  const text = readText(file, DECISION);
  const hash = sha256(text);
  const entries = await listEntries(store);
  const same = entries.find((e) => e.decision === hash);
  const set = {
    set: 'decision',
    asOf: same?.asOf ?? null,
    entry: same?.seq ?? null,
    files: 1,
    notInLedger: [],
  };
  if (same) return { sets: [set], differences: [] };
  const content = jsonOf(text) as { readonly asOf?: unknown } | null;
  const near = entries.findLast((e) => e.asOf === content?.asOf);
  const message = near
    ? `is not the decision of entry ${near.seq}, the last one as of ${near.asOf}. ${difference(await recordedText(store, near.seq), text)}`
    : `is not in the ledger: no entry has the SHA-256 ${hash}${typeof content?.asOf === 'string' ? `, and none is as of ${content.asOf}` : ''}.`;
  return { sets: [set], differences: [{ file, message }] };
}

const recordedText = async (store: LedgerStore, seq: number): Promise<string> =>
  (await showEntry(store, seq)).texts.decision;

function difference(recorded: string, text: string): string {
  const first = firstDifference(JSON.parse(recorded), jsonOf(text), '');
  return first
    ? `The first difference is at ${first.path || 'the document'}: ${first.recorded} recorded, ${first.now} in the file.`
    : 'The figures are the same; the bytes differ.';
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
