import { callMonth } from '../../../regimes/model/call.ts';
import { regimeCallSchema } from '../../../regimes/model/regime-call.ts';
import { DEFAULT_REGIME_RULES } from '../../../regimes/model/rules.ts';
import { historyRow } from '../../../regimes/model/history-row.ts';
import { day, iso } from '../../../src/market/day.ts';
import type { SeriesKey } from '../../../src/market/series.ts';
import { applyScenario } from '../../../src/whatif/scenario.ts';
import { parseSettings } from '../../../src/whatif/settings.ts';
import { marketOf, quickSignals, type Rows, smallMarket } from '../market.fixture.ts';

const END = day('2022-12-30');
const JUMP = day('2022-05-16');
const signals = quickSignals();
const rules = DEFAULT_REGIME_RULES;

/** The small market with figures multiplied from the day of the jump on. */
const withJump = (key: SeriesKey, factor: number, seed = 7): Rows => {
  const rows = new Map(smallMarket(seed));
  rows.set(
    key,
    rows.get(key)!.map((r) => (r.observedOn >= JUMP ? { ...r, value: r.value * factor } : r)),
  );
  return rows;
};

const callOf = (rows: Rows, asOf = END) => callMonth(marketOf(rows), asOf, signals, rules);
const statusOf = (called: ReturnType<typeof callOf>, id: string) =>
  called.signals.find((s) => s.id === id)!.status;

describe('a signal whose series has an unexplained jump', () => {
  // P/B to consolidated net worth, without an entry in the registry.
  const called = callOf(withJump('nifty-50.pb', 1 / 1.6));
  const { call } = called;
  const whole = callOf(smallMarket(7));

  test('is doubtful, with a score, and so is no other signal', () => {
    expect(called.signals.map((s) => [s.id, s.status])).toEqual(
      whole.signals.map((s) => [s.id, s.id === 'nifty-valuation' ? 'doubtful' : s.status]),
    );
    expect(called.signals.find((s) => s.id === 'nifty-valuation')!.score).not.toBeNull();
    expect(call.status).toBe('ok');
  });

  test('comes with the effect on S: the score with the jump chained away is that of a market without it', () => {
    const { doubt } = call;
    expect(doubt!.signals.map((s) => s.id)).toEqual(['nifty-valuation']);
    expect(doubt!.jumps).toEqual([
      expect.objectContaining({ series: 'nifty-50.pb', from: '2022-05-13', to: '2022-05-16' }),
    ]);
    // The jump replaces a day's own move of P/B, which is independent of the price here; hence not to the last digit.
    expect(doubt!.chainedScore).toBeCloseTo(whole.call.score!, 2);
    expect(doubt!.effect).toBeCloseTo(call.score! - doubt!.chainedScore!, 12);
    expect(Math.abs(doubt!.effect!)).toBeGreaterThan(0.02);
    expect(regimeCallSchema.safeParse(call).success).toBe(true);
  });

  test('is named by an alert with both scores and the label', () => {
    const alert = call.alerts.find((a) => a.code === 'doubtful-signal');
    expect(alert!.message).toMatch(
      /^Nifty valuation is doubtful: Nifty 50 P\/B jumps from [\d.]+ on 13 May 2022 to [\d.]+ on 16 May 2022, .* S is [+−]0\.\d{4} as published and [+−]0\.\d{4} with the jump chained away: an effect of [+−]0\.\d{4}; the regime /,
    );
  });

  test('is doubtful from the month of the jump on, in every later month, and not before', () => {
    const doubtful = called.history
      .map((m) => historyRow(m, rules))
      .filter((r) => r.statuses['nifty-valuation'] === 'doubtful')
      .map((r) => r.monthEnd);
    expect(doubtful[0]).toBe('2022-05-31');
    expect(doubtful).toHaveLength(8);
    expect(callOf(withJump('nifty-50.pb', 1 / 1.6), day('2022-05-13')).call.doubt).toBeUndefined();
  });

  test('stays doubtful in a what-if, with the effect at the levels assumed', () => {
    const shocked = applyScenario(called.month, parseSettings(['pb=4']).shocks, rules, () => null).month;
    const valuation = shocked.evaluated.find((s) => s.aligned.signal.id === 'nifty-valuation')!;
    expect(valuation.evaluation.status).toBe('doubtful');
  });
});

test('a jump of P/E makes both signals doubtful that use it', () => {
  const called = callOf(withJump('nifty-50.pe', 0.6));
  expect([statusOf(called, 'nifty-valuation'), statusOf(called, 'gsec-yields')]).toEqual([
    'doubtful',
    'doubtful',
  ]);
  expect(called.call.alerts[0]!.message).toMatch(/^Nifty valuation and G-sec yields are doubtful: /);
});

test('a call without unexplained jumps has no doubt and no alert about it', () => {
  const { call } = callOf(smallMarket(7));
  expect(call.doubt).toBeUndefined();
  expect(call.alerts.filter((a) => a.code === 'doubtful-signal')).toEqual([]);
  expect(iso(END)).toBe(call.asOf);
});
