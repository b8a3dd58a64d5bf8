import { type Problem, UserError } from '../../src/market/problem.ts';
import { rupeesOf } from '../../src/market/money.ts';
import type { Portfolio } from './portfolio-by-value.ts';
import type { PositionId } from '../positions.ts';
import type { Lot } from '../tax/lot.ts';

/**
 * One thing held: a share or fund by its ISIN, a fund by its AMFI scheme code, or a position as a whole. A share that
 * several positions hold is a holding of each.
 */
export interface Holding {
  readonly kind: 'stock' | 'fund' | 'position';
  readonly id: string;
  /** What it counts to; null where the file does not say. */
  readonly position: PositionId | null;
  /** ₹ a share or unit on the as-of date; above 0. */
  readonly price: number;
  /** In the order of the file. */
  readonly lots: readonly Lot[];
  /** Paise: quantity × price. */
  readonly value: number;
  /** Line of the file on which it first stands. */
  readonly line: number;
}

/** What is held, lot by lot. Money in paise. */
export interface LotPortfolio {
  readonly file: string;
  /** Of the file's bytes. */
  readonly sha256: string;
  readonly holdings: readonly Holding[];
  readonly cash: number;
  /** Of the holdings and cash; above 0. */
  readonly value: number;
}

/**
 * The same by position, as the allocation takes it; cash counts as liquid fund.
 *
 * @throws UserError naming the line of every holding that no position is given for.
 */
export function byPosition({ file, sha256, holdings, cash, value }: LotPortfolio): Portfolio {
  const problems = holdings
    .filter((h) => h.position === null)
    .map(({ id, line }): Problem => ({
      severity: 'error',
      code: 'portfolio',
      about: `${file}:${line}`,
      message: `${id} counts to no position.`,
      remedy: 'Name one in the column position.',
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
