import { join } from 'node:path';
import type { OpenedSnapshot } from '../../snapshot/open-snapshot.ts';
import { excessReturns, type Objective } from '../objective/objective.ts';
import { figuresOf } from '../objective/figures.ts';
import { prepareObjective } from '../objective/prepare.ts';
import { type SweepDefinition, trialMaker, type TrialMaker } from '../trials/plan-trials.ts';
import { type Chunk, sweepId } from './chunk.ts';
import { type TrialRows, writePart } from './part-file.ts';

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
  const rows: { [K in keyof TrialRows]: TrialRows[K][number][] } = {
    trial: [],
    id: [],
    parameters: [],
    ratio: [],
    growth: [],
    maximumDrawdown: [],
    turnover: [],
    returns: [],
    excess: [],
  };
  for (const number of task.chunk.trials) {
    const book = maker.book(number);
    if ('rejected' in book) throw new Error(`trial ${number} was to be run, but ${book.rejected}`);
    const { returns, turnover } = await objective.evaluate(book);
    const excess = excessReturns(returns, objective.months, measure);
    const { ratio, growth, maximumDrawdown } = figuresOf(returns, excess);
    rows.trial.push(number);
    rows.id.push(maker.idOf(book));
    rows.parameters.push(
      JSON.stringify(Object.fromEntries(maker.settings(number).map((s) => [s.path, s.value]))),
    );
    rows.ratio.push(ratio);
    rows.growth.push(growth);
    rows.maximumDrawdown.push(maximumDrawdown);
    rows.turnover.push(turnover);
    rows.returns.push(returns);
    rows.excess.push(excess);
  }
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
