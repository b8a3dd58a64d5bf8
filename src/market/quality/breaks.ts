import type { AsOfView, Column } from '../as-of.ts';
import { type Day, day } from '../day.ts';
import { NIFTY, type SeriesKey } from '../series.ts';

/**
 * A dated change in how a figure is made, which would be taken for a move of the market. Figures from the day
 * of the break on are multiplied by `factor`, so that the whole series speaks in the terms of its beginning.
 */
export interface StructuralBreak {
  readonly key: SeriesKey;
  /** The first day on the new basis. */
  readonly on: Day;
  /** The last day on the old basis. */
  readonly lastBefore: Day;
  /** The chain factor as published, to four decimals; used where a file lacks one of the two days. */
  readonly factor: number;
  /** The price index whose move over the break the figure itself must make, and in which direction. */
  readonly movesWith: { readonly price: SeriesKey; readonly power: 1 | -1 };
  readonly reason: string;
}

const NSE_CONSOLIDATED = {
  on: day('2021-03-31'),
  lastBefore: day('2021-03-30'),
  reason:
    'NSE computes the index P/E and dividend yield from consolidated instead of standalone accounts from 31 Mar 2021; P/B is unaffected',
} as const;

/** Every break the engine knows. A jump of that kind with no entry here is reported, not chained. */
export const BREAKS: readonly StructuralBreak[] = [
  {
    key: `${NIFTY}.pe`,
    factor: 1.2051,
    movesWith: { price: `${NIFTY}.close`, power: 1 },
    ...NSE_CONSOLIDATED,
  },
  {
    key: `${NIFTY}.dy`,
    factor: 1.1263,
    movesWith: { price: `${NIFTY}.close`, power: -1 },
    ...NSE_CONSOLIDATED,
  },
];

const valueOn = (column: Column, on: Day): number | undefined => {
  const i = column.observedOn.indexOf(on);
  return i < 0 ? undefined : column.value[i];
};

/**
 * The exact chain factor: the figure of the last old day, carried by the price move into the first new day,
 * over the new day's published figure. Falls back on the registry's rounded factor.
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

/** A chain in force at a view: the entry and the factor that its rows carry. */
export interface Chain {
  readonly entry: StructuralBreak;
  readonly factor: number;
}

/** The breaks of a figure that have happened by the view's date. */
export function chainsOf(view: AsOfView, key: SeriesKey): Chain[] {
  return BREAKS.filter((b) => b.key === key && b.on <= view.asOf).map((entry) => ({
    entry,
    factor: chainFactor(view, entry),
  }));
}

/** What a published figure of a day is multiplied by to stand on the basis of the series' beginning. */
export const chainedBy = (chains: readonly Chain[], observedOn: number): number =>
  chains.reduce((product, c) => (observedOn >= c.entry.on ? product * c.factor : product), 1);
