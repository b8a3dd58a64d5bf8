import { ISIN_CLASS_NAMES, isinClass } from '../../src/market/stocks/isin-class.ts';
import { type PositionId, POSITIONS } from '../positions.ts';
import { hasCheckDigit } from '../../src/market/stocks/isin-check.ts';
import { type LineFault, positionMeant } from './cell-faults.ts';
import { quoted } from './parse-amount.ts';

/**
 * How a holding is traded, charged and taxed. `stock`: whole shares of a listed company, ordinary or not. `etf`: whole units
 * of a fund on the exchange. `fund`: units of a mutual fund, bought from and sold to it. `position`: a position as a whole.
 */
export type HoldingKind = 'stock' | 'etf' | 'fund' | 'position';

const isPosition = (text: string): text is PositionId => POSITIONS.some((p) => p === text);
const isSchemeCode = (text: string): boolean => /^\d{5,6}$/.test(text);

/** What the column `traded` may say of fund units; empty leaves it to the list of exchange-traded funds. */
export const TRADED = ['exchange', 'fund'] as const;

/**
 * The kind of a holding by its id, which is an ISIN, an AMFI scheme code or a position, or why it cannot be held.
 *
 * @param traded the column of that name.
 */
export function holdingKind(id: string, traded: string): HoldingKind | LineFault {
  if (isPosition(id)) return 'position';
  if (isSchemeCode(id)) return 'fund';
  const found = isinClass(id);
  if (found === null) {
    const meant = positionMeant(id);
    return {
      message: `${quoted(id)} is not a valid holding.`,
      remedy: `${meant === undefined ? '' : `Write ${meant} if that is meant. `}Use an ISIN, an AMFI scheme code, cash, or one of ${POSITIONS.join(', ')}.`,
    };
  }
  if (!hasCheckDigit(id)) {
    return {
      message: `${id} is not a valid ISIN: its check digit is wrong.`,
      remedy: 'Check it for a typing error.',
    };
  }
  switch (found) {
    case 'ordinary-share':
    case 'special-share':
      return 'stock';
    case 'exchange-traded-fund':
    case 'mutual-fund':
      if (traded === 'exchange') return 'etf';
      if (traded === 'fund') return 'fund';
      return found === 'exchange-traded-fund' ? 'etf' : 'fund';
    case 'government-security':
      return refused(id, found, 'Give its value as the position g-sec, on a line of its own.');
    default:
      return refused(id, found, 'Remove the line.');
  }
}

const refused = (id: string, found: keyof typeof ISIN_CLASS_NAMES, remedy: string): LineFault => ({
  message: `${id} is ${ISIN_CLASS_NAMES[found]}; only listed shares (INE…01…, IN9…01…) and fund units (INF…) can be held, because others are not taxed and charged like these.`,
  remedy,
});
