import { STYLE_COUNT, STYLES } from '../factors.ts';
import type { RiskSession } from '../store/daily-record.ts';
import type { BetFamily } from './test-portfolio.ts';
import { investable, stockBets } from './stock-portfolios.ts';

const FIFTHS = 5;
const BETA = STYLES.indexOf('BETA');

/**
 * What people hold: shares and nothing sold short, weighted equally. The universe, and the fifths of it that go furthest and
 * least with the market, whose risk hangs on how factors move with the market and not on the market alone.
 */
export const fullyInvested: BetFamily = {
  kind: 'fully invested',
  names: ['the universe', 'highest fifth by BETA', 'lowest fifth by BETA'],
  upkeep: 'formed anew',
  form: (session) => {
    const names = investable(session);
    const count = Math.floor(names.length / FIFTHS);
    if (count === 0) return null;
    const byBeta = Array.from(names.keys()).sort(
      (a, b) => betaOf(session, names[b]!) - betaOf(session, names[a]!) || a - b,
    );
    const held = [byBeta, byBeta.slice(0, count), byBeta.slice(-count)];
    const weights = held.map((of) => {
      const w = new Float64Array(names.length);
      for (const k of of) w[k] = 1 / of.length;
      return w;
    });
    return stockBets(session, names, weights);
  },
};

const betaOf = ({ styles }: RiskSession, issuer: number): number => styles[issuer * STYLE_COUNT + BETA]!;
