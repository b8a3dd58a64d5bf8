import { join } from 'node:path';
import { simulateMarket } from '../../../fixtures/simulated-market.ts';
import { writeSimulatedMarket } from '../../../fixtures/write.ts';
import { type RegimeValidation } from '../../../src/validation/regimes/result.ts';
import { inline } from '../../../src/validation/regimes/executor.ts';
import { validationSeries, validateRegimes } from '../../../src/validation/regimes/validate.ts';
import { testTilts } from '../../../src/validation/regimes/tilts.ts';
import { addDays, day } from '../../../src/market/day.ts';
import type { MarketHistory } from '../../../src/market/as-of.ts';
import { DEFAULT_RULE_BOOK } from '../../../src/rulebook/rule-book.ts';
import { removeFolder, tempFolder } from '../../cli/command-line.ts';
import { describeReference, reference } from '../../reference.ts';
import { storeOf } from '../../temp-store.ts';

const validate = (
  market: MarketHistory,
  from: string,
  to: string,
  draws: number,
  signal?: AbortSignal,
  knownOn = addDays(day(to), 3650),
): Promise<RegimeValidation> =>
  validateRegimes({
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

describeReference('validation on the real series, 2000 to 2021', () => {
  let validation: RegimeValidation;
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
    market = await temp.store.load(validationSeries(DEFAULT_RULE_BOOK));
    await temp.remove();
    validation = await validate(market, '2000-01-01', '2021-12-31', 500);
  }, 180_000);

  const classifier = (id: string) => validation.classifiers.find((c) => c.id === id)!;
  const premium = (id: string) => validation.premia.find((p) => p.id === id)!;

  // The figures of an independent prototype on the same files.
  test('TRRM agrees with Pagan–Sossounov with κ 0.497 over 2000-01 to 2021-06, Faber with 0.536', () => {
    expect([classifier('trrm').settled, validation.datedTo]).toEqual([258, '2021-06-30']);
    expect(classifier('trrm').kappa).toBeCloseTo(0.497, 3);
    expect(
      validation.classifiers.find((c) => c.title.startsWith('Faber: 10-month average'))!.kappa,
    ).toBeCloseTo(0.536, 3);
  });

  test('TRRM switches 2.09 times a year, and the Nifty 50 is 1.418 times as volatile after bear labels', () => {
    expect(classifier('trrm').switchesAYear).toBeCloseTo(2.09, 2);
    expect(classifier('trrm').volatilityRatio!.ratio).toBeCloseTo(1.418, 3);
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

  test('the data contradict one tilt only: value in bullish markets', () => {
    const contradicted = validation.tilts.filter((t) => t.verdict === 'contradicted');
    expect(contradicted.map((t) => `${t.sleeve} ${t.regime}`)).toEqual(['value bullish']);
    expect(validation.summary.join(' ')).toMatch(/contradict the overweight in value in bullish markets/);
  });

  test('large scores agree with the ex-post phase in about 92 % of months, small ones in about 68 %', () => {
    const fractions = validation.calibration!.bands.map((b) => b.fraction!);
    expect(fractions[2]).toBeGreaterThan(0.9);
    expect(fractions[0]).toBeLessThan(0.72);
  });

  test('as of mid-2007, the bull market since 2003 is not dated as a bear market although its trough is not settled', async () => {
    const then = await validate(market, '2000-01-01', '2007-06-29', 1, undefined, day('2007-06-29'));
    // The last turning point settled by then is the peak of 2003-12; the Nifty 50 has since doubled.
    expect(then.bear.filter((b) => b === true).length).toBeLessThan(45);
    expect(then.datedTo! <= '2004-01-31').toBe(true);
    expect(then.classifiers[0]!.kappa!).toBeGreaterThan(0.3);
  });

  test('dropping one signal keeps a quorum among the others', () => {
    // With a quorum of three, dropping one of the three signals of 2000 to 2004 would carry one label through.
    const changed = Object.fromEntries(validation.stability.dropOne.map((d) => [d.signal, d.changed]));
    expect(changed['us-vix']!).toBeLessThan(50);
    expect(changed['nifty-regression']!).toBeGreaterThan(100);
  });

  test('states that the labels do not demonstrably time the market', () => {
    expect(validation.summary.join(' ')).toMatch(/no evidence that the labels time the market/);
    expect(validation.multipleTesting!.timing!.deflated).toBeLessThan(0.5);
  });
});

describe('validation on the simulated market', () => {
  const folder = tempFolder();
  let market: MarketHistory;
  beforeAll(async () => {
    const files = await writeSimulatedMarket(simulateMarket(), join(folder, 'files'));
    const temp = await storeOf(files);
    market = await temp.store.load(validationSeries(DEFAULT_RULE_BOOK));
    await temp.remove();
  });
  afterAll(() => removeFolder(folder));

  test('is deterministic and consistent', async () => {
    const once = await validate(market, '2010-01-01', '2025-03-31', 60);
    expect(JSON.stringify(await validate(market, '2010-01-01', '2025-03-31', 60))).toBe(JSON.stringify(once));
    expect(once.months).toHaveLength(183);
    for (const c of once.classifiers) {
      expect(c.labels).toHaveLength(183);
      expect(c.labelled).toBe(c.labels.filter((l) => l !== null).length);
    }
    expect(Object.values(once.transitions.frequency).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    expect(once.stability.perturbation.changedByMonth.every((s) => s >= 0 && s <= 1)).toBe(true);
    expect(once.problems.map((p) => p.code)).toEqual(['no-factors']);
    expect(JSON.stringify(once)).not.toMatch(/NaN|Infinity/);
  });

  test('rejects a period that is too short, with its number of months', async () => {
    await expect(validate(market, '2024-01-01', '2024-12-31', 1)).rejects.toThrow(
      /has 12 month-ends with a call; validation needs at least 24/,
    );
  });

  test('can be cancelled', async () => {
    const stop = AbortSignal.abort();
    await expect(validate(market, '2010-01-01', '2025-03-31', 60, stop)).rejects.toThrow(/abort/i);
  });
});

test('a tilt is judged by the sign and size of t, and left open where t is small', () => {
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
    testTilts(DEFAULT_RULE_BOOK.allocations, [premium(t)], () => null).find(
      (v) => v.sleeve === 'momentum' && v.regime === 'bullish',
    )!.verdict;
  expect([2, 1.6, -1.6, -2].map(verdict)).toEqual(['supported', 'open', 'open', 'contradicted']);
  expect(testTilts(DEFAULT_RULE_BOOK.allocations, [], () => null).every((v) => v.verdict === 'no data')).toBe(
    true,
  );
});
