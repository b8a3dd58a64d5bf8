import type { Fault } from '../decoding/cells.ts';
import type { Rejection } from '../import-report.ts';

/** A bhavcopy holds tens of thousands of rows of no interest: all are counted, so many are kept of each reason. */
const KEPT = 100;
const TEXT = 200;

/** The lines of one file that were not taken. */
export interface Rejections {
  readonly count: number;
  /** The first hundred of each reason. */
  readonly kept: readonly Rejection[];
  /** How many lines share a reason, in the order of their first. */
  readonly reasons: ReadonlyMap<string, number>;
  add(fault: Fault, line: number, text: string): void;
}

export function newRejections(): Rejections {
  const kept: Rejection[] = [];
  const reasons = new Map<string, number>();
  let count = 0;
  return {
    kept,
    reasons,
    get count() {
      return count;
    },
    add: ({ reason, message }, line, text) => {
      count++;
      const nth = (reasons.get(reason) ?? 0) + 1;
      reasons.set(reason, nth);
      if (nth <= KEPT) kept.push({ line, reason, message, text: text.trimEnd().slice(0, TEXT) });
    },
  };
}
