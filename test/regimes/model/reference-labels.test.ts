import { readdirSync, readFileSync } from 'node:fs';
import { callMonth } from '../../../regimes/model/call.ts';
import { historyRow, type HistoryRow } from '../../../regimes/model/history-row.ts';
import { DEFAULT_REGIME_RULES as rules } from '../../../regimes/model/rules.ts';
import type { MarketHistory } from '../../../src/market/as-of.ts';
import { day } from '../../../src/market/day.ts';
import { DEFAULT_RULE_BOOK, signalsOf } from '../../../src/rulebook/rule-book.ts';
import { describeReference, reference } from '../../reference.ts';
import { storeOf, type TempStore } from '../../temp-store.ts';

/** Columns of the reference, and the names of the same features in `trrm history`. */
const FEATURES: Readonly<Record<string, string>> = {
  us_vix_5d: 'us_vix_5d',
  us_vix_pct: 'us_vix_5d_pct',
  india_vix_5d: 'india_vix_5d',
  india_vix_pct: 'india_vix_5d_pct',
  realised_vol_21d: 'realised_vol_21d',
  realised_vol_pct: 'realised_vol_21d_pct',
  pe_chained: 'pe_chained',
  pb: 'pb',
  dy_chained: 'dy_chained',
  pe_pct: 'pe_chained_pct',
  pb_pct: 'pb_pct',
  dy_pct: 'dy_chained_pct',
  valuation: 'valuation',
  gsec: 'gsec',
  gsec_6m_change: 'gsec_change',
  beer: 'beer',
  beer_pct: 'beer_pct',
  trend_gap: 'trend_gap',
  trend_t: 'trend_t',
};
const SCORES = {
  score_us_vix: 'us-vix',
  score_india_vix: 'india-vix',
  score_regression: 'nifty-regression',
  score_valuation: 'nifty-valuation',
  score_gsec: 'gsec-yields',
} as const;

/** 1e-6 relative, plus half a unit of the sixth decimal to which the reference file is rounded. */
const within = (ours: number, theirs: number) =>
  Math.abs(ours - theirs) <= 1e-6 * Math.abs(theirs) + 5.000001e-7;

describeReference('TRRM on the real series, 2000 to 2021', () => {
  let temp: TempStore;
  let market: MarketHistory;
  let rows: HistoryRow[];
  let expected: Record<string, string>[];
  const signals = signalsOf(DEFAULT_RULE_BOOK);

  beforeAll(async () => {
    const gsec = readdirSync(reference('data/gsec')).filter((f) => f.startsWith('India'));
    temp = await storeOf([
      reference('data/us-vix/VIX_History.csv'),
      reference('data/india-vix'),
      reference('data/nifty50'),
      ...gsec.map((f) => reference('data/gsec', f)),
    ]);
    market = await temp.store.load(signals.flatMap((s) => s.series));
    rows = callMonth(market, day('2021-12-31'), signals, rules).history.map((m) => historyRow(m, rules));
    const [head, ...lines] = readFileSync(reference('cases/trrm_v1_reference_2000_2021.csv'), 'utf8')
      .trim()
      .split('\n');
    const names = head!.split(',');
    expected = lines.map((line) => Object.fromEntries(line.split(',').map((v, i) => [names[i]!, v])));
  });
  afterAll(() => temp.remove());

  const rowOf = (monthEnd: string) => rows.find((r) => r.monthEnd === monthEnd)!;

  test('has the 264 labels of the independent implementation', () => {
    const from2000 = rows.filter((r) => r.monthEnd >= '2000-01-01');
    expect(from2000.map((r) => `${r.monthEnd} ${r.regime}`)).toEqual(
      expected.map((e) => `${e.month_end} ${e.regime}`),
    );
    expect(from2000).toHaveLength(264);
  });

  test('has its score and its five signal scores, and is null where it has none', () => {
    const off = expected.flatMap((e) => {
      const ours = rowOf(e.month_end!);
      const pairs: [string, number | null | undefined][] = [
        ['score', ours.score],
        ...Object.entries(SCORES).map(([column, id]): [string, number | null | undefined] => [
          column,
          ours.scores[id],
        ]),
      ];
      return pairs
        .filter(([column, v]) =>
          e[column] === '' ? v !== null : v === null || v === undefined || !within(v, Number(e[column])),
        )
        .map(([column, v]) => `${e.month_end} ${column}: ${v} for ${e[column]}`);
    });
    expect(off).toEqual([]);
  });

  test('has every feature behind the scores', () => {
    let compared = 0;
    const off = expected.flatMap((e) => {
      const ours = rowOf(e.month_end!);
      return Object.entries(FEATURES).flatMap(([column, name]) => {
        const value = ours.features[name];
        if (value === undefined) return [];
        compared++;
        return within(value, Number(e[column]))
          ? []
          : [`${e.month_end} ${column}: ${value} for ${e[column]}`];
      });
    });
    expect(off).toEqual([]);
    // Realised volatility is a feature of the proxy months only; the others start with their series.
    expect(compared).toBeGreaterThan(3500);
  });

  test('marks India VIX as proxy in the same months as the reference', () => {
    const proxied = (e: Record<string, string>) => rowOf(e.month_end!).statuses['india-vix'] === 'proxy';
    expect(expected.map(proxied)).toEqual(expected.map((e) => e.india_vix_proxied === '1'));
  });

  test.each([
    ['2008-10-31', 'bearish'],
    ['2020-03-31', 'bearish'],
    ['2009-12-31', 'bullish'],
    ['2014-09-30', 'bullish'],
    ['2017-11-30', 'bullish'],
    ['2021-06-30', 'bullish'],
  ])('calls %s %s', (monthEnd, regime) => {
    expect(rowOf(monthEnd).regime).toBe(regime);
  });

  test('explains March 2020: volatility and trend hostile, low valuation and falling yields supportive, crisis alert raised', () => {
    const { call, signals: reports } = callMonth(market, day('2020-03-31'), signals, rules);
    const contributions = Object.fromEntries(call.contributions.map((c) => [c.id, c.contribution]));
    // Weights × scores of the reference row: 0.15·−1, 0.15·−1, 0.4·−0.7968, 0.15·0.670588, 0.15·0.7955.
    expect(contributions['us-vix']).toBeCloseTo(-0.15, 6);
    expect(contributions['india-vix']).toBeCloseTo(-0.15, 6);
    expect(contributions['nifty-regression']).toBeCloseTo(0.4 * -0.7968, 6);
    expect(contributions['nifty-valuation']).toBeCloseTo(0.15 * 0.670588, 6);
    expect(contributions['gsec-yields']).toBeCloseTo(0.15 * 0.7955, 6);
    expect(call.alerts.map((a) => a.code)).toEqual(['crisis']);
    expect(reports.find((r) => r.id === 'us-vix')).toMatchObject({
      vote: 'bearish',
      observedOn: '2020-03-30',
    });
    expect(call.nearestChanges[0]).toMatchObject({ signal: 'nifty-regression', to: 'consolidation' });
  });

  test('chains P/E and dividend yield across 31 March 2021 by the factors the exchange’s figures imply', () => {
    const { call } = callMonth(market, day('2021-12-31'), signals, rules);
    const factors = Object.fromEntries(call.breaks.map((b) => [b.series, b.factor]));
    expect(factors['nifty-50.pe']).toBeCloseTo(1.2051, 4);
    expect(factors['nifty-50.dy']).toBeCloseTo(1.1263, 4);
    expect(callMonth(market, day('2021-03-30'), signals, rules).call.breaks).toEqual([]);
  });
});
