import type { Fault } from '../decoding/cells.ts';
import type { Rejection } from '../reporting/import-report.ts';

/** Rows kept of each reason. All are counted: a bhavcopy has tens of thousands of rows that are not imported. */
const KEPT = 100;
const TEXT = 200;

/** The rejected lines of one file. */
export interface Rejections {
  readonly count: number;
  /** The first hundred of each reason. */
  readonly kept: readonly Rejection[];
  /** The number of lines by reason, in the order of first occurrence. */
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
