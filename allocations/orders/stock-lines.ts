import type { Problem } from '../../src/market/problem.ts';
import { issuerPart } from '../../src/market/stocks/isin.ts';
import type { Holding } from '../holdings/portfolio-by-lot.ts';
import { shareLiquidity } from '../stocks/liquidity.ts';
import type { StockBasis } from '../stocks/stock-snapshot.ts';
import { quantityOf } from '../tax/lot.ts';
import { type AtRest, atRestTold, isDealable } from './not-tradable.ts';
import type { Line } from './position-line.ts';

/**
 * Shares held and shares wanted, a line an issuer in order of ISIN. What cannot be dealt has a line in which nothing is.
 *
 * @param ofHolding targets of holdings that are scaled as they are.
 * @param ofShare targets of the basis' columns, by look-through.
 * @param problems takes up what is doubtful.
 */
export function shareLines(
  holdings: readonly Holding[],
  ofHolding: ReadonlyMap<Holding, number>,
  ofShare: ReadonlyMap<number, number>,
  basis: StockBasis | null,
  problems: Problem[],
): Line[] {
  const columns = new Map(basis?.issuers.map(({ isin }, i) => [issuerPart(isin), i]));
  const wanted = new Map(ofShare);
  const atRest: AtRest[] = [];
  /** What the basis knows of a share. */
  const known = (id: string, column: number | undefined) => {
    if (!basis) return { id, name: id, dealtIn: 'shares', liquidity: null } as const;
    const issuer = column === undefined ? null : basis.issuers[column]!;
    const name = issuer?.name || id;
    const canBeDealt = isDealable(basis, column);
    if (!canBeDealt)
      atRest.push({ id, name, lastTraded: column === undefined ? null : basis.lastTraded[column]! });
    return {
      id: issuer?.isin || id,
      name,
      dealtIn: canBeDealt ? 'shares' : 'nothing',
      liquidity: column === undefined ? null : shareLiquidity(basis, column),
    } as const;
  };

  const held = byIssuer(holdings).map((of): Line => {
    const latest = of.reduce((a, b) => (b.id > a.id ? b : a));
    const column = columns.get(issuerPart(latest.id));
    const ofSleeves = column === undefined ? 0 : (wanted.get(column) ?? 0);
    if (column !== undefined) wanted.delete(column);
    if (basis && column !== undefined) checkPrice(latest, basis.price[column]!, problems);
    const lots = of.flatMap((each) => each.lots);
    return {
      ...known(latest.id, column),
      segment: 'equity-delivery',
      held: quantityOf(lots),
      price: latest.price,
      value: of.reduce((sum, each) => sum + each.value, 0),
      target: of.reduce((sum, each) => sum + (ofHolding.get(each) ?? 0), ofSleeves),
      lots,
      isEquity: true,
    };
  });
  const bought = [...wanted].flatMap(([column, target]): Line[] => {
    if (!basis || target === 0) return [];
    const { isin, symbol } = basis.issuers[column]!;
    const price = basis.price[column]!;
    return [
      {
        ...known(isin || symbol, column),
        segment: 'equity-delivery',
        held: 0,
        price: price > 0 ? Math.round(100 * price) / 100 : 0,
        value: 0,
        target,
        lots: [],
        isEquity: true,
      },
    ];
  });
  if (basis) problems.push(...atRestTold(atRest, basis.day));
  return [...held, ...bought].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/**
 * What several sleeves hold of a company, under its ISIN of before and after a change of face value too: a sale takes its lots
 * first in first out, whosever they are.
 */
function byIssuer(holdings: readonly Holding[]): Holding[][] {
  const issuers = new Map<string, Holding[]>();
  for (const h of holdings) {
    if (h.kind !== 'stock') continue;
    const key = issuerPart(h.id);
    issuers.set(key, [...(issuers.get(key) ?? []), h]);
  }
  return [...issuers.values()];
}

/** How far a file's price may be from the store's before it is told (our choice). */
const PRICE_TOLERANCE = 0.01;

function checkPrice({ id, price, line }: Holding, known: number, problems: Problem[]): void {
  if (!(Math.abs(price / known - 1) > PRICE_TOLERANCE)) return;
  problems.push({
    severity: 'warning',
    code: 'portfolio-price',
    about: id,
    message: `Line ${line} of the portfolio has it at ₹ ${price}, the store at ₹ ${known.toFixed(2)}; the portfolio's price is used.`,
    remedy: 'Value the portfolio at the prices of the as-of date.',
  });
}
