import { mean } from 'simple-statistics';
import type { RiskSession } from '../session-block.ts';
import type { BetFamily, BetKind, Bets } from './bet.ts';
import { chanceOfSoFew } from './chance-of-so-few.ts';
import { testForecasts, type ForecastTest } from './forecast-accuracy.ts';

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
  } | null;
}

/** Follows a family of bets through sessions, over several horizons at once. */
export interface BiasTests {
  readonly take: (session: RiskSession) => void;
  /** A table a horizon. */
  readonly result: () => BiasTable[];
}

/** A run of bets from one close to another; the next begins where it ends. */
interface Run {
  readonly start: Bets;
  readonly sum: Float64Array;
  sessions: number;
}

export function biasTests(family: BetFamily, horizons: readonly number[]): BiasTests {
  const followed = horizons.map((horizon) => ({
    horizon,
    standardised: family.names.map((): number[] => []),
    run: null as Run | null,
  }));
  let latest: Bets | null = null;
  return {
    take: (session) => {
      for (const one of followed) {
        const positions = family.upkeep === 'held' ? one.run?.start : latest;
        if (!one.run || !positions) {
          one.run = null;
          continue;
        }
        const today = positions.returnOn(session);
        for (let k = 0; k < today.length; k++) one.run.sum[k]! += today[k]!;
        if (++one.run.sessions < one.horizon) continue;
        settle(one.standardised, one.run, one.horizon);
        one.run = null;
      }
      if (family.upkeep === 'held' && followed.every(({ run }) => run)) return;
      latest = family.form(session);
      for (const one of followed)
        one.run ??= latest && { start: latest, sum: new Float64Array(family.names.length), sessions: 0 };
    },
    result: () =>
      followed.map(({ horizon, standardised }) => {
        const tests = family.names.flatMap((name, k) => {
          const test = testForecasts(standardised[k]!);
          return test ? [{ name, ...test }] : [];
        });
        return { bets: family.kind, horizon, tests, summary: summaryOf(tests) };
      }),
  };
}

function settle(standardised: readonly number[][], { start, sum }: Run, horizon: number): void {
  for (const [k, list] of standardised.entries()) {
    const z = sum[k]! / (start.volatility[k]! * Math.sqrt(horizon));
    if (Number.isFinite(z)) list.push(z);
  }
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
  };
}
