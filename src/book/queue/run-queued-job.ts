import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { makeFolder } from '../../market/files/make-folder.ts';
import { replaceFile } from '../../market/files/replace-file.ts';
import type { BookContext } from '../model/book-context.ts';
import { type ClientTask, decideChunk, type RenderClient } from '../jobs/client-result.ts';
import { handedInText } from './handed-in.ts';

/** A job as a worker thread gets it: inputs as the exchange has them. */
export interface QueuedJobTask {
  readonly context: { readonly hash: string; readonly bytes: Uint8Array };
  readonly clients: Uint8Array;
  /** The result is written here. */
  readonly folder: string;
  readonly result: string;
}

/**
 * What a chunk holds, as bytes that give the same numbers, maps and arrays in another process. They are read by the same major version of Node
 * alone, which a worker checks first.
 */
export const contextBytes = (context: BookContext): Buffer => serialize(context);
export const clientsBytes = (tasks: readonly ClientTask[]): Buffer => serialize(tasks);

/** What this thread read last: its next job is of the same approach as a rule. */
let read: { readonly hash: string; readonly context: BookContext } | null = null;

/**
 * Decides the clients of a job and writes what is handed in.
 *
 * @returns the file.
 */
export function runQueuedJob(
  { context: { hash, bytes }, clients, folder, result }: QueuedJobTask,
  render: RenderClient,
): string {
  if (read?.hash !== hash) read = { hash, context: deserialize(bytes) as BookContext };
  const tasks = deserialize(clients) as ClientTask[];
  const file = join(folder, result);
  makeFolder(folder);
  replaceFile(file, handedInText(decideChunk({ context: read.context, tasks }, render)));
  return file;
}
