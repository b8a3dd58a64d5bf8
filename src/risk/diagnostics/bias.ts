import { mean } from 'simple-statistics';
import type { RiskSession } from '../session-block.ts';
import type { BetFamily, BetKind, Bets } from './bet.ts';
import { testForecasts, type ForecastTest } from './forecast-accuracy.ts';

/** How the forecasts of one family of bets fared over one horizon. */
export interface BiasTable {
  readonly bets: BetKind;
  /** Sessions for which each bet was held; the forecast is the daily one times its root. */
  readonly horizon: number;
  /** Bets with two observations at least. */
  readonly tests: readonly (ForecastTest & { readonly name: string })[];
  /** Means over the bets, and the share of them in their bands; null where none was tested. */
  readonly summary: {
    readonly bias: number;
    readonly shareInBand: number;
    readonly mrad: number | null;
    readonly q: number;
  } | null;
}

/** Follows a family of bets through sessions: holds for the horizon, settles, and bets anew at the same close. */
export interface BiasTest {
  readonly take: (session: RiskSession) => void;
  readonly result: () => BiasTable;
}

export function biasTest(family: BetFamily, horizon: number): BiasTest {
  const standardised = family.names.map((): number[] => []);
  let held: { readonly bets: Bets; readonly sum: Float64Array; sessions: number } | null = null;
  const settle = (bets: Bets, sum: Float64Array): void => {
    for (const [k, list] of standardised.entries()) {
      const z = sum[k]! / (bets.volatility[k]! * Math.sqrt(horizon));
      if (Number.isFinite(z)) list.push(z);
    }
  };
  return {
    take: (session) => {
      if (held) {
        const today = held.bets.returnOn(session);
        for (let k = 0; k < today.length; k++) held.sum[k]! += today[k]!;
        if (++held.sessions < horizon) return;
        settle(held.bets, held.sum);
      }
      const bets = family.form(session);
      held = bets && { bets, sum: new Float64Array(family.names.length), sessions: 0 };
    },
    result: () => {
      const tests = family.names.flatMap((name, k) => {
        const test = testForecasts(standardised[k]!);
        return test ? [{ name, ...test }] : [];
      });
      return { bets: family.kind, horizon, tests, summary: summaryOf(tests) };
    },
  };
}

function summaryOf(tests: readonly ForecastTest[]): BiasTable['summary'] {
  if (tests.length === 0) return null;
  const mrads = tests.flatMap(({ mrad }) => (mrad === null ? [] : [mrad]));
  return {
    bias: mean(tests.map((t) => t.bias)),
    shareInBand: tests.filter((t) => t.inBand).length / tests.length,
    mrad: mrads.length > 0 ? mean(mrads) : null,
    q: mean(tests.map((t) => t.q)),
  };
}
