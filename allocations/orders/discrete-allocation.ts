import { valuesAboveMinimum } from './minimum-order.ts';

/** A line to trade to its target. */
export interface TargetLine {
  readonly id: string;
  /** Shares held, 0 or more. */
  readonly held: number;
  /** Whole paise per share; above 0. */
  readonly price: number;
  /** Lot size in shares; 1 for stocks. */
  readonly lot: number;
  /** Fraction of the portfolio, cash included. */
  readonly target: number;
  /** Name of a pool of substitutable lines: the money of a line with too small an order goes to others of its pool. */
  readonly pool: string;
  /** Largest value after its order, in paise; without it there is no limit. What is held above it is sold, however little. */
  readonly ceiling?: number;
}

export interface DiscreteTrade {
  readonly id: string;
  /** Above 0 for a purchase, below for a sale; a whole number of lots. */
  readonly shares: number;
  /** `shares` × price: above 0 for a purchase. */
  readonly paise: number;
}

export interface DiscreteAllocation {
  /** In the order given; untraded lines are omitted. */
  readonly trades: readonly DiscreteTrade[];
  /** Remaining paise. Together with the value then held it equals the value before, exactly. */
  readonly cash: number;
  /** Lines not traded because the order would be below the minimum, or because its proceeds would stay in cash. */
  readonly belowMinimum: readonly string[];
}

export interface DiscreteAllocationLimits {
  /** Paise. An order that closes a position is never too small. */
  readonly minimumTrade: number;
  /** Paise to reserve for charges and tax. */
  readonly reserve: number;
}

/** A line with its order in progress. */
interface Draft {
  readonly line: TargetLine;
  readonly lotPaise: number;
  /** Target value in paise. */
  readonly targetValue: number;
  /** Lots traded. */
  lots: number;
}

/**
 * Converts target weights into trades in whole lots (discrete allocation). Orders below the minimum are replaced by larger
 * ones in their pool (`valuesAboveMinimum`). Each line is rounded down to whole lots; remaining cash buys one more lot of
 * the lines furthest below target, in ₹, until less than a lot is left. If nothing can be bought, nothing is sold merely
 * to hold cash, except above a ceiling. Cash falls below the reserve only if too little of it was held and sales are below the minimum; it is
 * never negative.
 *
 * @param cash paise held, 0 or more.
 */
export function discreteAllocation(
  lines: readonly TargetLine[],
  cash: number,
  limits: DiscreteAllocationLimits,
): DiscreteAllocation {
  check(lines, cash);
  const money = Math.max(0, lines.reduce((sum, l) => sum + l.held * l.price, cash) - limits.reserve);
  const excluded = new Uint8Array(lines.length);
  let drafts = drafted(lines, cash, money, limits, excluded);
  // Rounding to lots may push an order below the minimum: it is excluded from the next draft.
  for (;;) {
    const small = smallestOrder(drafts, limits.minimumTrade);
    if (small < 0) break;
    excluded[small] = 1;
    drafts = drafted(lines, cash, money, limits, excluded);
  }
  undoIdleSales(drafts, cash, money, limits.reserve);

  const traded = drafts.filter((d) => d.lots !== 0);
  return {
    trades: traded.map((d) => ({ id: d.line.id, shares: d.lots * d.line.lot, paise: paise(d) })),
    cash: cashAfter(drafts, cash),
    belowMinimum: drafts.filter((d) => d.lots === 0 && isAway(d.line, money)).map((d) => d.line.id),
  };
}

/** Draft orders in whole lots for the lines that are not excluded. */
function drafted(
  lines: readonly TargetLine[],
  cash: number,
  money: number,
  { minimumTrade, reserve }: DiscreteAllocationLimits,
  excluded: Uint8Array,
): Draft[] {
  const sized = lines.map(({ held, price, lot, target, pool, ceiling = Infinity }) => ({
    held: held * price,
    target,
    lot: lot * price,
    pool,
    ceiling,
  }));
  const values = valuesAboveMinimum(sized, money, minimumTrade, excluded);
  const drafts = lines.map((line, i) => draft(line, values[i]!));
  // Whole paise, so it is exact when kept up to date order by order.
  let cashLeft = cashAfter(drafts, cash);
  for (const d of byLargest(drafts, paise)) {
    const left = cashLeft - reserve;
    if (left >= 0 || d.lots <= 0) break;
    cashLeft += paise(d);
    d.lots = Math.max(0, d.lots - Math.ceil(-left / d.lotPaise));
    cashLeft -= paise(d);
  }
  // Money that no line's target takes stays in cash, except for a rounding remainder.
  const rest = values.reduce((sum, paise) => sum - paise, money);
  const idle = Math.max(0, Math.floor(rest));
  for (const d of byLargest(drafts, shortfall)) {
    const fits = d.lotPaise <= Math.min(cashLeft - reserve - idle, roomOf(d)) && shortfall(d) > 0;
    if (!fits || isTooSmall(d, d.lots + 1, minimumTrade)) continue;
    d.lots += 1;
    cashLeft -= d.lotPaise;
  }
  return drafts;
}

