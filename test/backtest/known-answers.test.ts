import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BacktestRun } from '../../src/backtest/backtest-run.ts';
import { openBacktest } from '../../src/backtest/open-backtest.ts';
import type { BacktestChoices } from '../../src/backtest/plan.ts';
import { runBacktest } from '../../src/backtest/run-backtest.ts';
import { studyJson, studyOf } from '../../src/backtest/study.ts';
import { effectsOfRun, summaryOf } from '../../src/backtest/summary.ts';
import { WITHOUT_CACHE } from '../../src/decision/stocks/model-build-options.ts';
import { BACKTEST_RULES } from '../../src/explain/documents/backtest-rules.ts';
import { day } from '../../src/market/day.ts';
import { importPaths } from '../../src/market/import/import.ts';
import { openStore, type Store } from '../../src/market/store/store.ts';
import { parseRuleBook } from '../../src/rulebook/parse.ts';
import { faultsIn } from '../explain/documents/document.fixture.ts';
import { describeReference, reference } from '../reference.ts';

type Row = Readonly<Record<string, string>>;

function rowsOf(name: string): Row[] {
  const [head, ...lines] = readFileSync(reference('cases', name), 'utf8').trim().split(/\r?\n/);
  const names = head!.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [names[i]!, cell])));
}

const NO_EXPENSES = `backtest:
  expense: { stocks: 0, index: 0, gold: 0, liquid-fund: 0, g-sec: 0 }
`;

