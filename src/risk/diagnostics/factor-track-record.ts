import { mean, sampleStandardDeviation } from 'simple-statistics';
import { doesVary } from '../../math/statistics/rounding.ts';
import { FACTORS, type Factor } from '../factors.ts';
import { YEAR } from '../../market/stocks/sessions.ts';
import type { RiskSession } from '../store/daily-record.ts';

/** A factor's track record and statistical significance. Null with fewer than two returns. */
export interface FactorTrackRecord {
  readonly factor: Factor;
  /** Sessions with a return. */
  readonly sessions: number;
  /** Arithmetic mean × 252, decimals. */
  readonly annualReturn: number | null;
  /** Standard deviation × √252, decimals. */
  readonly annualVolatility: number | null;
  /** Their ratio, without a risk-free rate: all factors but MARKET are long–short. */
  readonly sharpe: number | null;
  /** Fraction of sessions with |t| > 2; about 0.05 for a factor without explanatory power. */
  readonly fractionSignificant: number | null;
}

/** Collects the factor returns of each session. */
export interface FactorTrackRecordBuilder {
  readonly add: (session: RiskSession) => void;
  readonly result: () => FactorTrackRecord[];
}

export function factorTrackRecords(): FactorTrackRecordBuilder {
  const gathered = FACTORS.map(() => ({ returns: [] as number[], significant: 0 }));
  return {
    add: ({ factorReturns, standardErrors }) => {
      for (const [k, record] of gathered.entries()) {
        const f = factorReturns[k]!;
        if (Number.isNaN(f)) continue;
        record.returns.push(f);
        if (Math.abs(f) > 2 * standardErrors[k]!) record.significant++;
      }
    },
    result: () =>
      gathered.map(({ returns, significant }, k) => {
        const factor = FACTORS[k]!;
        const sessions = returns.length;
        const annualReturn = sessions > 1 ? YEAR * mean(returns) : null;
        const annualVolatility = sessions > 1 ? Math.sqrt(YEAR) * sampleStandardDeviation(returns) : null;
        const sharpe =
          annualReturn !== null && annualVolatility !== null && doesVary(annualVolatility, annualReturn)
            ? annualReturn / annualVolatility
            : null;
        const fractionSignificant = sessions > 1 ? significant / sessions : null;
        return { factor, sessions, annualReturn, annualVolatility, sharpe, fractionSignificant };
      }),
  };
}
