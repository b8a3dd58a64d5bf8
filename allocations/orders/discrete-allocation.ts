import { worthDealing } from './minimum-order.ts';

/** One line to be brought to its target. */
export interface Wanted {
  readonly id: string;
  /** Shares held, 0 or more. */
  readonly held: number;
  /** Whole paise a share; above 0. */
  readonly price: number;
  /** Shares that can only be traded together; 1 for a share. */
  readonly lot: number;
  /** Share of all that is held, cash included. */
  readonly target: number;
  /** Lines that may stand in for each other, by name: money for one that would be too small goes to others of its pool. */
  readonly pool: string;
}

export interface WholeTrade {
  readonly id: string;
  /** Bought above 0, sold below; a whole number of lots. */
  readonly shares: number;
  /** `shares` × price: spent above 0. */
  readonly paise: number;
}

export interface WholeTrades {
  /** In the order given, without lines that are not traded. */
  readonly trades: readonly WholeTrade[];
  /** Paise left over. With the value then held it is the value before, exactly. */
  readonly cash: number;
  /** Lines that stay as they are because their trade would be below the minimum, or its money would lie in cash. */
  readonly tooSmall: readonly string[];
}

export interface WholeShareLimits {
  /** Paise. A sale of all that is held is never too small. */
  readonly minimumTrade: number;
  /** Paise to keep for charges and tax. */
  readonly reserve: number;
}

/** A line on its way to its trade. */
interface Draft {
  readonly line: Wanted;
  readonly lotPaise: number;
  /** Paise it is to be worth. */
  readonly worth: number;
  /** Lots traded. */
  lots: number;
}

/**
 * Target weights as trades in whole lots. Orders too small to be made give way to larger ones (`worthDealing`). A line
 * goes to what it is to be worth or the lot below; cash left over buys a lot more of the lines that are furthest below, in ₹,
 * so that less than a lot is left. Where nothing can be bought, nothing is sold only to lie in cash. Cash falls below
 * the reserve only where too little of it was held and sales are too small; it never falls below 0.
 *
 * @param cash paise held, 0 or more.
 */
export function wholeShares(lines: readonly Wanted[], cash: number, limits: WholeShareLimits): WholeTrades {
  check(lines, cash);
  const money = Math.max(0, lines.reduce((sum, l) => sum + l.held * l.price, cash) - limits.reserve);
  const staying = new Set<number>();
  let drafts = drafted(lines, cash, money, limits, staying);
  // Rounded to lots an order may be too small that was not: it stays out of the next draft.
  for (;;) {
    const small = byLargest(drafts, (d) => Math.abs(paise(d))).findLast((d) =>
      isTooSmall(d, limits.minimumTrade),
    );
    if (!small) break;
    staying.add(drafts.indexOf(small));
    drafts = drafted(lines, cash, money, limits, staying);
  }
  keepWhatBuysNothing(drafts, cash, money, limits.reserve);

  const traded = drafts.filter((d) => d.lots !== 0);
  return {
    trades: traded.map((d) => ({ id: d.line.id, shares: d.lots * d.line.lot, paise: paise(d) })),
    cash: cashAfter(drafts, cash),
    tooSmall: drafts.filter((d) => d.lots === 0 && isAway(d.line, money)).map((d) => d.line.id),
  };
}

/** The orders in whole lots, of the lines that do not stay as they are. */
function drafted(
  lines: readonly Wanted[],
  cash: number,
  money: number,
  { minimumTrade, reserve }: WholeShareLimits,
  staying: Set<number>,
): Draft[] {
  const sized = lines.map(({ held, price, lot, target, pool }) => ({
    held: held * price,
    target,
    lot: lot * price,
    pool,
  }));
  const worth = worthDealing(sized, money, minimumTrade, staying);
  const drafts = lines.map((line, i) => draft(line, worth[i]!));
  const left = (): number => cashAfter(drafts, cash) - reserve;
  for (const d of byLargest(drafts, paise)) {
    if (left() >= 0 || d.lots <= 0) break;
    d.lots = Math.max(0, d.lots - Math.ceil(-left() / d.lotPaise));
  }
  // What no line is to be worth stays in cash, but for a rest of rounding.
  const rest = worth.reduce((sum, paise) => sum - paise, money);
  const idle = Math.max(0, Math.floor(rest));
  for (const d of byLargest(drafts, shortfall)) {
    const fits = d.lotPaise <= left() - idle && shortfall(d) > 0;
    if (fits && !isTooSmall({ ...d, lots: d.lots + 1 }, minimumTrade)) d.lots += 1;
  }
  return drafts;
}

function draft(line: Wanted, worth: number): Draft {
  const { held, price, lot } = line;
  const lotPaise = lot * price;
  // A hair above a whole number of lots is that number: 0.3 × 10 shares are 3, not 2.
  const lots = Math.floor((worth - held * price) / lotPaise + 1e-9);
  return { line, lotPaise, worth, lots: Math.max(lots, -Math.floor(held / lot)) };
}

/** Takes back sales, the largest first, as far as their money would lie in cash while nothing is bought. */
function keepWhatBuysNothing(drafts: readonly Draft[], cash: number, money: number, reserve: number): void {
  if (drafts.some((d) => d.lots > 0)) return;
  const wanted = reserve + money * (1 - drafts.reduce((sum, d) => sum + d.line.target, 0));
  for (const d of byLargest(drafts, (of) => -paise(of)))
    if (cashAfter(drafts, cash) + paise(d) >= wanted) d.lots = 0;
}

const paise = (d: Draft): number => d.lots * d.lotPaise;

const cashAfter = (drafts: readonly Draft[], cash: number): number =>
  drafts.reduce((sum, d) => sum - paise(d), cash);

/** Paise that a line lacks to what it is to be worth. */
const shortfall = (d: Draft): number => d.worth - d.line.held * d.line.price - paise(d);

function isTooSmall(d: Draft, minimum: number): boolean {
  const soldOut = d.lots < 0 && d.line.held + d.lots * d.line.lot === 0;
  return d.lots !== 0 && !soldOut && Math.abs(paise(d)) < minimum;
}

/** Whether what is held is not the target, to half a lot. */
function isAway({ held, price, lot, target }: Wanted, money: number): boolean {
  const lots = Math.abs(target * money - held * price) / (lot * price);
  return lots >= 0.5 || (held === 0 && target > 0);
}

/** The earlier line first among equals, so that the same lines give the same trades. */
const byLargest = (drafts: readonly Draft[], of: (d: Draft) => number): Draft[] =>
  drafts
    .map((d, i) => ({ d, i, size: of(d) }))
    .sort((a, b) => b.size - a.size || a.i - b.i)
    .map(({ d }) => d);

function check(lines: readonly Wanted[], cash: number): void {
  const whole = (x: number, least: number): boolean => Number.isSafeInteger(x) && x >= least;
  if (!whole(cash, 0)) throw new RangeError(`not cash in paise: ${cash}`);
  for (const { id, held, price, lot, target } of lines) {
    const fit = whole(held, 0) && whole(price, 1) && whole(lot, 1) && target >= 0;
    if (!fit) throw new RangeError(`${id}: ${held} held at ${price} paise in lots of ${lot} to ${target}`);
  }
  const value = lines.reduce((sum, l) => sum + l.held * l.price, cash);
  const share = lines.reduce((sum, l) => sum + l.target, 0);
  if (!Number.isSafeInteger(value)) throw new RangeError(`too much to count in paise: ${value}`);
  if (share > 1 + 1e-9) throw new RangeError(`targets sum to ${share}`);
}
