import { join } from 'node:path';
import { simulateMarket } from '../../../fixtures/simulated-market.ts';
import { writeSimulatedMarket } from '../../../fixtures/write.ts';
import { type Evidence } from '../../../src/validation/regimes/result.ts';
import { inline } from '../../../src/validation/regimes/executor.ts';
import { evidenceSeries, gatherEvidence } from '../../../src/validation/regimes/validate.ts';
import { judgeTilts } from '../../../src/validation/regimes/tilts.ts';
import { addDays, day } from '../../../src/market/day.ts';
import type { MarketHistory } from '../../../src/market/as-of.ts';
import { DEFAULT_RULE_BOOK } from '../../../src/rulebook/rule-book.ts';
import { removeFolder, tempFolder } from '../../cli/command-line.ts';
import { describeReference, reference } from '../../reference.ts';
import { storeOf } from '../../temp-store.ts';

const gather = (
  market: MarketHistory,
  from: string,
  to: string,
  draws: number,
  signal?: AbortSignal,
  knownOn = addDays(day(to), 3650),
): Promise<Evidence> =>
  gatherEvidence({
    market,
    simulated: false,
    book: DEFAULT_RULE_BOOK,
    knownOn,
    from: day(from),
    to: day(to),
    variantsTried: 170,
    draws,
    seed: 1,
    cost: 0.002,
    executor: inline,
    progress: () => {},
    ...(signal && { signal }),
  });

describeReference('the evidence on the real series, 2000 to 2021', () => {
  let e: Evidence;
  let market: MarketHistory;
  beforeAll(async () => {
    const temp = await storeOf([
      reference('data/us-vix/VIX_History.csv'),
      reference('data/india-vix'),
      reference('data/nifty50'),
      reference('data/gsec/India 10-Year Bond Yield Historical Data (2005-2020).csv'),
      reference('data/gsec/India 10-Year Bond Yield Historical Data (2007-2021).csv'),
      reference('data/indices-pr'),
      reference('data/factors/iima_four_factors_monthly.csv'),
    ]);
    market = await temp.store.load(evidenceSeries(DEFAULT_RULE_BOOK));
    await temp.remove();
    e = await gather(market, '2000-01-01', '2021-12-31', 500);
  }, 180_000);

  const record = (id: string) => e.classifiers.find((c) => c.id === id)!;
  const premium = (id: string) => e.premia.find((p) => p.id === id)!;

  // The figures that an independent prototype found on the same files.
  test('TRRM agrees with Pagan–Sossounov with κ 0.497 over 2000-01 to 2021-06, Faber with 0.536', () => {
    expect([record('trrm').judged, e.datedTo]).toEqual([258, '2021-06-30']);
    expect(record('trrm').kappa).toBeCloseTo(0.497, 3);
    expect(e.classifiers.find((c) => c.title.startsWith('Faber: 10-month average'))!.kappa).toBeCloseTo(
      0.536,
      3,
    );
  });

  test('it switches 2.09 times a year, and the Nifty moves 1.418 times as much after bear labels', () => {
    expect(record('trrm').switchesAYear).toBeCloseTo(2.09, 2);
    expect(record('trrm').volatilityRatio!.ratio).toBeCloseTo(1.418, 3);
  });

  test('momentum earns 40.1 % a year more after bull than after bear labels, t 2.7, n 147 and 64', () => {
    const { bullMinusBear, byRegime } = premium('wml');
    expect(bullMinusBear!.annual).toBeCloseTo(40.1, 1);
    expect(bullMinusBear!.t).toBeCloseTo(2.7, 1);
    expect([byRegime.bullish!.n, byRegime.bearish!.n]).toEqual([147, 64]);
  });

  test('size earns −15.2 % a year after bear labels, t −2.1; value 25.7 in consolidation, t 2.4', () => {
    expect(premium('smb').byRegime.bearish!.annual).toBeCloseTo(-15.2, 1);
    expect(premium('smb').byRegime.bearish!.t).toBeCloseTo(-2.1, 1);
    expect(premium('hml').byRegime.consolidation!.annual).toBeCloseTo(25.7, 1);
    expect(premium('hml').byRegime.consolidation!.t).toBeCloseTo(2.4, 1);
  });

  test('the record speaks against value in bullish markets, and only there', () => {
    const against = e.tilts.filter((t) => t.verdict === 'contradicted');
    expect(against.map((t) => `${t.sleeve} ${t.regime}`)).toEqual(['value bullish']);
    expect(e.summary.join(' ')).toMatch(/speaks against the heavier value in bullish markets/);
  });

  test('large scores agreed with the later dating in about 92 % of months, small ones in about 68 %', () => {
    const shares = e.calibration!.bands.map((b) => b.share!);
    expect(shares[2]).toBeGreaterThan(0.9);
    expect(shares[0]).toBeLessThan(0.72);
  });

  test('judged in mid-2007, the bull market since 2003 is not taken for a bear market for want of a trough', async () => {
    const then = await gather(market, '2000-01-01', '2007-06-29', 1, undefined, day('2007-06-29'));
    // The last turn that can be dated by then is the peak of 2003-12; the Nifty has since doubled.
    expect(then.bear.filter((b) => b === true).length).toBeLessThan(45);
    expect(then.datedTo! <= '2004-01-31').toBe(true);
    expect(then.classifiers[0]!.kappa!).toBeGreaterThan(0.3);
  }, 60_000);

  test('without one signal TRRM still has a quorum among the others', () => {
    // With the quorum of three, 2000 to 2004 would freeze as soon as one of three signals is dropped.
    const changed = Object.fromEntries(e.stability.dropOne.map((d) => [d.signal, d.changed]));
    expect(changed['us-vix']!).toBeLessThan(50);
    expect(changed['nifty-regression']!).toBeGreaterThan(100);
  });

  test('says in words that nothing of it times the market’s return', () => {
    expect(e.summary.join(' ')).toMatch(/not shown to time the market/);
    expect(e.multipleTesting!.timing!.deflated).toBeLessThan(0.5);
  });
});

