import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publishSet } from '../../decision/publish/publish-set.ts';
import { hashOfFile } from '../../decision/publish/disk.ts';
import { manifestName, readManifest } from '../../decision/publish/manifest.ts';
import { clientDecisionSchema } from '../client/client-decision.ts';
import type { ClientKeeper } from './client-job.ts';
import { DECISION_FILE, type DecidedClient, resultOf } from './client-result.ts';

/** A folder with one for each client. Plain data, for threads. */
export interface ClientFolders {
  readonly folder: string;
  /** ISO date of the book. */
  readonly asOf: string;
  /** Whether what an earlier run kept from the same inputs is kept. */
  readonly resume: boolean;
}

/** Keeps the files of each client in a folder of its own. */
export const inFolders = ({ folder, asOf, resume }: ClientFolders): ClientKeeper => ({
  before: (id, inputs) => (resume ? reusableResult(join(folder, id), inputs) : null),
  keep: async ({ id, files }) => {
    await publishSet(join(folder, id), { set: CLIENT_SET, asOf, decision: null, contents: files });
  },
});

/** Name of the set of files of a client. */
const CLIENT_SET = 'client';

/**
 * The result of a client that an earlier run left in its folder; null where it was made from other inputs, is incomplete, or was
 * changed since.
 *
 * @param inputs hash of the client's inputs now.
 */
function reusableResult(folder: string, inputs: string): DecidedClient | null {
  const manifest = readManifest(join(folder, manifestName(CLIENT_SET)));
  if (!manifest?.files.every(({ name, sha256 }) => hashOfFile(join(folder, name)) === sha256)) return null;
  const parsed = clientDecisionSchema.safeParse(jsonOf(join(folder, DECISION_FILE)));
  const listed = manifest.files.find(({ name }) => name === DECISION_FILE);
  return listed && parsed.success && parsed.data.inputs === inputs
    ? resultOf(parsed.data, listed.sha256)
    : null;
}

function jsonOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
