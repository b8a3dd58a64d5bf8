import { setTimeout as wait } from 'node:timers/promises';
import { DateTime } from 'luxon';
import { type Day, day } from '../market/day.ts';

/** Time and chance, passed in so that tests control both. They decide when a file is fetched, never what is in it. */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
  /** Resolves after so many milliseconds. @throws the signal's reason when it is aborted. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** A number from 0 (included) to 1 (excluded), for the jitter of delays. */
  readonly random: () => number;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (milliseconds, signal) => {
    try {
      await wait(milliseconds, undefined, signal ? { signal } : {});
    } catch (error) {
      throw signal?.aborted ? signal.reason : error;
    }
  },
  random: Math.random,
};

/** The day in India at an instant. */
export const dayInIndia = (now: number): Day =>
  day(DateTime.fromMillis(now, { zone: 'Asia/Kolkata' }).toISODate()!);
