import { randomStream } from '../../math/random/random.ts';
import type { TestPortfolioFamily } from './test-portfolio.ts';
import { investable, stockPortfolios } from './stock-portfolios.ts';

/** Expected fraction of the universe in each portfolio (our choice). */
const FRACTION_HELD = 0.1;
const MINIMUM_HELD = 5;

/**
 * Equally weighted portfolios of randomly drawn stocks minus the equally weighted universe. Relative to the
 * cap-weighted universe all of them would share one position, long small caps, and would not be independent. Whether
 * an issuer belongs to a portfolio is drawn once, so a portfolio changes only with the universe.
 */
export function randomActive(portfolios: number, seed: number): TestPortfolioFamily {
  const stream = randomStream(seed).split('random active portfolios');
  const lots = Array.from({ length: portfolios }, (_, p) => {
    const { uniform } = stream.split(`portfolio ${p + 1}`);
    const drawn: number[] = [];
    return (issuer: number): boolean => {
      while (drawn.length <= issuer) drawn.push(uniform());
      return drawn[issuer]! < FRACTION_HELD;
    };
  });
  return {
    kind: 'random active',
    names: lots.map((_, p) => `portfolio ${p + 1}`),
    rebalancing: 'every session',
    construct: (session, horizon) => {
      const names = investable(session);
      if (names.length * FRACTION_HELD < MINIMUM_HELD) return null;
      const weights = lots.map((isIn) => {
        const held = Float64Array.from(names, (i) => (isIn(i) ? 1 : 0));
        const count = Math.max(
          1,
          held.reduce((a, b) => a + b, 0),
        );
        return held.map((h) => h / count - 1 / names.length);
      });
      return stockPortfolios(session, horizon, names, weights);
    },
  };
}