describeReference('an independent back-test of the real series to 2021', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trrm-backtest-'));
  let store: Store;
  beforeAll(async () => {
    store = await openStore(join(folder, 'market.duckdb'), { mode: 'create' });
    const data = [
      'nifty50',
      'indices-tri',
      'india-vix',
      'us-vix',
      'gsec',
      'gold-fx',
      'factors',
      'flows',
      'indices-pr',
    ];
    await importPaths(
      store,
      data.map((name) => reference('data', name)),
      { today: day('2022-01-03') },
    );
  }, 120_000);
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  test('begins by default where total returns measure every index: with prices alone the alpha index could not be held', async () => {
    const { plan, market } = await openBacktest(store, {
      choices: {},
      book: parseRuleBook('', 'defaults'),
      engine: { name: 'trrm', version: '0', sources: '' },
      throughImport: await store.lastImport(),
      modelBuild: WITHOUT_CACHE,
    });
    expect([plan.from, market.field]).toEqual(['2016-07-29', 'tri']);
    expect(market.problems.map((p) => p.code)).toContain('backtest-later-start');
  });

  const run = async (choices: BacktestChoices): Promise<BacktestRun> => {
    const opened = await openBacktest(store, {
      choices,
      book: parseRuleBook(NO_EXPENSES, 'no expenses'),
      engine: { name: 'trrm', version: '0', sources: '' },
      throughImport: await store.lastImport(),
      modelBuild: WITHOUT_CACHE,
    });
    const task = { earlier: [], onMonth: () => {}, progress: () => {}, ledger: [] };
    return (await runBacktest(opened, task)).run;
  };

  /** The largest relative difference of the values by session, and of what was traded each month. */
  function differences(made: BacktestRun, column: string, name: string): readonly [number, number] {
    const nav = new Map(made.nav.map((row) => [row.date, row.net]));
    const expected = rowsOf('backtest_dev.csv').filter((row) => row[column] !== '');
    expect(made.nav).toHaveLength(expected.length);
    const values = expected.map((row) => Math.abs(nav.get(row.date!)! / Number(row[column]) - 1));
    const traded = rowsOf('backtest_dev_trades.csv')
      .filter((row) => row.run === name)
      .flatMap((row, k) => {
        const month = made.months[k]!;
        expect([month.decided, month.filled, month.label]).toEqual([row.decided, row.executed, row.regime]);
        return [
          month.bought - Number(row.bought),
          month.sold - Number(row.sold),
          month.cost - Number(row.cost),
          month.navBefore - Number(row.nav_before),
          month.navAfter - Number(row.nav_after),
        ].map(Math.abs);
      });
    return [Math.max(...values), Math.max(...traded)];
  }

  const SPAN = { from: '2016-07-31', to: '2021-12-31' } as const;
  const known = JSON.parse(readFileSync(reference('cases', 'backtest_dev.json'), 'utf8')) as {
    readonly runs: Readonly<
      Record<
        string,
        {
          readonly totalReturn: number;
          readonly cagr: number;
          readonly turnoverOneWayAYear: number;
          readonly years: number;
        }
      >
    >;
  };

  test('with target weights reset: values of every session, trading, ladder and alternatives to 1e-9', async () => {
    const made = await run({ ...SPAN, weights: 'base', fill: 'reset' });
    const [nav, traded] = differences(made, 'nav_base', 'base');
    expect(nav).toBeLessThan(1e-9);
    expect(traded).toBeLessThan(1e-9);

    const funds = ['benchmark', 'policy_95_5', 'neutral_bouquet', 'regime_bouquet', 'held', 'net'];
    const rungs = rowsOf('backtest_dev_ladder.csv').flatMap((row, k) => {
      const period = made.ladder.periods[k]!;
      expect([period.from, period.to]).toEqual([row.from, row.to]);
      return funds.map((fund, j) => Math.abs(period.funds[j]! - Number(row[fund])));
    });
    expect(rungs).toHaveLength(6 * made.months.length);
    expect(Math.max(...rungs)).toBeLessThan(1e-9);

    // The effects of weights by position add up to each effect.
    const { effects, log, residual } = effectsOfRun(made);
    expect(Math.abs(residual)).toBeLessThan(1e-12);
    for (const [j, effect] of effects.slice(0, 4).entries()) {
      const parts = made.ladder.byPosition.filter((p) => p.effect === effect);
      expect(Math.abs(parts.reduce((sum, p) => sum + p.log, 0) - log[j]!)).toBeLessThan(1e-12);
    }

    const base = known.runs['trrm-base']!;
    const turnover = made.months.reduce((sum, m) => sum + m.turnover, 0) / base.years;
    expect(turnover).toBeCloseTo(base.turnoverOneWayAYear, 9);
    const total = (id: string) => made.alternatives.find((a) => a.id === id)!.values.at(-1)! - 1;
    for (const [id, name] of [
      ['nifty-50', 'nifty-50-tri'],
      ['nifty-500', 'nifty-500-tri'],
      ['tbill-91d', 'liquid-91d'],
      ['equal-weight', 'equal-weight-sleeves'],
      ['static-bullish', 'static-bullish'],
      ['static-consolidation', 'static-consolidation'],
      ['static-bearish', 'static-bearish'],
      ['static-average', 'static-average-of-trrm'],
      ['best-sleeve-alpha', 'sleeve-alpha'],
    ] as const)
      expect(total(id)).toBeCloseTo(known.runs[name]!.totalReturn, 9);
    const grown = (id: string) => made.sensitivity.find((row) => row.id === id)!.growthAYear;
    expect(grown('fill-0')).toBeCloseTo(known.runs['trrm-base-same-close-LOOKAHEAD']!.cagr, 9);
    expect(grown('fill-5')).toBeCloseTo(known.runs['trrm-base-five-sessions-later']!.cagr, 9);
    expect(grown('costs-0')).toBeCloseTo(known.runs['trrm-base-gross']!.cagr, 9);
    const cagr = summaryOf(made).figures.find((f) => f.id === 'cagr')!;
    expect(cagr.own).toBeCloseTo(base.cagr, 9);
    const planned = made.sensitivity.find((row) => row.id === 'start-0')!;
    expect(planned.aboveBenchmark).toBeCloseTo(cagr.own! - cagr.benchmark!, 9);
  });

  test('with orders filled in units: values and trading to 1e-9', async () => {
    const made = await run({ ...SPAN, weights: 'base', fill: 'units' });
    const [nav, traded] = differences(made, 'nav_base_units', 'base-units');
    expect(nav).toBeLessThan(1e-9);
    expect(traded).toBeLessThan(1e-9);
  });

  test('by the monthly run’s own decisions on indices: values to 1e-7, as portfolio files are in paise, and every formula of an explanation holds', async () => {
    const made = await run({ from: '2017-05-31', to: '2021-12-31', weights: 'rules', fill: 'units' });
    const [nav, traded] = differences(made, 'nav_inverse_volatility_units', 'inverse-volatility-units');
    expect(nav).toBeLessThan(1e-7);
    expect(traded).toBeLessThan(1e-7);
    const document = studyJson(made, studyOf(made, { draws: 100 }));
    const { faults, recomputed } = faultsIn(document, BACKTEST_RULES);
    expect(faults).toEqual([]);
    expect(recomputed).toBeGreaterThan(1000);
  });
});
