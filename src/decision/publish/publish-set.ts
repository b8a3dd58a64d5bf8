import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { day, displayDay } from '../../market/day.ts';
import { flushFolder } from '../../market/files/flush-folder.ts';
import { makeFolder } from '../../market/files/make-folder.ts';
import { systemProblem } from '../../market/files/system-error.ts';
import { userError, UserError } from '../../market/problem.ts';
import { type Disk, DISK, type FileContent, hashOfFile } from './disk.ts';
import {
  listedFile,
  manifestName,
  manifestsIn,
  manifestText,
  type PublishedFile,
  type PublishedManifest,
  readManifest,
} from './manifest.ts';
import { abandonStaging, closeStaging, openStaging, restore, type Staging } from './staging.ts';

/** Files that belong together, by name. */
export interface FileSet extends Pick<PublishedManifest, 'set' | 'asOf' | 'decision'> {
  readonly contents: Readonly<Record<string, FileContent>>;
}

/** What a publication did. */
export interface Publication {
  /** Paths of the files, in the order of the set; the manifest is not among them. */
  readonly files: readonly string[];
  /** Files of the previous set that were changed since, and were therefore left in place. */
  readonly leftInPlace: readonly string[];
}

export interface PublishOptions {
  /**
   * Records the set in the ledger once its files are on the disk and before any is published.
   *
   * @returns the number of the entry.
   */
  readonly record?: (files: readonly PublishedFile[]) => Promise<number>;
  readonly disk?: Disk;
}

/**
 * Publishes a set of files to a folder, which may hold other files. The previous set of that name is removed first and
 * the new files are moved in afterwards, the manifest last: a reader, and whoever looks after a kill, finds files of one
 * set only, and a manifest only beside a complete one. The next publication restores what a killed one removed.
 *
 * Only what a manifest lists with the hash it still has, or a file of a name in the new set, is ever removed.
 *
 * @throws UserError where the folder cannot be written to, another set in it has a file of the same name, or the set was
 *   recorded and then could not be published.
 */
export async function publishSet(
  folder: string,
  set: FileSet,
  { record, disk = DISK }: PublishOptions = {},
): Promise<Publication> {
  const names = Object.keys(set.contents);
  const files = names.map((name) => listedFile(name, set.contents[name]!));
  const staging = await attempt(folder, async () => {
    makeFolder(folder);
    const opened = openStaging(folder, disk);
    try {
      refuseTakenNames(folder, set.set, names);
      const paths = names.map((name) => join(opened.incoming, name));
      for (const [i, path] of paths.entries()) disk.write(path, set.contents[names[i]!]!);
      await disk.flush(paths);
    } catch (error) {
      closeStaging(opened);
      throw error;
    }
    return opened;
  });
  let entry: number | null = null;
  try {
    entry = record ? await record(files) : null;
  } catch (error) {
    closeStaging(staging);
    throw error;
  }
  try {
    return await attempt(folder, () => switchSets(folder, set, { files, entry, staging, disk }));
  } catch (error) {
    throw entry === null || !(error instanceof UserError) ? error : notPublished(entry, error);
  }
}

interface Prepared {
  readonly files: readonly PublishedFile[];
  readonly entry: number | null;
  readonly staging: Staging;
  readonly disk: Disk;
}

async function switchSets(
  folder: string,
  { set, asOf, decision }: FileSet,
  prepared: Prepared,
): Promise<Publication> {
  const { files, entry, staging, disk } = prepared;
  const manifest = manifestName(set);
  const leftInPlace: string[] = [];
  const movedIn: string[] = [];
  try {
    const list = join(staging.incoming, manifest);
    disk.write(list, manifestText({ set, asOf, decision, entry, files }));
    await disk.flush([list]);
    const names = new Set(files.map(({ name }) => name));
    const previous = readManifest(join(folder, manifest))?.files ?? [];
    const out: string[] = [];
    for (const { name, sha256 } of previous) {
      if (names.has(name)) continue;
      const hash = hashOfFile(join(folder, name));
      if (hash === sha256) out.push(name);
      else if (hash !== null) leftInPlace.push(join(folder, name));
    }
    for (const name of [manifest, ...out, ...names])
      if (existsSync(join(folder, name))) disk.rename(join(folder, name), join(staging.replaced, name));
    for (const name of [...names, manifest]) {
      disk.rename(join(staging.incoming, name), join(folder, name));
      movedIn.push(name);
    }
    flushFolder(folder);
  } catch (error) {
    undo(folder, movedIn, staging, disk);
    throw error;
  }
  closeStaging(staging);
  return { files: files.map(({ name }) => join(folder, name)), leftInPlace };
}

/** After a failure: the previous set as it was. What cannot be moved back now is moved back by the next publication. */
function undo(folder: string, movedIn: readonly string[], staging: Staging, disk: Disk): void {
  try {
    for (const name of movedIn.toReversed()) disk.rename(join(folder, name), join(staging.incoming, name));
    restore(staging, folder, disk);
  } catch {
    abandonStaging(staging);
    return;
  }
  closeStaging(staging);
}

/** Names that a folder or another set has. */
function refuseTakenNames(folder: string, set: string, names: readonly string[]): void {
  const wanted = [...names, manifestName(set)];
  const taken = wanted.find((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.isDirectory());
  if (taken !== undefined) throw cannotPublish(folder, `${taken} is a folder.`);
  for (const other of manifestsIn(folder)) {
    if (other.set === set) continue;
    const both = other.files.find(({ name }) => names.includes(name) && existsSync(join(folder, name)));
    if (both)
      throw cannotPublish(
        folder,
        `${both.name} there belongs to another published set: ${other.set}${other.asOf === null ? '' : ` as of ${displayDay(day(other.asOf))}`}.`,
      );
  }
}

const cannotPublish = (
  folder: string,
  message: string,
  remedy = 'Name another folder with --out.',
): UserError => userError('cannot-write', folder, `Cannot write there: ${message}`, remedy);

/** Runs a step, with errors of the operating system as messages. */
async function attempt<T>(folder: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    const problem = error instanceof UserError ? null : systemProblem(error);
    if (!problem) throw error;
    throw /another place/.test(problem.remedy)
      ? cannotPublish(folder, problem.message)
      : cannotPublish(folder, problem.message, problem.remedy);
  }
}

const notPublished = (entry: number, { problems: [cause] }: UserError): UserError =>
  userError(
    'not-published',
    cause!.about,
    `The decision is recorded in the ledger as entry ${entry}, but not published; files published before are unchanged. ${cause!.message}`,
    `${cause!.remedy} Then publish it with trrm ledger publish ${entry}.`,
  );
