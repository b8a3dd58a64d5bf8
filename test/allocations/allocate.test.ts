import { readPortfolioByValue } from '../../allocations/holdings/portfolio-by-value.ts';
import { allocationRules, DEFAULT_ALLOCATION_RULES } from '../../allocations/rules.ts';
import { POSITIONS, SLEEVES } from '../../allocations/positions.ts';
import type { Versions } from '../../src/market/as-of.ts';
import { figure, marketOf, seesaw } from './market.fixture.ts';
import { ALL_EQUAL, AS_OF, BEFORE, DAYS, line, run, series, swinging } from './run.fixture.ts';

const total = (weights: object): number =>
  Object.values(weights).reduce((sum: number, w: number) => sum + w, 0);

describe('a target', () => {
  test('of sleeves with equal volatility is the bouquet itself', async () => {
    const a = await run(swinging(ALL_EQUAL));
    for (const id of SLEEVES)
      expect(a.target[id]).toBeCloseTo(0.95 * DEFAULT_ALLOCATION_RULES.bouquets.bullish[id], 12);
    expect(a.target).toMatchObject({ gold: 0.02, 'liquid-fund': 0.01, 'g-sec': 0.02 });
    expect(total(a.target)).toBeCloseTo(1, 12);
    expect(a.problems.map((p) => p.code)).not.toContain('no-instrument');
  });

  test('tilts to sleeves with lower volatility within the bands, as worked out by hand', async () => {
    // Bullish, with only momentum, value and quality: 0.28, 0.18, 0.05 redistributed over 0.51. Momentum swings twice as
    // much: unconstrained weights would be proportional to 0.14 : 0.18 : 0.05, momentum 0.378 of the bouquet, below its band's
    // 0.28/0.51 − 0.10 = 0.449. It stays there and the others share the rest, 0.551, as 18 : 5, inside their bands.
    const a = await run(swinging({ momentum: 0.02, value: 0.01, quality: 0.01 }));
    const low = 28 / 51 - 0.1;
    expect(a.target.momentum).toBeCloseTo(0.95 * low, 12);
    expect(a.target.value).toBeCloseTo((0.95 * (1 - low) * 18) / 23, 12);
    expect(a.target.quality).toBeCloseTo((0.95 * (1 - low) * 5) / 23, 12);
    expect(line(a, 'momentum')).toMatchObject({ atBound: 'low', bouquet: 0.95 * 0.28 });
    expect(line(a, 'momentum').base).toBeCloseTo((0.95 * 28) / 51, 12);
    expect(a.bindingConstraints[0]).toBe('At the lower end of its band: momentum, 42.7 %.');
    // Six sleeves have no index; 0.51 of the bouquet is just above the threshold of the warning.
    expect(a.problems.filter((p) => p.code === 'no-instrument').map((p) => p.about)).toEqual([
      'alpha',
      'small-cap',
      'micro-cap',
      'low-volatility',
      'dividend',
      'contrarian',
    ]);
    // NSE publishes the index of alpha; nobody publishes that of contrarian.
    const remedyOf = (id: string) =>
      a.problems.find((p) => p.about === id && p.code === 'no-instrument')!.remedy;
    expect(remedyOf('alpha')).toMatch(/^Import its index history/);
    expect(remedyOf('contrarian')).toMatch(/^No vendor publishes TRRM CONTRARIAN 50: import stock prices/);
    expect(a.problems.map((p) => p.code)).not.toContain('thin-bouquet');
    expect(line(a, 'alpha')).toMatchObject({ instrument: null, target: 0, base: 0, volatility: null });
  });

  test('carries a warning if most of the bouquet cannot be held', async () => {
    const a = await run(swinging({ quality: 0.01 }));
    expect(a.target.quality).toBeCloseTo(0.95 * 0.15, 12);
    expect(a.target['nifty-50']).toBeCloseTo(0.95 * 0.85, 12);
    expect(a.problems.find((p) => p.code === 'thin-bouquet')!.message).toMatch(
      /^Only quality \(5\.0 % of the bouquet\) can be held/,
    );
  });

  test('throws, naming what to import, if no sleeve of the bouquet can be held', async () => {
    await expect(run(swinging({}))).rejects.toThrow(
      /no sleeve of the bullish bouquet has a year of index levels up to 24 Feb 2021.*Import index histories/,
    );
    // Small-cap has an index, but no weight in the bearish bouquet.
    await expect(run(swinging({ 'small-cap': 0.01 }), { regime: 'bearish' })).rejects.toThrow(
      /no sleeve of the bearish bouquet/,
    );
  });

  test('keeps the hedge reserve in the liquid fund, with a note', async () => {
    const a = await run(swinging(ALL_EQUAL), { regime: 'bearish' });
    expect(a.target).toMatchObject({ gold: 0.01, 'liquid-fund': 0.03, 'g-sec': 0.01 });
    expect(a.strategic.find((s) => s.id === 'hedge-reserve')).toMatchObject({
      heldIn: 'liquid-fund',
      target: 0.03,
    });
  });
});

