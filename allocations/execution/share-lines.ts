import type { Problem } from '../../src/market/problem.ts';
import { issuerPart } from '../../src/market/stocks/isin.ts';
import type { Holding } from '../holdings/lot-portfolio.ts';
import { shareLiquidity } from '../share-liquidity.ts';
import type { StockBasis } from '../stock-basis.ts';
import { quantityOf } from '../tax/lot.ts';
import type { Line } from './line.ts';

/**
 * Shares held and shares wanted, a line each in order of ISIN.
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
  const lines = byShare(holdings).map((of): Line => {
    const h = of[0]!;
    const lots = of.flatMap((each) => each.lots);
    const column = columns.get(issuerPart(h.id));
    const ofSleeves = column === undefined ? 0 : (wanted.get(column) ?? 0);
    if (column !== undefined) wanted.delete(column);
    if (basis && column !== undefined) checkPrice(h, basis.price[column]!, problems);
    return {
      id: h.id,
      name: (basis && column !== undefined && basis.issuers[column]!.name) || h.id,
      segment: 'equity-delivery',
      dealtIn: 'shares',
      held: quantityOf(lots),
      price: h.price,
      value: of.reduce((sum, each) => sum + each.value, 0),
      target: of.reduce((sum, each) => sum + (ofHolding.get(each) ?? 0), ofSleeves),
      liquidity: basis && column !== undefined ? shareLiquidity(basis, column) : null,
      lots,
      isEquity: true,
    };
  });
  if (!basis) return lines;
  const bought = [...wanted].flatMap(([column, target]): Line[] => {
    const { isin, name } = basis.issuers[column]!;
    const price = Math.round(100 * basis.price[column]!) / 100;
    if (target === 0) return [];
    if (!(price > 0)) {
      problems.push({
        severity: 'warning',
        code: 'no-price',
        about: isin,
        message: `${name} is to be bought, but has no price; its money stays in cash.`,
        remedy: 'Import its price of the as-of date.',
      });
      return [];
    }
    const liquidity = shareLiquidity(basis, column);
    return [
      {
        id: isin,
        name,
        segment: 'equity-delivery',
        dealtIn: 'shares',
        held: 0,
        price,
        value: 0,
        target,
        liquidity,
        lots: [],
        isEquity: true,
      },
    ];
  });
  return [...lines, ...bought].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** What several sleeves hold of a share is one line: a sale takes its lots first in first out, whosever they are. */
function byShare(holdings: readonly Holding[]): Holding[][] {
  const shares = new Map<string, Holding[]>();
  for (const h of holdings) if (h.kind === 'stock') shares.set(h.id, [...(shares.get(h.id) ?? []), h]);
  return [...shares.values()];
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
