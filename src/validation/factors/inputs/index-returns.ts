import type { AsOfView } from '../../../market/as-of.ts';
import { type Day, displayDay } from '../../../market/day.ts';
import { type MonthlyReturn, monthlyReturns } from '../../../market/monthly-returns.ts';
import { NIFTY, type SeriesId, type SeriesKey } from '../../../market/series.ts';

/**
 * Monthly returns of an index and of the Nifty 50. Each month both are total return, or both price return: the two are
 * comparable only if of one kind.
 */
export interface IndexReturns {
  readonly own: readonly MonthlyReturn[];
  readonly market: readonly MonthlyReturn[];
  /** Which months are total return, for readers: `both without dividends, with dividends from 31 May 2016`. */
  readonly basis: string;
}

export const indexSeries = (series: SeriesId): SeriesKey[] => [
  `${series}.tri`,
  `${series}.close`,
  `${NIFTY}.tri`,
  `${NIFTY}.close`,
];

type ReturnKind = 'total' | 'price';

/**
 * Total returns in every month in which both indices have one, price returns in the others: an index may have prices from
 * one file and a total return index, shorter or longer, from another. Growth is taken within one kind, so splicing adds
 * no jump. Null without a common month.
 */
export function indexReturns(view: AsOfView, series: SeriesId): IndexReturns | null {
  const returns = (key: SeriesKey): ReadonlyMap<number, MonthlyReturn> => {
    const { observedOn, value } = view.column(key);
    return new Map(monthlyReturns(observedOn, value).map((m) => [m.month, m]));
  };
  const own = { total: returns(`${series}.tri`), price: returns(`${series}.close`) };
  const market = { total: returns(`${NIFTY}.tri`), price: returns(`${NIFTY}.close`) };
  const months = [...new Set([...own.total.keys(), ...own.price.keys()])].sort((a, b) => a - b);
  const chosen = months.flatMap((month): SplicedMonth[] => {
    const total = pairOf('total', own.total.get(month), market.total.get(month));
    const price = pairOf('price', own.price.get(month), market.price.get(month));
    const best = betterOf(total, price);
    return best ? [best] : [];
  });
  if (chosen.length === 0) return null;
  return { own: chosen.map((m) => m.own), market: chosen.map((m) => m.market), basis: basisOf(chosen) };
}

interface SplicedMonth {
  readonly kind: ReturnKind;
  readonly own: MonthlyReturn;
  readonly market: MonthlyReturn;
  /** Whether both returns are over the same days. */
  readonly isComparable: boolean;
}

function pairOf(
  kind: ReturnKind,
  own: MonthlyReturn | undefined,
  market: MonthlyReturn | undefined,
): SplicedMonth | null {
  if (!own || !market) return null;
  return { kind, own, market, isComparable: own.start === market.start && own.end === market.end };
}

/** Total return, unless only the prices cover the whole month: levels may end, or have a hole, within it. */
function betterOf(total: SplicedMonth | null, price: SplicedMonth | null): SplicedMonth | null {
  if (!total || !price?.isComparable) return total ?? price;
  const isWhole = total.own.start === price.own.start && total.own.end === price.own.end;
  return total.isComparable && isWhole ? total : price;
}

const WORDS: Readonly<Record<ReturnKind, string>> = { total: 'with dividends', price: 'without dividends' };

/** More changes than this are counted, not listed: a total return index with holes. */
const LISTED = 3;

/** Names each run of months of one kind by the day it begins. */
function basisOf(months: readonly SplicedMonth[]): string {
  const turns = months.flatMap((m, i): { kind: ReturnKind; from: Day }[] =>
    m.kind === months[i - 1]?.kind ? [] : [{ kind: m.kind, from: m.own.start }],
  );
  const [first, ...later] = turns;
  if (later.length > LISTED) {
    const total = months.filter((m) => m.kind === 'total').length;
    return `both with dividends in ${total} of ${months.length} months, without in the others`;
  }
  return [
    `both ${WORDS[first!.kind]}`,
    ...later.map(({ kind, from }) => `${WORDS[kind]} from ${displayDay(from)}`),
  ].join(', ');
}
