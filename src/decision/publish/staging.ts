import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../../market/store/lock-owner.ts';
import { userError } from '../../market/problem.ts';
import { type Disk, hashOfFile } from './disk.ts';
import { manifestName, manifestsIn } from './manifest.ts';

/*
 * A set is prepared in a hidden folder inside the one it is published to, so that every step afterwards is a rename on
 * one file system. The folder's name holds the process: two processes do not publish to one folder at a time, and what a
 * killed one left is found.
 */
const NAME = /^\.trrm-publishing-(\d+)@(.*)$/;

export interface Staging {
  readonly folder: string;
  /** Holds the files to be published. */
  readonly incoming: string;
  /** Holds the files that they replace, until all are in place. */
  readonly replaced: string;
}

const stagingAt = (folder: string): Staging => ({
  folder,
  incoming: join(folder, 'new'),
  replaced: join(folder, 'old'),
});

/** Staging folders of this process; another with its number was left by a process that died. */
const own = new Set<string>();

/**
 * Opens the staging folder of this process, after undoing what a killed publication left.
 *
 * @throws UserError where another process is publishing to the folder.
 */
export function openStaging(folder: string, disk: Disk): Staging {
  recoverFolder(folder, disk);
  const path = join(folder, `.trrm-publishing-${process.pid}@${hostname()}`);
  mkdirSync(path);
  own.add(path);
  const staging = stagingAt(path);
  try {
    mkdirSync(staging.incoming);
    mkdirSync(staging.replaced);
    // Of two processes that begin at the same moment, each sees the other's folder.
    refuseOthers(folder, path);
  } catch (error) {
    closeStaging(staging);
    throw error;
  }
  return staging;
}

/** Deletes the staging folder with what is left in it; where that fails, the next publication does it. */
export function closeStaging({ folder }: Staging): void {
  own.delete(folder);
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // The files are where they belong.
  }
}

/** Leaves the staging folder, where it holds the only copy of a file. */
export const abandonStaging = ({ folder }: Staging): void => void own.delete(folder);

/**
 * Undoes publications that were killed half-way: the previous set is complete again, or, if there was none, nothing of the
 * new one is left.
 *
 * @throws UserError where a process is publishing to the folder.
 */
function recoverFolder(folder: string, disk: Disk): void {
  refuseOthers(folder, null);
  for (const path of stagingFoldersIn(folder)) {
    const staging = stagingAt(path);
    for (const { set, files } of existsSync(staging.incoming) ? manifestsIn(staging.incoming) : []) {
      // The manifest is moved away first and moved in last: where there is one, nothing was begun, or all was done.
      if (existsSync(join(folder, manifestName(set)))) continue;
      for (const { name, sha256 } of files)
        if (!existsSync(join(staging.incoming, name)) && hashOfFile(join(folder, name)) === sha256)
          rmSync(join(folder, name));
      restore(staging, folder, disk);
    }
    rmSync(path, { recursive: true, force: true });
  }
}

/** Moves replaced files back, manifests last; a file that has been made since is not overwritten. */
export function restore({ replaced }: Staging, folder: string, disk: Disk): void {
  const names = existsSync(replaced) ? readdirSync(replaced) : [];
  const isManifest = (name: string): boolean => name.endsWith('.manifest.json');
  for (const name of [...names.filter((n) => !isManifest(n)), ...names.filter(isManifest)])
    if (!existsSync(join(folder, name))) disk.rename(join(replaced, name), join(folder, name));
}

/** Staging folders in a folder, of any process. */
export const stagingFoldersIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => NAME.test(name))
    .map((name) => join(folder, name));

function refuseOthers(folder: string, mine: string | null): void {
  for (const name of readdirSync(folder)) {
    const [, pid, host] = NAME.exec(name) ?? [];
    const path = join(folder, name);
    if (pid === undefined || path === mine) continue;
    const isMine = host === hostname() && Number(pid) === process.pid;
    if (isMine ? !own.has(path) : host === hostname() && !isAlive(Number(pid))) continue;
    throw userError(
      'folder-in-use',
      folder,
      `process ${pid} on ${host} is publishing to it.`,
      `Wait until it ends, or name another folder with --out. If that process is not trrm, delete ${path}.`,
    );
  }
}
