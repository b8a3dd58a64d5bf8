import { randomStream } from '../../math/random/random.ts';
import type { BetFamily } from './test-portfolio.ts';
import { investable, stockBets } from './stock-portfolios.ts';

/** About this part of the universe is in each portfolio (our choice). */
const SHARE_HELD = 0.1;
const FEWEST_HELD = 5;

/**
 * Equally weighted portfolios of names drawn by lot, less the whole universe weighted equally too: against the universe
 * by market value all of them would share one bet, on small companies, and say the same thing many times. Each column
 * of the model is in or out of a portfolio for good, so that a portfolio changes with the universe only.
 */
export function randomActive(portfolios: number, seed: number): BetFamily {
  const stream = randomStream(seed).split('random active portfolios');
  const lots = Array.from({ length: portfolios }, (_, p) => {
    const { uniform } = stream.split(`portfolio ${p + 1}`);
    const drawn: number[] = [];
    return (issuer: number): boolean => {
      while (drawn.length <= issuer) drawn.push(uniform());
      return drawn[issuer]! < SHARE_HELD;
    };
  });
  return {
    kind: 'random active',
    names: lots.map((_, p) => `portfolio ${p + 1}`),
    upkeep: 'formed anew',
    form: (session) => {
      const names = investable(session);
      if (names.length * SHARE_HELD < FEWEST_HELD) return null;
      const weights = lots.map((isIn) => {
        const held = Float64Array.from(names, (i) => (isIn(i) ? 1 : 0));
        const count = Math.max(
          1,
          held.reduce((a, b) => a + b, 0),
        );
        return held.map((h) => h / count - 1 / names.length);
      });
      return stockBets(session, names, weights);
    },
  };
}
