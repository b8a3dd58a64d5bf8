import { readFileSync } from 'node:fs';
import { brinson, weighted } from '../../src/backtest/attribution/brinson.ts';
import { ladderEffects } from '../../src/backtest/attribution/ladder.ts';
import { linkEffects, type LinkMethod } from '../../src/backtest/attribution/link.ts';
import { moneyWeightedReturn } from '../../src/backtest/account/money-weighted.ts';
import { parBondReturn } from '../../src/backtest/instruments/g-sec.ts';
import { timeWeightedReturn } from '../../src/backtest/account/time-weighted.ts';
import * as dispersion from '../../src/backtest/statistics/dispersion.ts';
import { drawdownIndices, drawdownTable } from '../../src/backtest/statistics/drawdown-table.ts';
import * as growth from '../../src/backtest/statistics/growth.ts';
import { omegaRatio, sharpeRatio, sortinoRatio } from '../../src/backtest/statistics/ratios.ts';
import { capture, marketLine, trackingError } from '../../src/backtest/statistics/relative.ts';
import { valuesOf } from '../../src/backtest/statistics/value-path.ts';
import { addDays, day, type Day } from '../../src/market/day.ts';
import { maximumDrawdown } from '../../src/math/drawdowns.ts';
import {
  expectedBestSharpe,
  minimumTrackRecord,
  probabilisticSharpe,
} from '../../src/math/statistics/deflated-sharpe.ts';
import { describeReference, reference } from '../reference.ts';

/** A published figure: how it was computed, from which data, and how exactly it was printed. */
interface Case {
  readonly id: string;
  readonly expected: unknown;
  readonly tolerance: number;
  readonly data: unknown;
}

/** Of a central difference. */
const STEP = 1e-5;

