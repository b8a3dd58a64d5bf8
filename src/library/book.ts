/**
 * `trrm/book`: orders of many clients pooled, and fills shared out fairly; proofs that a decision belongs to a book.
 *
 * @module trrm/book
 */
export { allotFills, type Allotment, type Fill } from '../../allocations/pool/allot-fills.ts';
export { type ClientFairness, type Fairness, fairnessOf } from '../../allocations/pool/fairness.ts';
export {
  type ClientPeriodFairness,
  type DatedAllotment,
  type FairnessFigures,
  fairnessOfPeriod,
  type MonthFairness,
  type PeriodFairness,
} from '../../allocations/pool/period-fairness.ts';
export { type ClientRounding, type RoundingTest } from '../../allocations/pool/rounding-test.ts';
export { type Claim, type Share, shareOut } from '../../allocations/pool/largest-remainder.ts';
export {
  type ClientOrder,
  type PooledOrder,
  poolOrders,
  type PoolOptions,
} from '../../allocations/pool/pool-orders.ts';
export { isProven, merkleProof, merkleRoot, type ProofStep } from '../book/verify/merkle.ts';
