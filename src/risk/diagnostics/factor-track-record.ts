import { mean, sampleStandardDeviation } from 'simple-statistics';
import { FACTORS, type Factor } from '../factors.ts';
import { YEAR } from '../../market/stocks/sessions.ts';
import type { RiskSession } from '../store/daily-record.ts';

/** What a factor has returned, and whether it mattered. Null where it has fewer than two returns. */
export interface FactorRecord {
  readonly factor: Factor;
  /** Sessions with a return. */
  readonly sessions: number;
  /** Arithmetic mean × 252, decimals. */
  readonly annualReturn: number | null;
  /** Deviation × √252. */
  readonly annualVolatility: number | null;
  /** Their quotient; nothing is taken off for cash, as all factors but the market are long and short. */
  readonly sharpe: number | null;
  /** Share of sessions with |t| > 2: 0.05 for a factor that is not there. */
  readonly shareSignificant: number | null;
}

/** Gathers the factor returns of each session. */
export interface FactorRecords {
  readonly take: (session: RiskSession) => void;
  readonly result: () => FactorRecord[];
}

export function factorRecords(): FactorRecords {
  const gathered = FACTORS.map(() => ({ returns: [] as number[], significant: 0 }));
  return {
    take: ({ factorReturns, standardErrors }) => {
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
        const sharpe = annualReturn !== null && annualVolatility ? annualReturn / annualVolatility : null;
        const shareSignificant = sessions > 1 ? significant / sessions : null;
        return { factor, sessions, annualReturn, annualVolatility, sharpe, shareSignificant };
      }),
  };
}