function draft(line: TargetLine, targetValue: number): Draft {
  const { held, price, lot } = line;
  const lotPaise = lot * price;
  // Rounding tolerance: 0.3 × 10 shares are 3, not 2.
  const lots = Math.floor((targetValue - held * price) / lotPaise + 1e-9);
  return { line, lotPaise, targetValue, lots: Math.max(lots, -Math.floor(held / lot)) };
}

/** If nothing is bought, cancels sales, the largest first, whose proceeds would stay in cash. */
function undoIdleSales(drafts: readonly Draft[], cash: number, money: number, reserve: number): void {
  if (drafts.some((d) => d.lots > 0)) return;
  const cashTarget = reserve + money * (1 - drafts.reduce((sum, d) => sum + d.line.target, 0));
  let cashLeft = cashAfter(drafts, cash);
  for (const d of byLargest(drafts, (of) => -paise(of))) {
    const without = cashLeft + paise(d);
    if (isAboveCeiling(d.line) || without < cashTarget) continue;
    d.lots = 0;
    cashLeft = without;
  }
}

const paise = (d: Draft): number => d.lots * d.lotPaise;

const cashAfter = (drafts: readonly Draft[], cash: number): number =>
  drafts.reduce((sum, d) => sum - paise(d), cash);

/** Paise by which a line is below its target value. */
const shortfall = (d: Draft): number => d.targetValue - d.line.held * d.line.price - paise(d);

/** Paise by which a line may still grow. */
const roomOf = (d: Draft): number => (d.line.ceiling ?? Infinity) - d.line.held * d.line.price - paise(d);

const isAboveCeiling = ({ held, price, ceiling = Infinity }: TargetLine): boolean => held * price > ceiling;

/** Whether an order of so many lots is below the minimum. */
function isTooSmall({ line, lotPaise }: Draft, lots: number, minimum: number): boolean {
  const soldOut = lots < 0 && line.held + lots * line.lot === 0;
  const mustSell = lots < 0 && isAboveCeiling(line);
  return lots !== 0 && !soldOut && !mustSell && Math.abs(lots * lotPaise) < minimum;
}

/** The draft with the smallest order below the minimum, the last of equals; -1 if there is none. */
function smallestOrder(drafts: readonly Draft[], minimum: number): number {
  let found = -1;
  let least = Infinity;
  drafts.forEach((d, i) => {
    const size = Math.abs(paise(d));
    if (size > least || !isTooSmall(d, d.lots, minimum)) return;
    found = i;
    least = size;
  });
  return found;
}

/** Whether the holding differs from the target by at least half a lot. */
function isAway({ held, price, lot, target }: TargetLine, money: number): boolean {
  const lots = Math.abs(target * money - held * price) / (lot * price);
  return lots >= 0.5 || (held === 0 && target > 0);
}

/** Ties go to the earlier line, so the result is deterministic. */
const byLargest = (drafts: readonly Draft[], of: (d: Draft) => number): Draft[] =>
  drafts
    .map((d, i) => ({ d, i, size: of(d) }))
    .sort((a, b) => b.size - a.size || a.i - b.i)
    .map(({ d }) => d);

function check(lines: readonly TargetLine[], cash: number): void {
  const whole = (x: number, least: number): boolean => Number.isSafeInteger(x) && x >= least;
  if (!whole(cash, 0)) throw new RangeError(`cash must be whole paise, 0 or more: ${cash}`);
  for (const { id, held, price, lot, target } of lines) {
    const fit = whole(held, 0) && whole(price, 1) && whole(lot, 1) && target >= 0;
    if (!fit)
      throw new RangeError(
        `${id}: invalid line: ${held} held at ${price} paise, lot ${lot}, target ${target}`,
      );
  }
  const value = lines.reduce((sum, l) => sum + l.held * l.price, cash);
  const targets = lines.reduce((sum, l) => sum + l.target, 0);
  if (!Number.isSafeInteger(value))
    throw new RangeError(`the portfolio value exceeds exact integers in paise: ${value}`);
  if (targets > 1 + 1e-9) throw new RangeError(`targets sum to ${targets}`);
}
