import { type Problem, UserError } from '../../src/market/problem.ts';
import { rupeesOf } from '../../src/market/money.ts';
import type { PortfolioByValue } from './portfolio-by-value.ts';
import type { PositionId } from '../positions.ts';
import type { Lot } from '../tax/lot.ts';
import type { HeldFuture } from './held-future.ts';
import type { HoldingKind } from './holding-kind.ts';

/**
 * A holding with its lots: a stock or fund by ISIN, a fund by AMFI scheme code, or a position as a whole. A stock that
 * several positions hold is a separate holding of each.
 */
export interface LotHolding {
  readonly kind: HoldingKind;
  readonly id: string;
  /** The position it belongs to; null if the file does not say. */
  readonly position: PositionId | null;
  /** ₹ per share or unit on the as-of date; above 0. */
  readonly price: number;
  /** In file order. */
  readonly lots: readonly Lot[];
  /** Paise: quantity × price. */
  readonly value: number;
  /** Line of the file on which it first appears. */
  readonly line: number;
}

/** A portfolio by lot. Money in paise. */
export interface PortfolioByLot {
  readonly file: string;
  /** Hash of the file's bytes. */
  readonly sha256: string;
  readonly holdings: readonly LotHolding[];
  readonly cash: number;
  /** Of the holdings and cash; above 0. */
  readonly value: number;
  /** Absent where there are none. */
  readonly futures?: readonly HeldFuture[];
}

/**
 * Aggregates a portfolio by lot to positions; cash counts as liquid fund.
 *
 * @throws UserError naming the line of every holding without a position.
 */
export function byPosition({ file, sha256, holdings, cash, value }: PortfolioByLot): PortfolioByValue {
  const problems = holdings
    .filter((h) => h.position === null)
    .map(({ id, line }): Problem => ({
      severity: 'error',
      code: 'portfolio',
      about: `${file}:${line}`,
      message: `${id} has no position.`,
      remedy: 'Give one in the column position.',
    }));
  if (problems.length > 0) throw new UserError(problems);
  const paise = new Map<PositionId, number>(cash > 0 ? [['liquid-fund', cash]] : []);
  for (const { position, value } of holdings) paise.set(position!, (paise.get(position!) ?? 0) + value);
  return {
    file,
    sha256,
    value: rupeesOf(value),
    holdings: Object.fromEntries([...paise].map(([id, p]) => [id, rupeesOf(p)])),
  };
}