describeReference('published figures of performance and attribution', () => {
  const { datasets, cases } = JSON.parse(
    readFileSync(reference('cases', 'performance_cases.json'), 'utf8'),
  ) as { datasets: Record<string, Record<string, never>>; cases: Case[] };
  const managers = datasets.managers as unknown as Record<string, number[]>;
  const [own, market, cash] = [managers.HAM1!, managers['SP500 TR']!, managers['US 3m TR']!];
  const dates = datasets.managers!.dates as unknown as string[];
  const { portfolio, benchmark } = datasets.bacon24 as unknown as Record<string, number[]>;
  const [p, b] = [portfolio!, benchmark!];
  const emp = datasets.empyrical as unknown as Record<string, number[]>;
  const [mixed, mixed9, negative] = [emp.mixed!, emp.mixed9!, emp.negative!];
  const fall = (returns: readonly number[]): number => maximumDrawdown(valuesOf(returns));
  const annual = (returns: ArrayLike<number>): number => growth.annualReturn(returns, 12);
  const beta = (x: readonly number[], y: readonly number[]) => marketLine(x, y)!;

  const bacon = datasets['bacon-table-8.1'] as unknown as Record<'wp' | 'wb' | 'rp' | 'rb', number[][]>;
  const quarter = (t: number) => ({
    weights: bacon.wp[t]!,
    benchmarkWeights: bacon.wb[t]!,
    returns: bacon.rp[t]!,
    benchmarkReturns: bacon.rb[t]!,
  });
  const quarters = [0, 1, 2, 3].map(quarter);
  /** Allocation and selection with interaction by segment, segment by segment. */
  const effects = quarters.map((q) => {
    const e = brinson(q);
    return {
      own: weighted(q.weights, q.returns),
      benchmark: weighted(q.benchmarkWeights, q.benchmarkReturns),
      effects: [...e.allocation, ...e.selection.map((s, i) => s + e.interaction[i]!)],
    };
  });
  const linked = (method: LinkMethod): number[] =>
    linkEffects(effects, method).reduce((sum, row) => sum.map((s, k) => s + row[k]!), [0, 0, 0, 0, 0, 0]);
  const sums = (row: readonly number[]): number[] => [
    row[0]! + row[1]! + row[2]!,
    row[3]! + row[4]! + row[5]!,
  ];
  const first = brinson(quarters[0]!);

  const figures: Readonly<Record<string, () => unknown>> = {
    'pa.return.annualised': () => annual(own),
    'pa.return.annualised.sp500': () => annual(market),
    'pa.return.arithmetic': () => growth.arithmeticAnnualReturn(own, 12),
    'pa.sd': () => dispersion.standardDeviation(own),
    'pa.sharpe.monthly': () => sharpeRatio(growth.minus(own, 0.035 / 12)),
    'pa.sharpe.monthly.series': () => sharpeRatio(growth.minus(own, cash)),
    'pa.sharpe.geometric': () =>
      annual(growth.geometricDifference(own, 0.035 / 12)) /
      dispersion.volatility(growth.minus(own, 0.035 / 12), 12)!,
    'pa.downside': () => dispersion.downsideDeviation(own),
    'pa.downside.mar': () => dispersion.downsideDeviation(own, 0.04 / 12),
    'pa.sortino': () => sortinoRatio(own),
    'pa.tracking': () => trackingError(own, market, 12),
    'pa.active': () => annual(own) - annual(market),
    'pa.ir': () => (annual(own) - annual(market)) / trackingError(own, market, 12)!,
    'pa.mdd': () => fall(own),
    'pa.mdd.sp500': () => fall(market),
    'pa.calmar': () => annual(own) / -fall(own),
    'pa.sterling': () => annual(own) / (0.1 - fall(own)),
    'pa.beta': () => marketLine(growth.minus(own, cash), growth.minus(market, cash))!.beta,
    'pa.treynor': () =>
      annual(growth.minus(own, 0.035 / 12)) /
      marketLine(growth.minus(own, 0.035 / 12), growth.minus(market, 0.035 / 12))!.beta,
    'pa.capture': () => [capture(own, market).up, capture(own, market).down],
    'pa.capture.number': () => [capture(own, market).upNumber, capture(own, market).downNumber],
    'pa.drawdowns.sp500': () =>
      drawdownTable(
        { days: [addDays(day(dates[0]!), -31), ...dates.map(day)], values: valuesOf(market) },
        5,
      ).map((d) => [d.from, d.trough, d.to, d.depth, d.periods]),
    'bacon.downside': () => dispersion.downsideDeviation(p, 0.005),
    'bacon.downside.potential': () => dispersion.downsidePotential(p, 0.005),
    'bacon.upside.risk': () => dispersion.upsideRisk(p, 0.005),
    'bacon.omega.sharpe': () => omegaRatio(p, 0.005)! - 1,
    'bacon.mad': () => dispersion.meanAbsoluteDeviation(p),
    'bacon.bernardo-ledoit': () => omegaRatio(p),
    'bacon.pain': () => drawdownIndices(valuesOf(p)).pain,
    'bacon.martin': () => annual(p) / drawdownIndices(valuesOf(p)).ulcer,
    'bacon.martin.snapshot': () => annual(p) / drawdownIndices(valuesOf(p)).ulcer,
    'bacon.jensen': () => annual(p) - beta(p, b).beta * annual(b),
    'bacon.specific': () => beta(p, b).specificRisk * Math.sqrt(12),
    'bacon.systematic': () => beta(p, b).beta * dispersion.volatility(b, 12)!,
    'bacon.total': () =>
      Math.hypot(beta(p, b).specificRisk * Math.sqrt(12), beta(p, b).beta * dispersion.volatility(b, 12)!),
    'bacon.appraisal': () =>
      (annual(p) - beta(p, b).beta * annual(b)) / (beta(p, b).specificRisk * Math.sqrt(12)),
    'bacon.m2': () => (annual(p) * dispersion.standardDeviation(b)!) / dispersion.standardDeviation(p)!,
    'bacon.kurtosis': () =>
      // The source prints the sample kurtosis before 3(n − 1)²/((n − 2)(n − 3)) is taken off.
      dispersion.excessKurtosis(p)! + (3 * 23 ** 2) / (22 * 21),
    'emp.sharpe': () => sharpeRatio(mixed, 252),
    'emp.sharpe.negative': () => sharpeRatio(negative, 252),
    'emp.sharpe.rf': () => sharpeRatio(growth.minus(mixed, emp.benchmark!.slice(1)), 252),
    'emp.cagr.daily': () => growth.annualReturn(mixed9, 252),
    'emp.cagr.weekly': () => growth.annualReturn(mixed9, 52),
    'emp.cagr.monthly': () => growth.annualReturn(mixed9, 12),
    'emp.volatility.monthly': () => dispersion.volatility(mixed9, 12),
    'emp.sortino.monthly': () => sortinoRatio(mixed9, 12),
    'emp.volatility': () => dispersion.volatility(mixed, 252),
    'emp.calmar': () => growth.annualReturn(mixed9, 252) / -fall(mixed9),
    'emp.mdd': () => fall(mixed),
    'emp.mdd.all-negative': () => fall(emp.allNegative!),
    'emp.downside': () => dispersion.downsideDeviation(mixed) * Math.sqrt(252),
    'emp.sortino': () => sortinoRatio(mixed, 252),
    'emp.omega': () => omegaRatio(mixed, 11 ** (1 / 252) - 1),
    'emp.cum': () => Array.from(valuesOf(negative).slice(1), (v) => v - 1),
    'emp.beta': () => beta(mixed, negative.slice(1)).beta,
    'emp.alpha': () => (1 + beta(mixed, negative.slice(1)).alpha) ** 252 - 1,
    'emp.capture': () => growth.annualReturn(emp.allNegative!, 252) / growth.annualReturn(mixed9, 252),
    psr: () =>
      probabilisticSharpe(
        { sharpe: 1.585 / Math.sqrt(12), observations: 24, skewness: -2.448, kurtosis: 10.164 },
        0,
      ),
    'expected-maximum': () => expectedBestSharpe(100, 1),
    dsr: () =>
      probabilisticSharpe(
        { sharpe: 2.5 / Math.sqrt(250), observations: 1250, skewness: -3, kurtosis: 10 },
        expectedBestSharpe(100, Math.sqrt(0.5 / 250)),
      ),
    'min-track-record': () => [
      minimumTrackRecord({ sharpe: 2 / Math.sqrt(250), skewness: 0, kurtosis: 3 }, 1 / Math.sqrt(250)) / 250,
      minimumTrackRecord({ sharpe: 2 / Math.sqrt(52), skewness: 0, kurtosis: 3 }, 1 / Math.sqrt(52)) / 52,
      minimumTrackRecord(
        { sharpe: 3 / Math.sqrt(12), skewness: -0.72, kurtosis: 5.78 },
        2.5 / Math.sqrt(12),
      ) / 12,
    ],
    'gsec.carry': () => parBondReturn(0.07, 0.07, 1 / 365),
    // The sensitivity of the exact price to the yield, at a yield that has not moved.
    'gsec.duration': () =>
      (parBondReturn(0.07, 0.07 - STEP, 0) - parBondReturn(0.07, 0.07 + STEP, 0)) / (2 * STEP),
    'sharpe.iid': () => sharpeRatio(growth.minus(dataOf('sharpe.iid'), 0.05)),
    'sortino.8': () => sortinoRatio(dataOf('sortino.8')),
    'xirr.microsoft': () => {
      const flows = cases.find((c) => c.id === 'xirr.microsoft')!.data as [number, string][];
      const found = moneyWeightedReturn(flows.map(([amount, date]) => ({ amount, day: day(date) })));
      return found.kind === 'one' ? found.rate : found.kind;
    },
    'twr.cfa': () => {
      // Two shares; the dividend is taken out, the second share bought at the end of the first year.
      const [start, middle, end] = [0, 365, 730].map((after) => addDays(day('2021-01-01'), after));
      const row = (day: Day, value: number, flow: number) => ({
        day,
        value,
        flow,
        fees: 0,
        flowAt: 'end' as const,
      });
      const { net } = timeWeightedReturn([
        row(start!, 200, 0),
        row(middle!, 450, 225 - 5),
        row(end!, 470, -10),
      ])!;
      return growth.compoundAnnual(net.values[2]! - 1, 2);
    },
    'mwr.cfa': () => {
      const found = moneyWeightedReturn(
        [-200, -220, 480].map((amount, t) => ({ amount, day: addDays(day('2021-01-01'), 365 * t) })),
      );
      return found.kind === 'one' ? found.rate : found.kind;
    },
    'bhb.allocation': () => brinson(quarters[0]!, 'hood-beebower').allocation,
    'bf.allocation': () => first.allocation,
    'bf.selection': () => first.selection,
    'bf.interaction': () => first.interaction,
    'bf.top-down': () => first.selection.map((s, i) => s + first.interaction[i]!),
    'bf.quarters': () => effects.map((e) => sums(e.effects)),
    'link.carino': () => linked('carino'),
    'link.carino.total': () => sums(linked('carino')),
    'link.menchero': () => linked('menchero'),
    'link.grap': () => linked('grap'),
    'link.frongello': () => linked('frongello'),
    'link.frongello.q2': () => linkEffects(effects, 'frongello')[1]!,
    'link.log-ladder': () =>
      ladderEffects({
        rungs: ['benchmark', 'regime', 'held'],
        periods: quarters.map((q, t) => ({
          from: `Q${t + 1}`,
          to: `Q${t + 2}`,
          funds: [
            weighted(q.benchmarkWeights, q.benchmarkReturns),
            weighted(q.weights, q.benchmarkReturns),
            weighted(q.weights, q.returns),
          ],
        })),
      }).arithmetic,
  };
  const dataOf = (id: string): number[] => cases.find((c) => c.id === id)!.data as number[];

  test.each(cases.map((c) => [c.id, c] as const))(
    '%s agrees with the published figure',
    (id, { expected, tolerance }) => {
      expect(figures[id]).toBeDefined();
      expectWithin(figures[id]!(), expected, tolerance);
    },
  );

  test('all cases are covered', () => {
    expect(cases.length).toBe(81);
    expect(cases.map((c) => c.id).filter((id) => !(id in figures))).toEqual([]);
  });
});

/** Compares numbers within the tolerance, anything else exactly, and lists element by element. */
function expectWithin(found: unknown, expected: unknown, tolerance: number): void {
  if (Array.isArray(expected)) {
    const list = Array.from(found as ArrayLike<unknown>);
    expect(list).toHaveLength(expected.length);
    expected.forEach((e, i) => expectWithin(list[i], e, tolerance));
  } else if (typeof expected === 'number') {
    expect(typeof found).toBe('number');
    expect(Math.abs((found as number) - expected)).toBeLessThanOrEqual(tolerance);
  } else expect(found).toEqual(expected);
}
