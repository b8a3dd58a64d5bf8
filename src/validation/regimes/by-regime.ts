import { type Regime, REGIMES } from '../../../regimes/regime.ts';

/** One value for each regime. */
export type ByRegime<T> = Readonly<Record<Regime, T>>;

/** Computes a value for each regime, in reading order. */
export const byRegime = <T>(of: (regime: Regime) => T): ByRegime<T> =>
  Object.fromEntries(REGIMES.map((regime) => [regime, of(regime)])) as Record<Regime, T>;
