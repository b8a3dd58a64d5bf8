import type { Day } from '../market/day.ts';
import type { Problem } from '../market/problem.ts';
import type { Source, Tier } from './source.ts';

/** How a source stands after an update. */
export type Standing =
  /** The store reaches the expected day: by this update, or before it. */
  | { readonly kind: 'fresh' | 'unchanged' }
  /** The store ends before the expected day, though nothing failed. */
  | { readonly kind: 'stale'; readonly days: number }
  /** The server refused: 401, 403, or another status that a second attempt would not change. */
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'gone'; readonly status: number }
  | { readonly kind: 'doubtful'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string }
  /** Off until the user accepts its terms. */
  | { readonly kind: 'off' }
  /** Only a person can fetch it; `days` is how many are missing, null if nothing is held. */
  | { readonly kind: 'manual'; readonly days: number | null };

export interface SourceReport {
  readonly id: string;
  readonly title: string;
  readonly tier: Tier;
  readonly fills: Source['fills'];
  /** The last day that the store held of everything that the source fills; null if something is missing. */
  readonly before: Day | null;
  readonly after: Day | null;
  /** The last day whose figures should be published by now. */
  readonly expected: Day | null;
  readonly standing: Standing;
  /** Kept by this update, relative to the inbox; doubtful ones too. */
  readonly files: readonly string[];
  readonly rowsStored: number;
  /** What went wrong and what to do, a sentence each. */
  readonly remarks: readonly string[];
}

export interface UpdateReport {
  readonly inbox: string;
  readonly sources: readonly SourceReport[];
  /** Requests sent, retries and cookie pages not counted. */
  readonly requests: number;
  /** Problems that the import reported. */
  readonly problems: readonly Problem[];
}

const isGood = ({ standing }: SourceReport): boolean =>
  standing.kind === 'fresh' || standing.kind === 'unchanged';

/** Sources that an update is judged by: all that it could have fetched. */
const counts = ({ standing }: SourceReport): boolean => standing.kind !== 'manual' && standing.kind !== 'off';

/**
 * `complete`: every source is fresh; `partial`: some are, and the rest failed or is stale; `failed`: none is. Sources
 * that only a person can fetch, or that are off, do not count.
 */
export function outcomeOf({ sources }: UpdateReport): 'complete' | 'partial' | 'failed' {
  const judged = sources.filter(counts);
  if (judged.every(isGood)) return 'complete';
  return judged.some(isGood) ? 'partial' : 'failed';
}
