import { allotFills, type Allotment, type Fill } from '../../../allocations/pool/allot-fills.ts';
import { type Deviation, withDeviations } from '../../../allocations/pool/deviations.ts';
import { type Fairness, fairnessOf } from '../../../allocations/pool/fairness.ts';
import type { BookResult } from './book-result.ts';

/** How the fills of a book's orders are shared out. */
export interface BookAllotment {
  readonly asOf: string;
  readonly simulated: boolean;
  /** Of the book. */
  readonly root: string;
  readonly allotments: readonly Allotment[];
  /** Pooled orders without any fill. */
  readonly unfilled: readonly string[];
  readonly deviations: readonly Deviation[];
  readonly fairness: Fairness;
}

export interface AllotmentRequest {
  readonly fills: readonly Fill[];
  readonly deviations: readonly Deviation[];
  /** Name of the file of deviations, for messages. */
  readonly deviationsFile: string;
}

/**
 * Shares the fills of a book's pooled orders out among its clients, then applies deviations that two people approved.
 *
 * @throws UserError for a deviation that is not approved, or moves what is not there.
 */
export function allocateBook(book: BookResult, request: AllotmentRequest): BookAllotment {
  const intended = allotFills(book.pool, request.fills);
  const allotments = withDeviations(intended, request.deviations, request.deviationsFile);
  const filled = new Set(request.fills.map(({ order }) => order));
  return {
    asOf: book.asOf,
    simulated: book.simulated,
    root: book.root,
    allotments,
    unfilled: book.pool.filter(({ order }) => !filled.has(order)).map(({ order }) => order),
    deviations: request.deviations,
    fairness: fairnessOf(allotments),
  };
}
