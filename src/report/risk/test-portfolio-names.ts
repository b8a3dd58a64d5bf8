import type { TestPortfolioKind } from '../../risk/diagnostics/test-portfolio.ts';
import type { Factor } from '../../risk/factors.ts';
import { FACTOR_NAMES } from '../page/factor-names.ts';
import { counted } from '../../format/numbers.ts';

/** Display names of the families of test portfolios. */
export const TEST_PORTFOLIO_NAMES: Readonly<Record<TestPortfolioKind, string>> = {
  'pure factors': 'Single factors',
  eigenfactors: 'Eigenfactors',
  'random active': 'Random portfolios',
  'fully invested': 'Fully invested, by beta',
  optimised: 'Optimised portfolios',
  'optimised, buy and hold': 'Optimised, buy-and-hold',
};

/** `one session`, `21 sessions`. */
export const horizonText = (sessions: number): string =>
  sessions === 1 ? 'one session' : counted(sessions, 'session');

/** Name of a test portfolio, with a factor code at its end replaced by the display name. */
export const testPortfolioName = (name: string): string =>
  name.replace(/[A-Z]{4,}$/, (code) => FACTOR_NAMES[code as Factor] ?? code);
