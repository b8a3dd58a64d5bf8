import type { Fault } from './cells.ts';
import type { Rejection } from './import-report.ts';

/** A bhavcopy can hold tens of thousands of rows of no interest: all are counted, so many are kept. */
const KEPT = 1000;
const TEXT = 200;

/** The lines of one file that were not taken. */
export interface Rejections {
  readonly count: number;
  /** The first of them. */
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
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      if (kept.length < KEPT) kept.push({ line, reason, message, text: text.trimEnd().slice(0, TEXT) });
    },
  };
}
