import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { measureRecord, relabel } from '../../../regimes/model/rescore.ts';
import { walkMonths } from '../../../regimes/model/history.ts';
import { switchReturns, switchTest } from '../../../src/validation/regimes/measures/switch-test.ts';
import { inline } from '../../../src/validation/regimes/executor.ts';
import { jitteredPaths, type JitterTask } from '../../../src/validation/regimes/perturbation.ts';
import { day } from '../../../src/market/day.ts';
import { DEFAULT_RULE_BOOK, signalsOf } from '../../../src/rulebook/rule-book.ts';
import { withRules } from '../../../src/rulebook/change.ts';
import { marketOf, smallMarket } from '../../regimes/market.fixture.ts';

const END = day('2022-12-30');
const market = marketOf(smallMarket(11, '2015-01-01'));
const book = DEFAULT_RULE_BOOK;
const record = measureRecord(market, END, book.signals);
const task: JitterTask = { record, signals: book.signals, rules: book.regimes, size: 0.3, seed: 5 };

describe('relabelling what was measured', () => {
  test('gives the labels and scores of a walk from the beginning', () => {
    const walked = walkMonths(market, END, signalsOf(book), book.regimes);
    expect(relabel(record, book.signals, book.regimes)).toEqual(
      walked.map((m) => ({ label: m.regime, score: m.combined.kind === 'scored' ? m.combined.score : null })),
    );
  });

  test('under other weights and scales is the walk of that rule book', () => {
    const settings = {
      'signals.us-vix.weight': 0.4,
      'signals.nifty-regression.gapScale': 0.02,
      'signals.gsec-yields.halfRange': 0.2,
      'regimes.enterBullish': 0.1,
    };
    const other = withRules(
      book,
      Object.entries(settings).map(([path, value]) => ({ path, value })),
    );
    const walked = walkMonths(market, END, signalsOf(other), other.regimes);
    expect(relabel(record, other.signals, other.regimes).map((m) => m.label)).toEqual(
      walked.map((m) => m.regime),
    );
  });
});

describe('jitters', () => {
  test('touch every weight, every scale and every threshold of the bands', () => {
    expect(jitteredPaths(task)).toEqual(
      expect.arrayContaining([
        'signals.us-vix.weight',
        'signals.nifty-regression.tScale',
        'signals.nifty-valuation.halfRange',
        'regimes.leaveBearish',
      ]),
    );
    expect(jitteredPaths(task)).toHaveLength(7 + 4 + 2 + 1 + 2 + 4);
  });

  test('of size nought are the labels themselves, and of size 0.3 are not always', async () => {
    const own = relabel(record, book.signals, book.regimes).map((m) => m.label);
    const still = await inline.run({ ...task, size: 0 }, 3, () => {});
    const labels = (draw: Uint8Array) => Array.from(draw, (i) => ['bullish', 'consolidation', 'bearish'][i]);
    expect(still.map(labels)).toEqual([own, own, own]);
    const moved = await inline.run(task, 40, () => {});
    expect(moved.some((draw) => labels(draw).some((l, i) => l !== own[i]))).toBe(true);
  });

  test('are the same in worker threads as in one, and however they are handed out', () => {
    // Workers load the compiled program, which `npm test` has just built; a process of its own starts them.
    const built = pathToFileURL(join(__dirname, '../../../dist/src/validation/regimes/executor.js')).href;
    const script = `
      import { inline, threads } from ${JSON.stringify(built)};
      const task = JSON.parse(process.argv[1]);
      const plain = async (executor) => JSON.stringify((await executor.run(task, 120, () => {})).map((d) => [...d]));
      process.stdout.write(String((await plain(inline)) === (await plain(threads))));`;
    const out = execFileSync(process.execPath, ['--input-type=module', '-e', script, JSON.stringify(task)]);
    expect(out.toString()).toBe('true');
  }, 60_000);
});

describe('the switch test', () => {
  // A year and some of sessions: up 1 % a session for 100, down 1 % for 100, up for 100; cash earns nothing.
  const closes = Float64Array.from(
    { length: 301 },
    (_, i) => 100 * 1.01 ** (i <= 100 ? i : i <= 200 ? 200 - i : i - 200),
  );
  const cash = new Float64Array(301);
  const months = [
    { session: 0, label: 'bullish' as const },
    { session: 100, label: 'bearish' as const },
    { session: 200, label: 'consolidation' as const },
  ];

  test('with perfect labels and no delay misses the whole fall, and pays for two switches', () => {
    const cost = 0.002;
    const { returns, trades } = switchReturns({ closes, cash, months, delay: 0, cost })!;
    const wealth = returns.reduce((w, r) => w * (1 + r), 1);
    expect(wealth).toBeCloseTo(1.01 ** 200 * (1 - cost) ** 2, 8);
    expect(trades).toBe(2);
  });

  test('traded 21 sessions late takes 21 sessions of the fall and misses 21 of the rise', () => {
    const { returns } = switchReturns({ closes, cash, months, delay: 21, cost: 0 })!;
    const wealth = returns.reduce((w, r) => w * (1 + r), 1);
    // Starts at session 21: rises to 100, falls to 121, cash to 221, rises to 300.
    expect(wealth).toBeCloseTo(1.01 ** (79 - 21 + 79), 8);
  });

  test('has the drawdown of the fall it did not avoid', () => {
    const held = switchTest({ closes, cash, months: [months[0]!], delay: 1, cost: 0 })!;
    expect(held.maxDrawdown).toBeCloseTo(100 * (1 - 1.01 ** -100), 8);
    expect(held.trades).toBe(0);
  });

  test('says nothing of under a year', () => {
    expect(switchTest({ closes: closes.slice(0, 200), cash, months, delay: 0, cost: 0 })).toBeNull();
  });
});
