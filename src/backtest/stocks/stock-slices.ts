import type { Day } from '../../market/day.ts';
import type { DailySlice } from '../../market/stocks/daily-slice.ts';

/** Reads the stock market forward, session by session. */
export interface SliceReader {
  /** The slices after those read before, up to a day. */
  readonly upTo: (on: Day) => Promise<DailySlice[]>;
}

export function sliceReader(slices: AsyncGenerator<DailySlice>): SliceReader {
  let ahead: DailySlice | null = null;
  return {
    upTo: async (on) => {
      const read: DailySlice[] = [];
      for (;;) {
        if (ahead === null) {
          const { value, done } = await slices.next();
          if (done) return read;
          ahead = value;
        }
        if (ahead.day > on) return read;
        read.push(ahead);
        ahead = null;
      }
    },
  };
}
