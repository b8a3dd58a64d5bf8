import type { SweepMonths } from '../objective/objective.ts';
import type { KeptResults } from '../results/kept-results.ts';
import type { SweepFolder } from '../sweep-folder.ts';
import { rangesOf, rangesText } from '../trials/number-ranges.ts';
import { type SweepDefinition, trialMaker } from '../trials/plan-trials.ts';
import type { TrialList } from '../trials/trial-list.ts';
import { AT_ONCE, type Chunk, chunkOf, chunksOf, firstCut, MOST_IN_CHUNK, sweepId } from './chunk.ts';
import { writePart } from './part-file.ts';
import { madeTrials, trialRows } from './trial-rows.ts';

/** What the cut of a sweep into chunks rests on. */
export interface CutRequest {
  readonly definition: SweepDefinition;
  readonly list: TrialList;
  readonly folder: SweepFolder;
  /** Most trials in a chunk. */
  readonly atOnce: number | undefined;
  readonly results: KeptResults;
  readonly months: () => Promise<SweepMonths>;
}

/** Results that a run did not have to make. */
export interface ReusedResults {
  /** Trials whose results were made by another sweep, or by this one in another folder. */
  readonly reused: number;
  /** Trials of the sweep. */
  readonly of: number;
  /** Kept files that were damaged: they are removed, and their trials are run again. */
  readonly damaged: number;
}

/** The chunks of a sweep, those with known results as parts already, and how many trials these are. */
export interface CutTrials extends ReusedResults {
  readonly chunks: readonly Chunk[];
}

/**
 * Cuts the trials of a sweep into chunks. Results that are kept are written as parts of their own, and the chunks they were in have the
 * others. The cut is kept in the folder: a resumed sweep has the chunks whose jobs may be in a queue.
 */
export async function cutTrials(request: CutRequest): Promise<CutTrials> {
  const { definition, list, folder, atOnce, results } = request;
  const sweep = sweepId(definition);
  const size = atOnce ?? AT_ONCE[definition.plan.objective];
  const isFailed = new Set(folder.status.failures().map(({ chunk }) => chunk));
  const isOpen = ({ id }: Chunk): boolean => !folder.hasPart(id) && !isFailed.has(id);
  const idOf = new Map(list.trials.map(({ number, id }) => [number, id]));
  const before = (
    cutBefore(folder, sweep, [...idOf.keys()]) ?? firstCut(sweep, [...idOf.keys()], size)
  ).flatMap((chunk) =>
    isOpen(chunk) && atOnce !== undefined ? chunksOf(sweep, chunk.trials, atOnce) : [chunk],
  );
  const wanted = new Set(before.filter(isOpen).flatMap(({ trials }) => trials.map((n) => idOf.get(n)!)));
  const { returns, damaged } =
    wanted.size > 0 && results.mayHave() ? await results.find(wanted) : { returns: new Map(), damaged: 0 };
  const isKnown = (n: number): boolean => returns.has(idOf.get(n)!);
  const chunks = before.flatMap((chunk) =>
    isOpen(chunk)
      ? [chunk.trials.filter(isKnown), chunk.trials.filter((n) => !isKnown(n))].flatMap((trials) =>
          chunksOf(sweep, trials, MOST_IN_CHUNK),
        )
      : [chunk],
  );
  const known = chunks.filter((chunk) => isOpen(chunk) && isKnown(chunk.trials[0]!));
  if (known.length > 0) {
    const maker = trialMaker(definition);
    const from = {
      returnsOf: ({ id }: { readonly id: string }) => returns.get(id)!,
      months: await request.months(),
      measure: definition.plan.measure,
    };
    for (const { id, trials } of known)
      await writePart(folder.partOf(id), await trialRows(madeTrials(maker, trials), from));
  }
  folder.writeCut(chunks.map(({ trials }) => rangesText(trials)));
  const reused = known.reduce((sum, { trials }) => sum + trials.length, 0);
  return { chunks, reused, of: idOf.size, damaged };
}

/** The cut of an earlier run; null where there is none that has every trial once. */
function cutBefore(folder: SweepFolder, sweep: string, numbers: readonly number[]): Chunk[] | null {
  const cut = folder.cut()?.map((ranges) => rangesOf(ranges, MOST_IN_CHUNK));
  if (!cut?.every((trials) => trials !== null)) return null;
  const all = cut.flat().sort((a, b) => a - b);
  return all.length === numbers.length && all.every((n, i) => n === numbers[i])
    ? cut.map((trials) => chunkOf(sweep, trials))
    : null;
}
