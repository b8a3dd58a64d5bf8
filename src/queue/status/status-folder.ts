import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../../decision/canonical-json.ts';
import { replaceFile } from '../../market/files/replace-file.ts';
import type { RunStatus } from './run-status.ts';

/** Files in the folder of a long run by which others see it and stop it. */
export const STATUS_FILES = ['status.json', 'status.html', 'failed.json', 'stop'] as const;

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
  const [status, , failed, stop] = STATUS_FILES.map((name) => join(folder, name)) as [
    string,
    string,
    string,
    string,
  ];
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
