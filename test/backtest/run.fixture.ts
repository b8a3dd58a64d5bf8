import { RUNGS } from '../../src/backtest/attribution/ladder.ts';
import {
  type AlternativeRecord,
  BACKTEST_SCHEMA,
  type BacktestRun,
} from '../../src/backtest/backtest-run.ts';
import { addDays, type Day, day, iso, isWeekend, monthNumber } from '../../src/market/day.ts';
import { normal } from '../../src/math/random/distributions.ts';
import { randomStream } from '../../src/math/random/random.ts';
import { REGIMES } from '../../regimes/regime.ts';

export interface RunShape {
  readonly months: number;
  /** One session loses 60 %. */
  readonly hasCrash?: boolean;
  /** Mean daily return of the benchmark. */
  readonly drift?: number;
  /** In every title. */
  readonly name?: string;
}

/** A made-up back-test of so many months with all that a page shows; the ladder's last fund is the record. */
export function runOf({ months, hasCrash = false, drift = 0.0004, name = '' }: RunShape): BacktestRun {
  const sessions: Day[] = [];
  const start = day('2001-01-01');
  for (let d = start; monthNumber(d) < monthNumber(start) + months; d = addDays(d, 1))
    if (!isWeekend(d)) sessions.push(d);
  const stream = randomStream(4).split(`${months}`);
  const path = (seed: string, crash: boolean): number[] => {
    const own = stream.split(seed);
    let value = 1;
    return sessions.map((_, i) => {
      if (i > 0) value *= crash && i === sessions.length >> 1 ? 0.4 : 1 + drift + 0.01 * normal(own);
      return value;
    });
  };
  const [net, benchmark] = [path('net', hasCrash).map((v) => v * 0.998), path('benchmark', false)];
  const firsts = sessions.flatMap((d, i) =>
    i === 0 || monthNumber(d) !== monthNumber(sessions[i - 1]!) ? [i] : [],
  );
  const spans = firsts.map((from, k) => [from, firsts[k + 1] ?? sessions.length - 1] as const);
  const title = (text: string): string => (name === '' ? text : `${text} ${name}`);
  const alternative = (
    id: string,
    text: string,
    values: readonly number[],
    chosenAfterwards = false,
  ): AlternativeRecord => ({
    id,
    title: title(text),
    chosenAfterwards,
    values,
  });
  const date = (i: number): string => iso(sessions[i]!);
  const rungs = RUNGS.map((r) => r.id);
  return {
    schema: BACKTEST_SCHEMA,
    plan: {
      from: iso(addDays(start, -3)),
      lastDecision: date(spans.at(-1)![0]),
      to: date(sessions.length - 1),
      level: 'index',
      weights: 'rules',
      fill: 'units',
      value: 1e8,
      benchmark: 'nifty-500',
      costs: true,
      tax: 'none',
      hedge: false,
      fittedChallengers: false,
      expenses: true,
      rulebook: 'ab'.repeat(32),
      throughImport: 9,
      engine: { name: 'trrm', version: '0.1.0', sources: 'cd'.repeat(32) },
      simulated: false,
    },
    field: 'tri',
    nav: sessions.map((_, i) => ({
      date: date(i),
      gross: net[i]! * 1.001,
      net: net[i]!,
      benchmark: benchmark[i]!,
    })),
    months: spans.map(([from, until], k) => ({
      decided: iso(addDays(sessions[from]!, -3)),
      filled: date(from),
      until: date(until),
      label: REGIMES[Math.floor(k / 5) % REGIMES.length]!,
      score: 0.1,
      decision: null,
      navBefore: net[from]!,
      navAfter: net[from]!,
      bought: 0.05,
      sold: 0.05,
      turnover: 0.05,
      cost: 0.0002,
      weights: { momentum: 0.95, gold: 0.05 },
      weightsBefore: { momentum: 0.95, gold: 0.05 },
      weightsAfter: { momentum: 0.95, gold: 0.05 },
      backFilledWeight: k % 2 === 0 ? 0.3 : 0,
    })),
    ladder: {
      rungs,
      periods: spans.map(([from, until], k) => {
        const market = benchmark[until]! / benchmark[from]! - 1;
        const own = net[until]! / (k === 0 ? 1 : net[from]!) - 1;
        return {
          from: date(from),
          to: date(until),
          funds: rungs.map((_, j) => (j === 0 ? market : market + ((own - market) * j) / (rungs.length - 1))),
        };
      }),
      byPosition: [
        { effect: 'sleeves', position: 'momentum', log: 0.03 },
        { effect: 'sleeves', position: 'benchmark', log: -0.01 },
        { effect: 'tactical', position: 'low-volatility', log: -0.02 },
      ],
    },
    alternatives: [
      alternative('nifty-500', 'Nifty 500 TRI', benchmark),
      alternative(
        'tbill-91d',
        '91-day T-bills',
        sessions.map((d) => 1.06 ** ((d - start) / 365.25)),
      ),
      ...REGIMES.map((r) => alternative(`static-${r}`, `The ${r} bouquet for good`, path(r, hasCrash))),
      alternative(
        'static-average',
        'The average of the decided weights for good',
        path('average', hasCrash),
        true,
      ),
    ],
    sensitivity: [
      {
        id: 'costs-0',
        title: title('Without trading costs'),
        growthAYear: 0.12,
        aboveBenchmark: 0.01,
        maximumDrawdown: -0.3,
      },
    ],
    provenance: {
      backFilledWeight: 0.15,
      monthsWithLiveIndices: Math.floor(months / 2),
      rulesSince: null,
      monthsInSample: months,
      liveMonths: [],
      notes: [title('Back-test: hypothetical results.')],
    },
    problems: [],
  };
}
