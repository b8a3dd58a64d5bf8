import { rupeesAndPaise } from '../../src/format/rupees.ts';
import type { Problem } from '../../src/market/problem.ts';
import { issuerPart } from '../../src/market/stocks/isin.ts';
import type { LotHolding } from '../holdings/portfolio-by-lot.ts';
import { columnsByIssuer } from '../stocks/columns.ts';
import { stockLiquidity } from '../stocks/liquidity.ts';
import type { StockSnapshot } from '../stocks/stock-snapshot.ts';
import { quantityOf } from '../tax/lot.ts';
import { type NotTradable, notTradableWarnings, isTradable } from './not-tradable.ts';
import type { PositionLine } from './position-line.ts';

/**
 * Lines of stocks held or targeted, one per issuer, ordered by ISIN. A stock that cannot be traded has a line with
 * `tradedIn: 'nothing'`.
 *
 * @param ofHolding target weights of holdings that are scaled pro rata.
 * @param ofStock look-through target weights by snapshot column.
 * @param problems receives warnings.
 */
export function stockLines(
  holdings: readonly LotHolding[],
  ofHolding: ReadonlyMap<LotHolding, number>,
  ofStock: ReadonlyMap<number, number>,
  stocks: StockSnapshot | null,
  problems: Problem[],
): PositionLine[] {
  const columns = stocks ? columnsByIssuer(stocks) : new Map<string, number>();
  const targets = new Map(ofStock);
  const notTradable: NotTradable[] = [];
  /** What the snapshot knows of a stock. */
  const known = (id: string, column: number | undefined) => {
    if (!stocks) return { id, name: id, tradedIn: 'shares', liquidity: null } as const;
    const issuer = column === undefined ? null : stocks.issuers[column]!;
    const name = issuer?.name || id;
    const canBeTraded = isTradable(stocks, column);
    if (!canBeTraded)
      notTradable.push({ id, name, lastTraded: column === undefined ? null : stocks.lastTraded[column]! });
    return {
      id: issuer?.isin || id,
      name,
      tradedIn: canBeTraded ? 'shares' : 'nothing',
      liquidity: column === undefined ? null : stockLiquidity(stocks, column),
    } as const;
  };

  const held = byIssuer(holdings).map((of): PositionLine => {
    const latest = of.reduce((a, b) => (b.id > a.id ? b : a));
    const column = columns.get(issuerPart(latest.id));
    const ofSleeves = column === undefined ? 0 : (targets.get(column) ?? 0);
    if (column !== undefined) targets.delete(column);
    if (stocks && column !== undefined) checkPrice(latest, stocks.price[column]!, problems);
    const lots = of.length === 1 ? latest.lots : of.flatMap((h) => h.lots);
    const { id, name, tradedIn, liquidity } = known(latest.id, column);
    return {
      id,
      name,
      segment: 'equity-delivery',
      tradedIn,
      held: quantityOf(lots),
      price: latest.price,
      value: of.reduce((sum, h) => sum + h.value, 0),
      target: of.reduce((sum, h) => sum + (ofHolding.get(h) ?? 0), ofSleeves),
      liquidity,
      lots,
      isEquity: true,
    };
  });
  const bought = [...targets].flatMap(([column, target]): PositionLine[] => {
    if (!stocks || target === 0) return [];
    const { isin, symbol } = stocks.issuers[column]!;
    const price = stocks.price[column]!;
    const { id, name, tradedIn, liquidity } = known(isin || symbol, column);
    return [
      {
        id,
        name,
        segment: 'equity-delivery',
        tradedIn,
        held: 0,
        price: price > 0 ? Math.round(100 * price) / 100 : 0,
        value: 0,
        target,
        liquidity,
        lots: [],
        isEquity: true,
      },
    ];
  });
  if (stocks) problems.push(...notTradableWarnings(notTradable, stocks.day));
  return [...held, ...bought].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/**
 * Groups holdings by issuer, across sleeves and across ISINs before and after a change of face value: a sale consumes the
 * issuer's lots first in first out, whichever sleeve they belong to.
 */
function byIssuer(holdings: readonly LotHolding[]): LotHolding[][] {
  const issuers = new Map<string, LotHolding[]>();
  for (const h of holdings) {
    if (h.kind !== 'stock') continue;
    const key = issuerPart(h.id);
    const of = issuers.get(key);
    if (of) of.push(h);
    else issuers.set(key, [h]);
  }
  return [...issuers.values()];
}

/** Relative difference between the file's price and the store's that raises a warning (our choice). */
const PRICE_TOLERANCE = 0.01;

function checkPrice({ id, price, line }: LotHolding, known: number, problems: Problem[]): void {
  if (!(Math.abs(price / known - 1) > PRICE_TOLERANCE)) return;
  problems.push({
    severity: 'warning',
    code: 'portfolio-price',
    about: id,
    message: `${line > 0 ? `Line ${line} of the portfolio` : 'The account'} gives a price of ${rupeesAndPaise(price)}, the store ${rupeesAndPaise(known)}; the portfolio's price is used.`,
    remedy: 'Value the portfolio at the prices of the as-of date.',
  });
}
