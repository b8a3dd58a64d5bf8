import type { AsOfView, Column } from '../as-of.ts';
import { type Day, day } from '../day.ts';
import { NIFTY, type SeriesKey } from '../series.ts';

/**
 * A dated change in how a publisher computes a figure, which would otherwise look like a market move. Values from the
 * day of the break on are multiplied by `factor`, so that the whole series is on its original basis.
 */
export interface StructuralBreak {
  readonly key: SeriesKey;
  /** The first day on the new basis. */
  readonly on: Day;
  /** The last day on the old basis. */
  readonly lastBefore: Day;
  /** The chain factor to four decimals, used if the store lacks one of the two days. */
  readonly factor: number;
  /** The price index whose move over the break the figure must follow, and in which direction. */
  readonly movesWith: { readonly price: SeriesKey; readonly power: 1 | -1 };
  readonly reason: string;
}

const CONSOLIDATED_EARNINGS = {
  on: day('2021-03-31'),
  lastBefore: day('2021-03-30'),
  reason:
    'NSE computes the index P/E and dividend yield from consolidated instead of standalone accounts from 31 Mar 2021; P/B is unaffected',
} as const;

const CONSOLIDATED_NET_WORTH = {
  on: day('2023-09-29'),
  lastBefore: day('2023-09-28'),
  reason:
    'NSE computes the index P/B from consolidated instead of standalone net worth from 29 Sep 2023; P/E and dividend yield are unaffected',
} as const;

/** The registry of breaks. A jump of that kind without an entry here is reported, not chained. */
export const BREAKS: readonly StructuralBreak[] = [
  {
    key: `${NIFTY}.pe`,
    factor: 1.2051,
    movesWith: { price: `${NIFTY}.close`, power: 1 },
    ...CONSOLIDATED_EARNINGS,
  },
  {
    key: `${NIFTY}.dy`,
    factor: 1.1263,
    movesWith: { price: `${NIFTY}.close`, power: -1 },
    ...CONSOLIDATED_EARNINGS,
  },
  {
    // P/B 4.31 → 3.46 while the Nifty went from 19,523.55 to 19,638.30.
    key: `${NIFTY}.pb`,
    factor: 1.253,
    movesWith: { price: `${NIFTY}.close`, power: 1 },
    ...CONSOLIDATED_NET_WORTH,
  },
];

const valueOn = (column: Column, on: Day): number | undefined => {
  const i = column.observedOn.indexOf(on);
  return i < 0 ? undefined : column.value[i];
};

/**
 * The exact chain factor: the value of the last day on the old basis, moved with the price to the first day on the new
 * basis, divided by the published value of that day. Falls back on the registry's rounded factor.
 */
export function chainFactor(view: AsOfView, entry: StructuralBreak): number {
  const figure = view.column(entry.key);
  const price = view.column(entry.movesWith.price);
  const old = valueOn(figure, entry.lastBefore);
  const now = valueOn(figure, entry.on);
  const priceOld = valueOn(price, entry.lastBefore);
  const priceNow = valueOn(price, entry.on);
  if (!old || !now || !priceOld || !priceNow) return entry.factor;
  const move = priceNow / priceOld;
  return (entry.movesWith.power === 1 ? old * move : old / move) / now;
}

/** A break in force at a view's date, with its chain factor. */
export interface Chain {
  readonly entry: StructuralBreak;
  readonly factor: number;
}

/**
 * The breaks of a figure that occurred by the view's date. A break that the stored figures do not show is left out: they
 * come from a source that has one basis throughout, and chaining would put a break into them.
 */
export function chainsOf(view: AsOfView, key: SeriesKey): Chain[] {
  return BREAKS.filter((b) => b.key === key && b.on <= view.asOf)
    .map((entry) => ({ entry, factor: chainFactor(view, entry) }))
    .filter(({ entry, factor }) => isShown(entry, factor));
}

/** Whether the step in the figures is at least half of the published one, in logs (our choice: nearer to it than to none). */
const isShown = ({ factor: published }: StructuralBreak, factor: number): boolean =>
  Math.log(factor) / Math.log(published) >= 0.5;

/** The factor that puts a published value of a day on the original basis of its series. */
export const chainedBy = (chains: readonly Chain[], observedOn: number): number =>
  chains.reduce((product, c) => (observedOn >= c.entry.on ? product * c.factor : product), 1);