describe('the evidence on the simulated market', () => {
  const folder = tempFolder();
  let market: MarketHistory;
  beforeAll(async () => {
    const files = await writeSimulatedMarket(simulateMarket(), join(folder, 'files'));
    const temp = await storeOf(files);
    market = await temp.store.load(evidenceSeries(DEFAULT_RULE_BOOK));
    await temp.remove();
  });
  afterAll(() => removeFolder(folder));

  test('is the same bytes twice, and adds up', async () => {
    const once = await gather(market, '2010-01-01', '2025-03-31', 60);
    expect(JSON.stringify(await gather(market, '2010-01-01', '2025-03-31', 60))).toBe(JSON.stringify(once));
    expect(once.months).toHaveLength(183);
    for (const c of once.classifiers) {
      expect(c.labels).toHaveLength(183);
      expect(c.labelled).toBe(c.labels.filter((l) => l !== null).length);
    }
    expect(Object.values(once.transitions.share).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    expect(once.stability.jitter.flippedByMonth.every((s) => s >= 0 && s <= 1)).toBe(true);
    expect(once.problems.map((p) => p.code)).toEqual(['no-factors']);
    expect(JSON.stringify(once)).not.toMatch(/NaN|Infinity/);
  }, 120_000);

  test('a period too short to judge is refused with what it holds', async () => {
    await expect(gather(market, '2024-01-01', '2024-12-31', 1)).rejects.toThrow(
      /holds 12 month-ends that were called; evidence needs 24/,
    );
  });

  test('can be stopped', async () => {
    const stop = AbortSignal.abort();
    await expect(gather(market, '2010-01-01', '2025-03-31', 60, stop)).rejects.toThrow(/abort/i);
  });
});

test('a tilt is judged by the sign and size of t, and left open where the record is silent', () => {
  const estimate = (t: number) => ({ n: 200, annual: t, t, interval: [0, 0] as const });
  const premium = (t: number) => ({
    id: 'wml',
    title: 'Momentum',
    source: '',
    liveFrom: null,
    backTested: 0,
    byRegime: { bullish: estimate(t), consolidation: null, bearish: null },
    bullMinusBear: null,
    againstRest: { bullish: estimate(t), consolidation: null, bearish: null },
  });
  const verdict = (t: number) =>
    judgeTilts(DEFAULT_RULE_BOOK.allocations, [premium(t)], () => null).find(
      (v) => v.sleeve === 'momentum' && v.regime === 'bullish',
    )!.verdict;
  expect([2, 1.6, -1.6, -2].map(verdict)).toEqual(['supported', 'open', 'open', 'contradicted']);
  expect(
    judgeTilts(DEFAULT_RULE_BOOK.allocations, [], () => null).every((v) => v.verdict === 'no record'),
  ).toBe(true);
});
