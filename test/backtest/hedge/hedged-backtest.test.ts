import type { BacktestChoices } from '../../../src/backtest/plan.ts';
import { openBacktest } from '../../../src/backtest/open-backtest.ts';
import { type BacktestResult, runBacktest } from '../../../src/backtest/run-backtest.ts';
import { effectsOfRun } from '../../../src/backtest/summary.ts';
import { verifyBacktest } from '../../../src/backtest/verify-backtest.ts';
import { expiryFrom } from '../../../fixtures/series/nifty-contracts.ts';
import { addDays, type Day, day } from '../../../src/market/day.ts';
import type { FutureQuote } from '../../../src/market/futures.ts';
import type { SeriesKey } from '../../../src/market/series.ts';
import type { Store } from '../../../src/market/store/store.ts';
import type { RunSettings } from '../../../src/decision/run/open-run.ts';
import { sleeveRows } from '../../decision/decision.fixture.ts';
import { settings, storeOf } from '../../decision/memory-store.fixture.ts';
import { marketOf, type Row, type Rows } from '../../regimes/market.fixture.ts';

/** The small market with sleeves that follow the Nifty, so that there is beta to hedge. */
function rowsWithBeta(): Rows {
  const rows = new Map<SeriesKey, readonly Row[]>(sleeveRows(11));
  const nifty = rows.get('nifty-50.close')!;
  for (const [key, own] of rows)
    if (key.endsWith('.tri'))
      rows.set(
        key,
        own.map((row, i) => ({ ...row, value: row.value ** 0.1 * nifty[i]!.value })),
      );
  rows.set('nifty-50.tri', nifty);
  rows.set(
    'tbill-91d.close',
    nifty.filter((_, i) => i % 5 === 0).map((row) => ({ ...row, value: 6 })),
  );
  return rows;
}

/** The near and the next contract of every session, at a cost of carry of 5 % a year; none on the days left out. */
function quotesOf(rows: Rows, isLeftOut: (d: Day) => boolean = () => false): FutureQuote[] {
  return rows.get('nifty-50.close')!.flatMap(({ observedOn, value }): FutureQuote[] => {
    if (isLeftOut(observedOn)) return [];
    const near = expiryFrom(observedOn);
    return [near, expiryFrom(addDays(near, 1))].map((expiry) => ({
      observedOn: observedOn,
      knownOn: observedOn,
      expiry,
      close: value * Math.exp((0.05 * (expiry - observedOn)) / 365),
      settle: null,
      contracts: null,
      openInterest: null,
    }));
  });
}

const ROWS = rowsWithBeta();
const withFutures = (rows: Rows, versions: readonly FutureQuote[]): Store => ({
  ...storeOf(marketOf(rows)),
  futures: async (_, { days }) => {
    const asked = new Set(days);
    const found = versions.filter((v) => asked.has(v.observedOn));
    return { versions: found, rank: new Uint8Array(found.length) };
  },
});
/** A beta so low that every month is hedged, as far as a reserve of 3 % allows. */
const BOOK: RunSettings['book'] = {
  ...settings.book,
  hedge: { ...settings.book.hedge, targetBeta: { bullish: 0.5, consolidation: 0.5, bearish: 0.5 } },
};
const HEDGED: RunSettings = { ...settings, book: BOOK };
const QUOTES = quotesOf(ROWS);
const store = withFutures(ROWS, QUOTES);
const CHOICES: BacktestChoices = {
  from: '2020-01-31',
  to: '2020-09-30',
  benchmark: 'nifty-50',
  hedge: true,
};
const TASK = { earlier: [], onMonth: () => {}, progress: () => {}, ledger: [] };
const run = async (choices: BacktestChoices, of = store, how = HEDGED): Promise<BacktestResult> =>
  runBacktest(await openBacktest(of, { ...how, choices }), TASK);

let hedged: BacktestResult;
beforeAll(async () => {
  hedged = await run(CHOICES);
}, 60_000);

test('every month trades the lots of its decision, rolls them within the month, and hands them over in its portfolio file', () => {
  const { hedge, months } = hedged.run;
  const kinds = hedge!.months.map((m) => m.kind);
  expect(kinds.filter((k) => k === 'futures').length).toBeGreaterThan(months.length / 2);
  for (const m of hedge!.months) {
    expect(m.lots < 0).toBe(m.kind === 'futures');
    expect(m.exposure < 0).toBe(m.kind === 'futures');
  }
  expect(hedge!.trades.filter((t) => t.reason === 'roll').length).toBeGreaterThan(months.length / 2);
  hedged.months.slice(1).forEach(({ portfolio }, k) => {
    const futures = /\nNIFTY2\d[A-Z]{3}FUT,-(\d+)\n$/.exec(portfolio!.text);
    expect(futures !== null).toBe(kinds[k] === 'futures');
  });
});

test('every decision with futures held has the bytes of a monthly run of its own on its portfolio file', async () => {
  const texts = new Map(hedged.months.map((m) => [m.decided, m.portfolio!.text]));
  const verified = await verifyBacktest(store, {
    ...HEDGED,
    run: hedged.run,
    month: null,
    portfolioOf: (decided) => texts.get(decided)!,
    progress: () => {},
  });
  expect(verified.filter((v) => !v.isSame)).toEqual([]);
});

