import { join } from 'node:path';
import type { OpenedSnapshot } from '../../snapshot/open-snapshot.ts';
import type { Objective } from '../objective/objective.ts';
import { prepareObjective } from '../objective/prepare.ts';
import { type SweepDefinition, trialMaker, type TrialMaker } from '../trials/plan-trials.ts';
import { type Chunk, sweepId } from './chunk.ts';
import { writePart } from './part-file.ts';
import { madeTrials, trialRows } from './trial-rows.ts';

/** One chunk with all it needs. Plain data and shared memory, so that it can be posted to a thread. */
export interface ChunkTask {
  readonly chunk: Chunk;
  readonly definition: SweepDefinition;
  readonly snapshot: OpenedSnapshot;
  /** The part is written here, named by the chunk. */
  readonly folder: string;
}

export const partName = (chunk: string): string => `${chunk}.parquet`;

interface Prepared {
  readonly sweep: string;
  readonly maker: TrialMaker;
  readonly objective: Objective;
}

/** What this thread prepared last: its next chunk is of the same sweep as a rule. */
let prepared: Promise<Prepared> | null = null;

async function preparedFor({ definition, snapshot }: ChunkTask): Promise<Prepared> {
  const sweep = sweepId(definition);
  const before = await prepared?.catch(() => null);
  if (before?.sweep === sweep) return before;
  await before?.objective.close();
  prepared = prepareObjective(definition, snapshot).then((objective) => ({
    sweep,
    maker: trialMaker(definition),
    objective,
  }));
  return prepared;
}

/**
 * Runs the trials of a chunk and writes their results as a part.
 *
 * @returns the part's file.
 * @throws UserError where a trial's rule book cannot be run.
 */
export async function runChunk(task: ChunkTask): Promise<string> {
  const { maker, objective } = await preparedFor(task);
  const { measure } = task.definition.plan;
  const rows = await trialRows(madeTrials(maker, task.chunk.trials), {
    returnsOf: ({ book }) => objective.evaluate(book),
    months: objective.months,
    measure,
  });
  const file = join(task.folder, partName(task.chunk.id));
  await writePart(file, rows);
  return file;
}

/** Frees what this thread prepared. */
export async function releasePrepared(): Promise<void> {
  const before = await prepared?.catch(() => null);
  prepared = null;
  await before?.objective.close();
}
