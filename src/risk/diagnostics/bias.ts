import { mean } from 'simple-statistics';
import type { RiskSession } from '../store/daily-record.ts';
import type { BetFamily, BetKind, Bets } from './test-portfolio.ts';
import { chanceOfSoFew } from './band-coverage-p-value.ts';
import { testForecasts, type ForecastTest, type Outcome } from './forecast-accuracy.ts';

/** How the forecasts of one family of bets fared over one horizon. */
export interface BiasTable {
  readonly bets: BetKind;
  /** Sessions for which each bet ran; the forecast is the daily one times its root. */
  readonly horizon: number;
  /** Bets with two observations at least. */
  readonly tests: readonly (ForecastTest & { readonly name: string })[];
  /** Means over the bets, and the share of them in their bands; null where none was tested. */
  readonly summary: {
    readonly bias: number;
    readonly shareInBand: number;
    /**
     * Probability that so few bets, or fewer, lie in their bands if every forecast is perfect and the bets have nothing to
     * do with each other. Bets that overlap share their luck: then a small one is more likely than it says.
     */
    readonly chance: number;
    readonly mrad: number | null;
    readonly q: number;
    readonly qlike: number;
  } | null;
}

/** Follows a family of bets through sessions, over several horizons at once. */
export interface BiasTests {
  readonly take: (session: RiskSession) => void;
  /** A table a horizon. */
  readonly result: () => BiasTable[];
}

/** Bets from one close to another; the next run begins where it ends. */
interface Run {
  readonly start: Bets;
  readonly sum: Float64Array;
  sessions: number;
}

/** One horizon of a family: a list a bet of what it came to, and the run under way. */
interface Followed {
  readonly horizon: number;
  readonly outcomes: readonly Outcome[][];
  run: Run | null;
}

export function biasTests(family: BetFamily, horizons: readonly number[]): BiasTests {
  const bets = family.names.length;
  const followed = horizons.map((horizon): Followed => ({
    horizon,
    outcomes: family.names.map(() => []),
    run: null,
  }));
  const isHeld = family.upkeep === 'held';
  let latest: Bets | null = null;
  return {
    take: (session) => {
      const ofLatest = isHeld ? undefined : latest?.returnOn(session);
      for (const one of followed) {
        const today = isHeld ? one.run?.start.returnOn(session) : ofLatest;
        one.run = one.run && today ? earn(one, one.run, today) : null;
      }
      if (isHeld && followed.every(({ run }) => run)) return;
      latest = family.form(session);
      for (const one of followed)
        one.run ??= latest && { start: latest, sum: new Float64Array(bets), sessions: 0 };
    },
    result: () =>
      followed.map(({ horizon, outcomes }) => {
        const tests = family.names.flatMap((name, k) => {
          const test = testForecasts(outcomes[k]!);
          return test ? [{ name, ...test }] : [];
        });
        return { bets: family.kind, horizon, tests, summary: summaryOf(tests) };
      }),
  };
}

/** Adds a session's returns; null where the run has come to its end, which is then settled. */
function earn({ horizon, outcomes }: Followed, run: Run, today: Float64Array): Run | null {
  for (let k = 0; k < today.length; k++) run.sum[k]! += today[k]!;
  if (++run.sessions < horizon) return run;
  for (const [k, list] of outcomes.entries()) {
    const [earned, forecast] = [run.sum[k]!, run.start.volatility[k]! * Math.sqrt(horizon)];
    if (Number.isFinite(earned) && forecast > 0) list.push({ earned, forecast });
  }
  return null;
}

function summaryOf(tests: readonly ForecastTest[]): BiasTable['summary'] {
  if (tests.length === 0) return null;
  const mrads = tests.flatMap(({ mrad }) => (mrad === null ? [] : [mrad]));
  const inBand = tests.filter((t) => t.inBand).length;
  return {
    bias: mean(tests.map((t) => t.bias)),
    shareInBand: inBand / tests.length,
    chance: chanceOfSoFew(inBand, tests.length),
    mrad: mrads.length > 0 ? mean(mrads) : null,
    q: mean(tests.map((t) => t.q)),
    qlike: mean(tests.map((t) => t.qlike)),
  };
}
