import { readFileSync } from 'node:fs';
import { benchmarkWindow } from '../../src/funds/benchmark-window.ts';
import { measureFund } from '../../src/funds/measure-fund.ts';
import type { MetricId } from '../../src/funds/metrics.ts';
import { scoreFunds } from '../../src/funds/scorecard.ts';
import { day } from '../../src/market/day.ts';
import { describeReference, reference } from '../reference.ts';
import { benchmarkData, levelsOf } from './reference-funds.fixture.ts';

interface KnownFund {
  readonly name: string;
  readonly metrics: Readonly<Record<MetricId, number | null>>;
  readonly score: {
    readonly percent: Readonly<Record<string, number>>;
    readonly coverage: number;
    readonly score: number | null;
    readonly rank?: number;
    readonly quartile?: number;
  };
}
interface KnownCase {
  readonly name: string;
  readonly asOf: string;
  readonly lastMonthEnd: string;
  readonly benchmark: string;
  readonly window: number;
  readonly weightsUsed: Readonly<Record<string, number>>;
  readonly benchmarkReturns: Readonly<Record<string, number | null>>;
  readonly meanRiskless: number;
  readonly funds: Readonly<Record<string, KnownFund>>;
}

const TOLERANCE = 1e-9;
const isNear = (a: number | null | undefined, b: number | null | undefined): boolean =>
  (a ?? null) === null || (b ?? null) === null
    ? (a ?? null) === (b ?? null)
    : Math.abs(a! - b!) <= TOLERANCE * Math.max(1, Math.abs(b!));

describeReference('the scorecard of 22 large-cap funds', () => {
  const { cases, files } = JSON.parse(readFileSync(reference('cases/fund_cases.json'), 'utf8')) as {
    readonly cases: readonly KnownCase[];
    readonly files: Readonly<Record<string, string>>;
  };
  const codeOf = new Map(
    Object.entries(cases[0]!.funds).map(([code, { name }]) => [`data/funds/nav/${name}_LargeCap.csv`, code]),
  );
  const navs = new Map(Object.keys(files).map((file) => [codeOf.get(file)!, levelsOf(file)]));
  const benchmarks = {
    'Nifty 50 TRI': benchmarkData('nifty-50'),
    'Nifty 100 TRI': benchmarkData('nifty-100'),
  };

  it.each(cases.map((c) => [c.name, c] as const))(
    '%s has every metric, percentile, score and rank of an independent implementation',
    (_, known) => {
      const window = benchmarkWindow(
        benchmarks[known.benchmark as keyof typeof benchmarks],
        day(known.asOf),
        known.window,
      );
      expect(window.ends.at(-1)).toBe(day(known.lastMonthEnd));
      expect(
        window.benchmarkReturns.map((r, i) => isNear(r, Object.values(known.benchmarkReturns)[i])),
      ).toEqual([true, true, true, true]);
      const funds = [...navs].map(([code, nav]) => ({ code, measures: measureFund(nav, window) }));
      const wrong = funds.flatMap(({ code, measures }) =>
        Object.entries(known.funds[code]!.metrics)
          .filter(([id, value]) => !isNear(measures[id as MetricId].value, value))
          .map(
            ([id, value]) =>
              `${known.funds[code]!.name} ${id}: ${measures[id as MetricId].value}, not ${value}`,
          ),
      );
      expect(wrong).toEqual([]);
      const card = scoreFunds(funds);
      expect(card.weights).toEqual(known.weightsUsed);
      for (const own of card.scores) {
        const { percent, coverage, score, rank, quartile } = known.funds[own.code]!.score;
        expect(Object.keys(own.percentiles).sort()).toEqual(Object.keys(percent).sort());
        for (const [id, value] of Object.entries(percent))
          expect(isNear(own.percentiles[id as MetricId], value)).toBe(true);
        expect([isNear(own.coverage, coverage), isNear(own.score, score)]).toEqual([true, true]);
        expect([own.rank, own.quartile]).toEqual([rank ?? null, quartile ?? null]);
      }
    },
  );
});
