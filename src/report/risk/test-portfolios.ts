import type { BetKind } from '../../risk/diagnostics/test-portfolio.ts';
import type { Factor } from '../../risk/factors.ts';
import { FACTOR_NAMES } from '../page/factor-names.ts';
import { counted } from '../../format/numbers.ts';

/** Families of test bets in words. */
export const BET_NAMES: Readonly<Record<BetKind, string>> = {
  'pure factors': 'Single factors',
  eigenfactors: 'Eigenfactors',
  'random active': 'Random portfolios',
  'fully invested': 'Fully invested, by beta',
  optimised: 'Optimised portfolios',
  'optimised, left alone': 'Optimised, left alone',
};

/** `a session`, `21 sessions`. */
export const horizonText = (sessions: number): string =>
  sessions === 1 ? 'a session' : counted(sessions, 'session');

/** A bet's name with the factor at its end, if there is one, in words. */
export const betName = (name: string): string =>
  name.replace(/[A-Z]{4,}$/, (code) => FACTOR_NAMES[code as Factor] ?? code);
