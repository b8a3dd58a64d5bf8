import { userError } from '../../market/problem.ts';
import {
  distributionAfter,
  hitsWithin,
  meanHittingTimes,
  meanRuns,
  stationaryDistribution,
} from '../../math/markov-chain.ts';
import { quantilesOf } from '../../math/statistics/order-statistics.ts';

/**
 * Weight of the prior on each transition: Jeffreys's Dirichlet(½) per row (our choice; no transition that has not been seen yet
 * counts as impossible, and half an observation moves a row of a hundred months by less than half a percent).
 */
const PRIOR = 0.5;

/** Probability at which the length of runs is compared with the fitted law. */
const LONG_RUN = 0.9;

/** Months within which the chance of meeting each label is reported. */
export const WITHIN_MONTHS = [3, 6, 12] as const;

/** Runs of a label in the record against the geometric law of the chain. */
export interface RunStatistics {
  /** Runs that ended within the record. */
  readonly runs: number;
  /** Mean length in months; null without a completed run. */
  readonly observedMean: number | null;
  /** 1/(1 − p). */
  readonly fittedMean: number;
  /** Lengths that 90 % of runs do not exceed: observed (type 7), and by the geometric law. */
  readonly observedLong: number | null;
  readonly fittedLong: number;
}

/** A first-order Markov chain of labels, fitted to a record. Matrices by [from][to], in the order of `labels`. */
export interface FittedChain {
  readonly labels: readonly string[];
  /** Index of the label from which paths start: the last one of the record. */
  readonly start: number;
  readonly months: number;
  readonly counts: readonly (readonly number[])[];
  /** Posterior means (n_ij + ½)/(n_i + k/2): what the simulation uses. */
  readonly transition: readonly (readonly number[])[];
  /** n_ij/n_i; null for a label that was never left. */
  readonly maximumLikelihood: readonly (readonly number[] | null)[];
  /** Posterior standard deviations of the probabilities of staying. */
  readonly stayDeviation: readonly number[];
  /** Long-run shares of the months. */
  readonly stationary: readonly number[];
  readonly runs: readonly RunStatistics[];
  /** Mean months from each label until another is met: [from][to]; 0 on the diagonal. */
  readonly monthsUntil: readonly (readonly number[])[];
  /** For each label, the chance that it is met within each of `WITHIN_MONTHS` from the start; 1 for the label of the start. */
  readonly metWithin: readonly (readonly number[])[];
  /** Distribution over the labels twelve months from the start. */
  readonly afterTwelve: readonly number[];
}

/**
 * Fits a first-order Markov chain to a record of labels, one a month.
 *
 * @param record labels in order of time, of consecutive months.
 * @param labels all labels, in the order of the result; default: those of the record, in order of appearance.
 * @returns transition probabilities with their uncertainty, and what they imply.
 * @throws UserError for a record in which no label occurs twice, or one with a label that is not in `labels`.
 * @example
 * import { fitChain } from 'trrm/simulation';
 *
 * const { transition, stationary } = fitChain(['bullish', 'bullish', 'bearish', 'bearish', 'bullish', 'bullish']);
 * console.log(transition, stationary);
 */
export function fitChain(
  record: readonly string[],
  labels: readonly string[] = [...new Set(record)],
): FittedChain {
  const unknown = record.find((label) => !labels.includes(label));
  if (unknown !== undefined)
    throw userError('labels', unknown, 'is not one of the labels.', `Labels are ${labels.join(', ')}.`);
  if (record.length < 2 || !record.some((label, t) => record.indexOf(label) < t))
    throw userError(
      'labels',
      'record of labels',
      `It has ${record.length} months, in which no label occurs twice: nothing can be said about how labels follow each other.`,
      'Import a longer history of the signals.',
    );
  const path = record.map((label) => labels.indexOf(label));
  const counts = labels.map(() => labels.map(() => 0));
  for (let t = 1; t < path.length; t++) counts[path[t - 1]!]![path[t]!]!++;
  return chainOf(labels, counts, path.at(-1)!, runsOf(path, labels.length));
}

/** The chain with the given counts of transitions. */
export function chainOf(
  labels: readonly string[],
  counts: readonly (readonly number[])[],
  start: number,
  runs: readonly (readonly number[])[],
): FittedChain {
  const n = labels.length;
  const totals = counts.map((row) => row.reduce((sum, c) => sum + c, 0));
  const transition = counts.map((row, i) => row.map((c) => (c + PRIOR) / (totals[i]! + n * PRIOR)));
  const matrix = Float64Array.from(transition.flat());
  const fitted = meanRuns(matrix, n);
  const until = labels.map((_, to) => meanHittingTimes(matrix, n, to));
  return {
    labels,
    start,
    months: totals.reduce((sum, c) => sum + c, 0) + 1,
    counts,
    transition,
    maximumLikelihood: counts.map((row, i) => (totals[i] === 0 ? null : row.map((c) => c / totals[i]!))),
    stayDeviation: transition.map((row, i) => {
      // The variance of a component of a Dirichlet distribution.
      const p = row[i]!;
      return Math.sqrt((p * (1 - p)) / (totals[i]! + n * PRIOR + 1));
    }),
    // The prior makes every transition possible, so the stationary distribution is unique.
    stationary: [...stationaryDistribution(matrix, n)!],
    runs: labels.map((_, i): RunStatistics => {
      const lengths = runs[i] ?? [];
      const none = lengths.length === 0;
      return {
        runs: lengths.length,
        observedMean: none ? null : lengths.reduce((sum, x) => sum + x, 0) / lengths.length,
        fittedMean: fitted[i]!,
        observedLong: none ? null : quantilesOf(Float64Array.from(lengths), [LONG_RUN])[0]!,
        fittedLong: Math.ceil(Math.log(1 - LONG_RUN) / Math.log(transition[i]![i]!)),
      };
    }),
    monthsUntil: labels.map((_, from) => labels.map((_to, to) => until[to]![from]!)),
    metWithin: labels.map((_, to) => WITHIN_MONTHS.map((k) => hitsWithin(matrix, n, start, to, k))),
    afterTwelve: [...distributionAfter(matrix, n, start, 12)],
  };
}

/** Lengths of the runs of each label that ended within the record. */
function runsOf(path: readonly number[], labels: number): number[][] {
  const runs = Array.from({ length: labels }, (): number[] => []);
  let length = 1;
  for (let t = 1; t < path.length; t++) {
    if (path[t] === path[t - 1]) length++;
    else {
      runs[path[t - 1]!]!.push(length);
      length = 1;
    }
  }
  return runs;
}
