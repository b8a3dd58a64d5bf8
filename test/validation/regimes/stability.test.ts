import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { measureHistory, rescore } from '../../../regimes/model/rescore.ts';
import { callHistory } from '../../../regimes/model/history.ts';
import { switchReturns, switchTest } from '../../../src/validation/regimes/measures/switch-test.ts';
import { inline } from '../../../src/validation/regimes/executor.ts';
import { perturbedParameters, type PerturbationTask } from '../../../src/validation/regimes/perturbation.ts';
import { day } from '../../../src/market/day.ts';
import { DEFAULT_RULE_BOOK, signalsOf } from '../../../src/rulebook/rule-book.ts';
import { withRules } from '../../../src/rulebook/change.ts';
import { marketOf, smallMarket } from '../../regimes/market.fixture.ts';

const END = day('2022-12-30');
const market = marketOf(smallMarket(11, '2015-01-01'));
const book = DEFAULT_RULE_BOOK;
const measured = measureHistory(market, END, book.signals);
const task: PerturbationTask = {
  history: measured,
  signals: book.signals,
  rules: book.regimes,
  size: 0.3,
  seed: 5,
};

describe('rescoring measurements', () => {
  test('reproduces the labels and scores of the full history', () => {
    const called = callHistory(market, END, signalsOf(book), book.regimes);
    expect(rescore(measured, book.signals, book.regimes)).toEqual(
      called.map((m) => ({ label: m.regime, score: m.combined.kind === 'scored' ? m.combined.score : null })),
    );
  });

  test('with other weights and scales gives the history of that rule book', () => {
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
    const called = callHistory(market, END, signalsOf(other), other.regimes);
    expect(rescore(measured, other.signals, other.regimes).map((m) => m.label)).toEqual(
      called.map((m) => m.regime),
    );
  });
});

describe('parameter perturbations', () => {
  test('cover every weight, every scale and every band threshold', () => {
    expect(perturbedParameters(task)).toEqual(
      expect.arrayContaining([
        'signals.us-vix.weight',
        'signals.nifty-regression.tScale',
        'signals.nifty-valuation.halfRange',
        'regimes.leaveBearish',
      ]),
    );
    expect(perturbedParameters(task)).toHaveLength(7 + 4 + 2 + 1 + 2 + 4);
  });

  test('of size 0 leave the labels unchanged, and of size 0.3 change some', async () => {
    const own = rescore(measured, book.signals, book.regimes).map((m) => m.label);
    const unperturbed = await inline.run({ ...task, size: 0 }, 3, () => {});
    const labels = (draw: Uint8Array) => Array.from(draw, (i) => ['bullish', 'consolidation', 'bearish'][i]);
    expect(unperturbed.map(labels)).toEqual([own, own, own]);
    const perturbed = await inline.run(task, 40, () => {});
    expect(perturbed.some((draw) => labels(draw).some((l, i) => l !== own[i]))).toBe(true);
  });

  test('are identical in worker threads and in one thread', () => {
    // Workers load the compiled program, which `npm test` has just built; a separate process starts them.
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
  // 300 sessions: 100 up 1 % each, 100 down 1 %, 100 up; cash earns zero.
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

  test('with perfect labels and no delay avoids the whole decline and pays for two switches', () => {
    const cost = 0.002;
    const { returns, trades } = switchReturns({ closes, cash, months, delay: 0, cost })!;
    const wealth = returns.reduce((w, r) => w * (1 + r), 1);
    expect(wealth).toBeCloseTo(1.01 ** 200 * (1 - cost) ** 2, 8);
    expect(trades).toBe(2);
  });

  test('with a delay of 21 sessions takes 21 sessions of the decline and misses 21 of the recovery', () => {
    const { returns } = switchReturns({ closes, cash, months, delay: 21, cost: 0 })!;
    const wealth = returns.reduce((w, r) => w * (1 + r), 1);
    // Starts at session 21: up to 100, down to 121, cash to 221, up to 300.
    expect(wealth).toBeCloseTo(1.01 ** (79 - 21 + 79), 8);
  });

  test('has the maximum drawdown of the decline when always invested', () => {
    const held = switchTest({ closes, cash, months: [months[0]!], delay: 1, cost: 0 })!;
    expect(held.maxDrawdown).toBeCloseTo(100 * (1 - 1.01 ** -100), 8);
    expect(held.trades).toBe(0);
  });

  test('is null for less than a year', () => {
    expect(switchTest({ closes: closes.slice(0, 200), cash, months, delay: 0, cost: 0 })).toBeNull();
  });
});
