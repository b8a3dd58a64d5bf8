import { readFileSync } from 'node:fs';
import { DEFAULT_ALLOCATION_RULES } from '../../../allocations/rules.ts';
import type { Versions } from '../../../src/market/as-of.ts';
import { type Day, day, dayOf, iso } from '../../../src/market/day.ts';
import { DEFAULT_RULE_BOOK } from '../../../src/rulebook/rule-book.ts';
import { parseRuleBook } from '../../../src/rulebook/parse.ts';
import { levelHistoryOf } from '../../../src/whatif/stress/level-history.ts';
import { replayWindow, type RulesInForce } from '../../../src/whatif/stress/replay-window.ts';
import { type StressWindow, STRESS_WINDOWS, windowsOf } from '../../../src/whatif/stress/windows.ts';
import { figure, marketOf, weekdays } from '../../allocations/market.fixture.ts';
import { describeReference, reference } from '../../reference.ts';
import { knownAnswer } from '../simulation/known-answers.ts';

const history = (figures: Record<string, Versions>, asOf: Day) =>
  levelHistoryOf(marketOf(figures).view(asOf), null, DEFAULT_ALLOCATION_RULES, 7);

describeReference('windows of the real Nifty 50', () => {
  const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  /** The last column of a file of niftyindices, by day; newest first in the file. */
  function levelsIn(file: string, column: number): Versions {
    const rows = readFileSync(reference('data', 'nifty50', file), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split('","').map((cell) => cell.replace(/"/g, '').trim()))
      .map((cells) => {
        const [d, m, y] = cells[1]!.split(' ');
        return [dayOf(Number(y), MONTHS.indexOf(m!) + 1, Number(d))!, Number(cells[column])] as const;
      })
      .sort((a, b) => a[0] - b[0]);
    return figure(
      rows.map(([d]) => d),
      rows.map(([, v]) => v),
    );
  }

  test('have the known returns, drawdowns and numbers of sessions to 1e-8', () => {
    const { expect: known } = knownAnswer<
      object,
      {
        windows: {
          first: string;
          last: string;
          nifty50: { sessions: number; price: number; totalReturn: number; deepestFallByClose: number };
        }[];
      }
    >('historical-windows.nifty');
    const levels = history(
      {
        'nifty-50.close': levelsIn('NIFTY 50_Historical_PR_01041994to31122021.csv', CLOSE),
        'nifty-50.tri': levelsIn('NIFTY 50_Historical_TR_30061999to31122021.csv', TOTAL),
      },
      day('2021-12-31'),
    );
    for (const { first, last, nifty50 } of known.windows) {
      const window = STRESS_WINDOWS.find((w) => w.first === first && w.last === last)!;
      const replayed = replayWindow(levels, window, null, null);
      expect(replayed.partial).toBe(false);
      expect(replayed.nifty!.sessions).toBe(nifty50.sessions);
      expect(replayed.nifty!.return).toBeCloseTo(nifty50.price, 8);
      expect(replayed.nifty!.totalReturn).toBeCloseTo(nifty50.totalReturn, 8);
      expect(replayed.nifty!.drawdown).toBeCloseTo(nifty50.deepestFallByClose, 8);
    }
  });
});
const CLOSE = 5;
const TOTAL = 2;

const DAYS = weekdays(60);
const at = (s: number): string => iso(DAYS[s]!);
const window = (first: number, last: number): StressWindow => ({
  id: 'test',
  name: 'Test',
  first: at(first),
  last: at(last),
  why: 'Test.',
  origin: 'India',
});
/** Falls by a tenth by session 20, is back by session 30, and rises on. */
const NIFTY = DAYS.map((_, s) => (s <= 20 ? 100 - s / 2 : 90 + (s - 20)));
const ALPHA = DAYS.map((_, s) => 50 + s);
const figures = { 'nifty-50.close': figure(DAYS, NIFTY), 'nifty-alpha-50.tri': figure(DAYS, ALPHA) };
const levels = history(figures, DAYS[59]!);

describe('a window', () => {
  test('holds weights through it: each position by its own level, contributions adding up', () => {
    const { portfolio, positions, coverage, nifty } = replayWindow(
      levels,
      window(0, 20),
      { alpha: 0.6, 'liquid-fund': 0.4 },
      null,
    );
    expect(nifty!.return).toBeCloseTo(-0.1, 12);
    expect(nifty!.daysToRecover).toBe(DAYS[30]! - DAYS[20]!);
    expect(portfolio!.return).toBeCloseTo(0.6 * (70 / 50 - 1), 12);
    expect(portfolio!.drawdown).toBe(0);
    expect(positions.map((p) => [p.id, p.source])).toEqual([
      ['alpha', 'index'],
      ['liquid-fund', 'cash'],
    ]);
    expect(coverage).toBeCloseTo(1, 12);
  });

  test('stands in for a sleeve without data by beta × Nifty, and says how much weight has own data', () => {
    const { portfolio, positions, coverage } = replayWindow(
      levels,
      window(0, 20),
      { alpha: 0.5, value: 0.5 },
      null,
    );
    // Without a year of returns the beta is taken as 1.
    expect(positions.find((p) => p.id === 'value')).toMatchObject({
      source: 'beta-proxy',
      return: expect.closeTo(-0.1, 12),
    });
    expect(portfolio!.return).toBeCloseTo(0.5 * 0.4 - 0.05, 12);
    expect(coverage).toBeCloseTo(0.5, 12);
  });

  test('that began before the data, or ends after them, is partial and not scaled up', () => {
    const before = { ...window(0, 20), first: '2019-06-03' };
    expect(replayWindow(levels, before, null, null)).toMatchObject({
      partial: true,
      from: at(0),
      to: at(20),
    });
    const after = { ...window(50, 59), last: '2030-01-01' };
    const { partial, to, nifty } = replayWindow(levels, after, null, null);
    expect([partial, to]).toEqual([true, at(59)]);
    expect(nifty!.return).toBeCloseTo(NIFTY[59]! / NIFTY[50]! - 1, 12);
    expect(nifty!.daysToRecover).toBeNull();
  });

  test('outside the data has neither Nifty nor portfolio', () => {
    const early = { ...window(0, 1), first: '2001-01-01', last: '2001-02-01' };
    expect(replayWindow(levels, early, { alpha: 1 }, null)).toMatchObject({
      nifty: null,
      portfolio: null,
      coverage: 0,
      partial: true,
    });
  });

  test('with the rules: each label’s weights from its month-end, less the cost of each change', () => {
    // The month ends on session 22 (31 January 2020).
    expect(at(22)).toBe('2020-01-31');
    const rules: RulesInForce = {
      calls: [
        { monthEnd: DAYS[0]!, regime: 'bearish' },
        { monthEnd: DAYS[22]!, regime: 'bullish' },
      ],
      weights: { bearish: { 'liquid-fund': 1 }, bullish: { alpha: 1 }, consolidation: {} },
      cost: (from, to) => (from === to ? 0 : 0.01),
    };
    const { withRules, portfolio } = replayWindow(levels, window(5, 40), { alpha: 1 }, rules);
    const earned = 0.99 * (ALPHA[40]! / ALPHA[22]!) - 1;
    expect(withRules!.return).toBeCloseTo(earned, 12);
    expect(withRules!.difference).toBeCloseTo(earned - portfolio!.return, 12);
    expect(withRules!.cost).toBe(0.01);
    expect(withRules!.labels.map((l) => l.regime)).toEqual(['bearish', 'bullish']);
    expect(replayWindow(levels, window(5, 40), { alpha: 1 }, { ...rules, calls: [] }).withRules).toBeNull();
  });
});

test('the rule book adds windows and replaces those of its ids', () => {
  expect(windowsOf(DEFAULT_RULE_BOOK.stress)).toHaveLength(16);
  const book = parseRuleBook(
    'stress: { windows: [{ id: "2008", name: Own, first: "2008-01-02", last: "2008-02-01", why: Own., origin: abroad }, { id: own, name: Own, first: "2012-01-02", last: "2012-02-01", why: Own., origin: India }] }',
  );
  const windows = windowsOf(book.stress);
  expect(windows).toHaveLength(17);
  expect(windows.find((w) => w.id === '2008')!.first).toBe('2008-01-02');
  expect(() =>
    parseRuleBook(
      'stress: { windows: [{ id: x, name: X, first: "2012-02-01", last: "2012-01-02", why: X., origin: India }] }',
    ),
  ).toThrow(/must be after first/);
});