test('the ladder has a rung for the hedge and ends at the record, with tax as without', async () => {
  for (const tax of ['none', 'lots'] as const) {
    const { run: made } = tax === 'none' ? hedged : await run({ ...CHOICES, tax });
    const { effects, residual, record, log } = effectsOfRun(made);
    expect(effects).toContain('hedge');
    const last = made.nav.at(-1)!;
    expect(Math.abs(residual)).toBeLessThan(1e-12);
    expect(record).toBeCloseTo((last.afterTax ?? last.net) - 1, 12);
    expect(log.reduce((sum, x) => sum + x, 0)).toBeCloseTo(Math.log((1 + record) / last.benchmark), 12);
  }
});

test('what the hedge brought in rupees is the difference of the record from itself without, in each session', () => {
  const { nav, hedge, plan } = hedged.run;
  // Session by session the flow is the same money on both paths, so that their product tells it.
  const brought = nav.reduce((sum, row, i) => {
    const [before, without] = i === 0 ? [1, 1] : [nav[i - 1]!.net, nav[i - 1]!.unhedged!];
    return sum + (row.net / before - row.unhedged! / without) * before;
  }, 0);
  expect(brought * plan.value).toBeCloseTo(hedge!.profit - hedge!.charges, 3);
});

test('without a target beta nothing is traded, and the record is that without a hedge to the last bit', async () => {
  const none = await run(CHOICES, store, {
    ...HEDGED,
    book: {
      ...BOOK,
      hedge: { ...BOOK.hedge, targetBeta: { bullish: null, consolidation: null, bearish: null } },
    },
  });
  const off = await run({ ...CHOICES, hedge: false });
  expect(none.run.hedge!.trades).toEqual([]);
  expect(none.run.nav.map((r) => r.net)).toEqual(off.run.nav.map((r) => r.net));
  expect(off.run.hedge).toBeUndefined();
});

test('cutting the store after a fill changes no month before it, to the last bit', async () => {
  const k = 5;
  const { filled } = hedged.run.months[k]!;
  const rows: Rows = new Map(
    [...ROWS].map(([key, all]) => [key, all.filter((r) => r.knownOn <= day(filled))]),
  );
  const cut = await run(
    { ...CHOICES, to: filled },
    withFutures(
      rows,
      QUOTES.filter((q) => q.knownOn <= day(filled)),
    ),
  );
  expect(cut.run.months.slice(0, k)).toEqual(hedged.run.months.slice(0, k));
  expect(cut.run.nav).toEqual(hedged.run.nav.slice(0, cut.run.nav.length));
  expect(cut.run.hedge!.months.slice(0, k)).toEqual(hedged.run.hedge!.months.slice(0, k));
});

test('a month without prices of futures keeps what is held and is counted; a span without any is refused', async () => {
  const gap = (d: Day): boolean => d >= day('2020-06-29') && d <= day('2020-07-02');
  const { run: made } = await run(CHOICES, withFutures(ROWS, quotesOf(ROWS, gap)));
  expect(made.hedge!.months.map((m) => m.kind)).toContain('unavailable');
  expect(made.hedge!.unpricedSessions).toBe(4);
  expect(made.problems.map((p) => p.code)).toEqual(
    expect.arrayContaining(['backtest-hedge-unavailable', 'backtest-hedge-unpriced']),
  );
  await expect(run(CHOICES, storeOf(marketOf(ROWS)))).rejects.toThrow('no prices of Nifty futures');
  await expect(run({ ...CHOICES, weights: 'base' })).rejects.toThrow('--weights base makes none');
});

test('profits of the hedge are taxed apart at the rule book’s rate, and only where tax is followed', async () => {
  const { run: made } = await run({ ...CHOICES, tax: 'lots' });
  const booked = made.tax!.years.reduce((sum, y) => sum + (y.futures ?? 0), 0);
  expect(booked).toBeCloseTo(made.hedge!.profit - made.hedge!.charges, 0);
});

test('a back-test with a hedge that is continued after some months is the same as in one go', async () => {
  const earlier = JSON.parse(JSON.stringify(hedged.months.slice(0, 4))) as typeof hedged.months;
  const again = await runBacktest(await openBacktest(store, { ...HEDGED, choices: CHOICES }), {
    ...TASK,
    earlier,
  });
  expect(again.run).toEqual(hedged.run);
});

test('alternatives are compared with the record before its hedge and performance fee', async () => {
  const fee = { ...BOOK.backtest.fee, performance: 0.5, hurdle: 0 };
  const charged = { ...settings, book: { ...BOOK, backtest: { ...BOOK.backtest, fee } } };
  // The portfolio gains in these months; a fee is charged on the last day.
  const choices = { ...CHOICES, to: '2020-08-31' };
  const plain = (await run({ ...choices, hedge: false })).run;
  for (const hedge of [true, false]) {
    const { run: made } = await run({ ...choices, hedge }, store, charged);
    const last = made.nav.at(-1)!;
    // Money that the fee and the hedge moved changes the holdings of later months a little.
    const from = (value: number): number => Math.abs(value / plain.nav.at(-1)!.net - 1);
    expect(from(last.beforeHedgeAndFee!)).toBeLessThan(0.001);
    expect(from(last.net)).toBeGreaterThan(0.005);
    expect(made.alternatives.filter((a) => a.beforeHedgeAndFee).map((a) => a.id)).toEqual(
      expect.arrayContaining(['static-average', 'bouquets']),
    );
    expect(made.alternatives.find((a) => a.id === 'nifty-50')!.beforeHedgeAndFee).toBeUndefined();
  }
  expect(plain.nav[0]!.beforeHedgeAndFee).toBeUndefined();
});
