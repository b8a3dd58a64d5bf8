import { RELAXABLE, type Relaxable, type Relaxation } from './result.ts';

/** How much the limits that may give way leave: one-way turnover, distance of an industry from its market weight, distance of the BETA exposure outside its band. */
export type Room = Readonly<Record<Relaxable, number>>;

/** A limit gives way in steps that people can read, up to where it no longer limits anything. */
const STEP: Room = { turnover: 0.001, industry: 0.001, beta: 0.01 };
export const FREE: Room = { turnover: 1, industry: 1, beta: 6 };

/**
 * The room in which there are weights: the given one where that will do. Else limits give way in the order of
 * `RELAXABLE`, each no further than needed: the last to give way is asked first how little will do while those before it
 * are free, then the one before it, and so on. Null where there are no weights even with all of them free.
 */
export function relax(given: Room, isFeasible: (room: Room) => boolean): Room | null {
  if (isFeasible(given)) return given;
  if (!isFeasible(FREE)) return null;
  let room = FREE;
  for (const limit of [...RELAXABLE].reverse()) {
    const widened = (steps: number): Room => ({
      ...room,
      [limit]: Math.min(FREE[limit], rounded(given[limit] + steps * STEP[limit])),
    });
    const most = Math.ceil((FREE[limit] - given[limit]) / STEP[limit]);
    room = widened(fewest(most, (steps) => isFeasible(widened(steps))));
  }
  return room;
}

/** What gave way between two rooms. */
export const relaxations = (from: Room, to: Room): Relaxation[] =>
  RELAXABLE.filter((limit) => to[limit] > from[limit]).map((limit) => ({
    limit,
    from: from[limit],
    to: to[limit],
  }));

/** The least count from 0 to `most` for which it holds, given that it holds for `most` and from some count on. */
function fewest(most: number, holds: (count: number) => boolean): number {
  let [low, high] = [0, Math.max(0, most)];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return high;
}

/** 0.342 for 0.3 + 42 × 0.001. */
const rounded = (x: number): number => Number(x.toFixed(9));
