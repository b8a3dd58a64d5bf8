import type { ClientDecision } from '../../book/client-decision.ts';
import { type ClientChunk, type ClientResult, decideChunk } from '../../book/client-result.ts';
import type { ChunkedWork } from '../../parallel/executor.ts';
import { orderFiles } from '../csv/order-files.ts';
import { renderClient } from './client-page.ts';

/** The files of a client's decision besides its document, by name. */
export const clientFiles = (decision: ClientDecision): Readonly<Record<string, string>> => ({
  'report.html': renderClient(decision),
  ...orderFiles(decision.execution, {
    client: decision.client,
    ...(decision.simulated && { market: 'SIMULATED' }),
  }),
});

const run = (chunk: ClientChunk): ClientResult[] => decideChunk(chunk, clientFiles);

/** Deciding and rendering clients, in this thread or in workers. */
export const clientWork: ChunkedWork<ClientChunk, ClientResult[]> = {
  run,
  worker: new URL('./client-work.js', import.meta.url),
};

export default run;
