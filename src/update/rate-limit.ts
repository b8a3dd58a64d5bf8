import type { Clock } from './clock.ts';

/**
 * Spaces the requests to one host: the next begins at least 1/rate seconds, ± jitter, after the one before has begun, and
 * not before that one has ended. One connection a host is part of being polite.
 */
export interface RateLimit {
  /** Waits for its turn, does the work, and lets the next one wait. */
  run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

export interface Rate {
  readonly perSecond: number;
  /** Fraction of the interval by which it may be shorter or longer. */
  readonly jitter: number;
}

/** The longest of the shortest intervals: a rate that is never exceeded, so jitter only lengthens it (our choice). */
const intervalOf = ({ perSecond, jitter }: Rate, random: number): number =>
  (1000 / perSecond) * (1 + jitter * random);

export function newRateLimit(rate: Rate, clock: Clock): RateLimit {
  let last: Promise<unknown> = Promise.resolve();
  let earliest = 0;
  return {
    run: async (work, signal) => {
      const turn = last.then(async () => {
        signal?.throwIfAborted();
        const delay = earliest - clock.now();
        if (delay > 0) await clock.sleep(delay, signal);
        earliest = clock.now() + intervalOf(rate, clock.random());
        return work();
      });
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}
