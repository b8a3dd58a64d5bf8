import { firstFew } from '../../src/format/words.ts';
import { displayDay } from '../../src/market/day.ts';
import type { Problem } from '../../src/market/problem.ts';
import { ratioWords } from '../../src/market/stocks/actions/ratio-words.ts';
import { issuerPart } from '../../src/market/stocks/isin.ts';
import type { Lot } from '../tax/lot.ts';
import type { PortfolioFile } from './portfolio-file.ts';
import type { StocksInStore } from './stocks-in-store.ts';

/** Days from the ex-date within which bonus shares are allotted (our choice; the exchanges ask for two weeks). */
const ALLOTTED_WITHIN = 90;

/**
 * One warning about all stocks with lots older than a bonus in the store, but without a lot of bonus shares: the file then counts
 * them in the older lots, which are taxed differently. Sales are first in, first out, so as long as an older lot is held,
 * the bonus shares are too.
 */
export function missingBonusLots(file: PortfolioFile, stocks: StocksInStore): Problem[] {
  if (file.kind === 'by-value') return [];
  const ofIssuer = new Map<string, { readonly id: string; readonly lots: readonly Lot[] }>();
  for (const { kind, id, lots } of file.portfolio.holdings) {
    if (kind !== 'stock') continue;
    const held = ofIssuer.get(issuerPart(id));
    ofIssuer.set(issuerPart(id), { id, lots: [...(held?.lots ?? []), ...lots] });
  }
  const missing = [...ofIssuer.values()].flatMap(({ id, lots }) =>
    stocks.actionsOf(id).flatMap(({ on, kind, ratio }) => {
      if (kind !== 'bonus' || ratio === null || !lots.some((lot) => lot.bought < on)) return [];
      const isAllotted = ({ bought, cost }: Lot): boolean =>
        cost === 0 && bought >= on && bought <= on + ALLOTTED_WITHIN;
      if (lots.some(isAllotted)) return [];
      return [{ id, bonus: `the bonus of ${displayDay(on)} (${ratioWords('bonus', ratio)})` }];
    }),
  );
  if (missing.length === 0) return [];
  const [only] = missing;
  const of =
    missing.length === 1
      ? only!.bonus
      : `${missing.length} bonus issues (${firstFew(missing.map(({ id, bonus }) => `${id}: ${bonus}`))})`;
  return [
    {
      severity: 'warning',
      code: 'bonus-lot',
      about: missing.length === 1 ? only!.id : 'holdings',
      message: `The portfolio has lots from before ${of}, but no lot of bonus shares; if the older lots include them, their tax is wrong.`,
      remedy:
        'Give the bonus shares a line of their own, bought on the day of allotment at cost 0, and the older lots as they were.',
    },
  ];
}