describe('opening holdings', () => {
  test('are the model’s target of the previous month-end, drifted by the sleeves’ indices', async () => {
    // Value gains 10 % from the month-end to the as-of date; everything else is unchanged.
    const levels = seesaw(301, 0.01).map((x, i) => (i === 300 ? 1100 : x));
    const market = swinging(ALL_EQUAL, { [`${series('value')}.tri`]: figure(DAYS, levels) });
    const a = await run(market, { regime: 'consolidation' });
    expect(a.openingSource).toEqual({ kind: 'model', monthEnd: '2021-01-27', regime: 'bullish' });
    const before = 0.95 * 0.18;
    expect(a.current.value).toBeCloseTo(before, 12);
    expect(a.opening.value).toBeCloseTo((before * 1.1) / (1 + 0.1 * before), 12);
    expect(a.opening.gold).toBeCloseTo(0.02 / (1 + 0.1 * before), 12);
    expect(total(a.opening)).toBeCloseTo(1, 12);
  });

  test('use only what was known at that month-end', async () => {
    const wild = seesaw(301, 0.03);
    const known = figure(DAYS, seesaw(301, 0.01));
    // Every level restated to a wilder one, known only at the as-of date.
    const restated: Versions = {
      observedOn: Int32Array.from(DAYS.flatMap((d) => [d, d])),
      knownOn: Int32Array.from(DAYS.flatMap((d) => [d, AS_OF])),
      value: Float64Array.from(DAYS.flatMap((_, i) => [known.value[i]!, wild[i]!])),
      rank: new Uint8Array(2 * DAYS.length),
    };
    const market = swinging(ALL_EQUAL, { [`${series('value')}.tri`]: restated });
    const a = await run(market);
    expect(a.current).toEqual((await run(swinging(ALL_EQUAL))).current);
    expect(line(a, 'value').volatility! / line(a, 'alpha').volatility!).toBeCloseTo(3, 10);
  });

  test('are empty before the first call: the whole target is bought', async () => {
    const a = await run(swinging(ALL_EQUAL), { previous: null });
    expect(a).toMatchObject({
      openingSource: { kind: 'none' },
      current: {},
      opening: {},
      turnover: 1,
      turnoverLimit: 1,
    });
    expect(a.final).toEqual(a.target);
    expect(a.trades.every((t) => t.side === 'buy')).toBe(true);
    expect(a.risk.opening).toEqual({ kind: 'unavailable', reason: 'Nothing is held.' });
  });

  test('are the portfolio file’s, at the as-of date', async () => {
    const portfolio = readPortfolioByValue(
      'position,value\nquality,"75,00,000"\ncash,"25,00,000"\n',
      'held.csv',
    );
    const a = await run(swinging(ALL_EQUAL), { portfolio });
    expect(a.openingSource).toMatchObject({ kind: 'portfolio', file: 'held.csv', value: 10_000_000 });
    expect(a.opening).toEqual(a.current);
    expect(a.current).toMatchObject({ quality: 0.75, 'liquid-fund': 0.25, momentum: 0 });
  });
});

