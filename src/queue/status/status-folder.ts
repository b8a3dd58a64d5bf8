import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../../decision/document/canonical-json.ts';
import { replaceFile } from '../../market/files/replace-file.ts';
import type { RunStatus } from './run-status.ts';

/** What the folder of a long run says of it. */
export interface StatusFolder<Status extends RunStatus, Failure> {
  readonly write: (status: Status) => void;
  /** Null where the folder has no status of this kind. */
  readonly read: () => Status | null;
  readonly failures: () => Failure[];
  readonly writeFailures: (failures: readonly Failure[]) => void;
  /** Whether the run is asked to stop; `clearStop` forgets it. */
  readonly isStopAsked: () => boolean;
  readonly askToStop: () => void;
  readonly clearStop: () => void;
}

/** @param schema of the status: another kind of run in the folder is not read. */
export function statusFolder<Status extends RunStatus & { readonly schema: string }, Failure>(
  folder: string,
  schema: Status['schema'],
): StatusFolder<Status, Failure> {
  const status = join(folder, 'status.json');
  const failed = join(folder, 'failed.json');
  const stop = join(folder, 'stop');
  return {
    write: (of) => replaceFile(status, `${JSON.stringify(of, null, 2)}\n`),
    read: () => {
      const found = existsSync(status) ? (JSON.parse(readFileSync(status, 'utf8')) as Status) : null;
      return found?.schema === schema ? found : null;
    },
    failures: () => (existsSync(failed) ? (JSON.parse(readFileSync(failed, 'utf8')) as Failure[]) : []),
    writeFailures: (failures) =>
      failures.length === 0 ? rmSync(failed, { force: true }) : replaceFile(failed, canonicalJson(failures)),
    isStopAsked: () => existsSync(stop),
    askToStop: () => writeFileSync(stop, ''),
    clearStop: () => rmSync(stop, { force: true }),
  };
}
