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
  /** Lines held as they are because their trade would be below the minimum. */
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
  /** Shares wanted, in fractions. */
  readonly wanted: number;
  /** Lots traded. */
  lots: number;
}

/**
 * Target weights as trades in whole lots. A line goes to its target or the lot below it; what then is too small is left
 * out, the largest purchases give way where that leaves too little cash, and cash left over buys a lot more of
 * the lines that are furthest below their targets, in ₹. Cash falls below the reserve only where too little of it was
 * held and sales are too small; it never falls below 0.
 *
 * @param cash paise held, 0 or more.
 */
export function wholeShares(lines: readonly Wanted[], cash: number, limits: WholeShareLimits): WholeTrades {
  const { minimumTrade, reserve } = limits;
  check(lines, cash);
  const total = cash + lines.reduce((sum, l) => sum + l.held * l.price, 0);
  const drafts = lines.map((line) => draft(line, Math.max(0, total - reserve)));

  const tooSmall = new Set<Draft>();
  const leaveOutSmall = (d: Draft): void => {
    if (!isTooSmall(d, minimumTrade)) return;
    tooSmall.add(d);
    d.lots = 0;
  };
  drafts.forEach(leaveOutSmall);
  const left = (): number => drafts.reduce((sum, d) => sum - paise(d), cash);

  for (const d of byLargest(drafts, paise)) {
    const missing = reserve - left();
    if (missing <= 0 || d.lots <= 0) break;
    d.lots = Math.max(0, d.lots - Math.ceil(missing / d.lotPaise));
    leaveOutSmall(d);
  }
  for (const d of byLargest(drafts, shortfall)) {
    const fits = d.lotPaise <= left() - reserve && shortfall(d) >= d.lotPaise / 2;
    // One lot more of what is traded anyway, or of what would be a trade worth making.
    const more = { ...d, lots: d.lots + 1 };
    if (fits && !tooSmall.has(d) && !isTooSmall(more, minimumTrade)) d.lots += 1;
  }

  const traded = drafts.filter((d) => d.lots !== 0);
  return {
    trades: traded.map((d) => ({ id: d.line.id, shares: d.lots * d.line.lot, paise: paise(d) })),
    cash: left(),
    tooSmall: drafts.filter((d) => tooSmall.has(d)).map((d) => d.line.id),
  };
}

function draft(line: Wanted, value: number): Draft {
  const { held, price, lot, target } = line;
  const wanted = (target * value) / price;
  // A hair above a whole number of lots is that number: 0.3 × 10 shares are 3, not 2.
  const lots = Math.floor((wanted - held) / lot + 1e-9);
  return { line, lotPaise: lot * price, wanted, lots: Math.max(lots, -Math.floor(held / lot)) };
}

const paise = (d: Draft): number => d.lots * d.lotPaise;

/** Paise that a line lacks to its target. */
const shortfall = (d: Draft): number => (d.wanted - d.line.held) * d.line.price - paise(d);

function isTooSmall(d: Draft, minimum: number): boolean {
  const soldOut = d.lots < 0 && d.line.held + d.lots * d.line.lot === 0;
  return d.lots !== 0 && !soldOut && Math.abs(paise(d)) < minimum;
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
