import { type Regime, REGIMES } from '../../../regimes/regime.ts';
import type { ByRegime } from './result.ts';

/** Makes something for each regime, in reading order. */
export const byRegime = <T>(of: (regime: Regime) => T): ByRegime<T> =>
  Object.fromEntries(REGIMES.map((regime) => [regime, of(regime)])) as Record<Regime, T>;