describe('trades', () => {
  const portfolio = readPortfolioByValue(
    'position,value\nquality,75000\nmicro-cap,1\ncash,24999\n',
    'held.csv',
  );

  test('stop at the turnover limit of an ordinary month, and are complete at a change of regime', async () => {
    const usual = await run(swinging(ALL_EQUAL), { portfolio });
    expect(usual.turnover).toBeCloseTo(0.3, 12);
    expect(usual.bindingConstraints).toContainEqual(
      expect.stringMatching(
        /^Full rebalancing would need one-way turnover of 70\.2 % besides the new money; the 30\.0 % limit allows 43 %/,
      ),
    );
    // Cash above its target of 1 % is new money.
    expect(usual.newMoney).toEqual({ kind: 'inflow', weight: expect.closeTo(0.23999, 12) });
    const changed = await run(swinging(ALL_EQUAL), { portfolio, previous: { ...BEFORE, regime: 'bearish' } });
    expect(changed.turnoverLimit).toBe(1);
    for (const id of POSITIONS) expect(changed.final[id]).toBeCloseTo(changed.target[id]!, 12);
  });

  test('have equal purchases and sales in whole rupees', async () => {
    const a = await run(swinging(ALL_EQUAL), { portfolio });
    const money = (side: 'buy' | 'sell') =>
      a.trades.filter((t) => t.side === side).reduce((sum, t) => sum + t.amount!, 0);
    expect(money('buy')).toBe(money('sell'));
    expect(money('buy')).toBeCloseTo((0.3 + 0.23999) * 100_000, -1);
    expect(a.trades.every((t) => Number.isInteger(t.amount))).toBe(true);
  });

  test('invest new cash in full in a month without a change of regime, outside the turnover limit', async () => {
    const cash = readPortfolioByValue('position,value\nquality,500000\ncash,49500000\n', 'new.csv');
    const a = await run(swinging(ALL_EQUAL), { portfolio: cash });
    expect(a.turnoverLimit).toBe(0.3);
    expect(a.newMoney).toEqual({ kind: 'inflow', weight: expect.closeTo(0.98, 12) });
    expect(a.turnover).toBeCloseTo(0, 12);
    for (const id of POSITIONS) expect(a.final[id]).toBeCloseTo(a.target[id]!, 12);
  });

  test('raise cash that was taken out, outside the turnover limit', async () => {
    const book = allocationRules.parse({ trading: { turnoverLimit: 0.01 } });
    const short = readPortfolioByValue('position,value\nmomentum,97000\ngold,1000\ng-sec,2000\n', 'out.csv');
    const a = await run(swinging(ALL_EQUAL), {
      portfolio: short,
      regime: 'consolidation',
      previous: {
        ...BEFORE,
        regime: 'consolidation',
      },
      rules: book,
    });
    // The cash target is 1 % and the hedge reserve of 1 % with it.
    expect(a.newMoney).toEqual({ kind: 'outflow', weight: expect.closeTo(0.02, 12) });
    expect(a.final['liquid-fund']).toBeCloseTo(0.02, 12);
    expect(a.turnover).toBeLessThanOrEqual(0.01 + 1e-12);
    expect(a.final.momentum).toBeCloseTo(0.97 - 0.02 - a.turnover, 12);
  });

  test('have no amount without a portfolio value', async () => {
    expect((await run(swinging(ALL_EQUAL), { regime: 'bearish' })).trades[0]).toMatchObject({
      id: 'momentum',
      side: 'sell',
      amount: null,
    });
  });

  test('carry a warning if they sell a holding because its index is missing', async () => {
    const { 'micro-cap': _, ...rest } = ALL_EQUAL;
    const a = await run(swinging(rest), { portfolio });
    expect(a.problems.find((p) => p.code === 'held-without-instrument')).toMatchObject({
      about: 'micro-cap',
      severity: 'warning',
    });
    expect(a.risk.opening).toEqual({
      kind: 'unavailable',
      reason: 'There is no usable proxy index for micro cap.',
    });
  });
});

describe('risk', () => {
  test('of one sleeve is its own volatility and beta', async () => {
    const twice = swinging({ quality: 0.02 });
    const portfolio = readPortfolioByValue('position,value\nquality,1000\n', 'held.csv');
    const a = await run(twice, { portfolio });
    if (a.risk.opening.kind !== 'estimated') throw new Error(a.risk.opening.kind);
    expect(a.risk.opening.volatility).toBeCloseTo(line(a, 'quality').volatility!, 10);
    expect(a.risk.opening.beta).toBeCloseTo(2, 10);
    expect(a.risk.opening.returns).toBe(252);
    expect(a.risk.basis).toMatch(/relative to the Nifty 50; no risk model/);
  });

  test('uses the Nifty total-return index if the store has it', async () => {
    const market = swinging(ALL_EQUAL, { 'nifty-50.tri': figure(DAYS, seesaw(301, 0.02)) });
    const a = await run(market);
    expect(a.risk.basis).toMatch(/Nifty 50 with dividends/);
    // Every sleeve moves half as much as this Nifty, and 5 % is counted as cash.
    if (a.risk.final.kind !== 'estimated') throw new Error(a.risk.final.kind);
    expect(a.risk.final.beta).toBeCloseTo(0.95 / 2, 3);
  });
});

test('no weight depends on levels of later days, nor on levels known later', async () => {
  const asOf = DAYS[270]!;
  const cut = DAYS.slice(0, 271);
  const short = marketOf({
    'nifty-50.close': figure(cut, seesaw(271, 0.01)),
    ...Object.fromEntries(
      SLEEVES.map((id, i) => [`${series(id)}.tri`, figure(cut, seesaw(271, 0.01 + i / 1000))]),
    ),
  });
  const steps = Object.fromEntries(SLEEVES.map((id, i) => [id, 0.01 + i / 1000]));
  const previous = { monthEnd: DAYS[255]!, regime: 'bullish' } as const;
  expect(await run(swinging(steps), { asOf, previous })).toEqual(await run(short, { asOf, previous }));
});
