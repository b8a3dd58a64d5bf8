import { allocationSeries } from '../../../allocations/allocate.ts';
import { allocationRules, DEFAULT_ALLOCATION_RULES } from '../../../allocations/rules.ts';
import type { Versions } from '../../../src/market/as-of.ts';
import { figure, seesaw } from '../market.fixture.ts';
import { DAYS, line, run, series, swinging } from '../run.fixture.ts';

describe('the proxy index of a sleeve', () => {
  const value = `${series('value')}.tri`;
  const others = { momentum: 0.01, alpha: 0.01, quality: 0.01 };
  const problemOf = async (more: Record<string, Versions>) =>
    (await run(swinging(others, more))).problems.find(
      (p) => p.about === 'value' && p.code === 'no-instrument',
    );

  test('uses total-return levels if usable, else price levels', async () => {
    const price = { [`${series('value')}.close`]: figure(DAYS, seesaw(301, 0.02)) };
    expect(line(await run(swinging({ ...others, value: 0.01 }, price)), 'value').instrument).toMatchObject({
      field: 'tri',
    });
    expect(line(await run(swinging(others, price)), 'value').instrument).toMatchObject({ field: 'close' });
    const stale = { ...price, [value]: figure(DAYS.slice(0, 290), seesaw(290, 0.01)) };
    expect(line(await run(swinging(others, stale)), 'value').instrument).toMatchObject({ field: 'close' });
  });

  test('has the annualised volatility of one year of daily log returns', async () => {
    // 252 returns of ±0.01: standard deviation 0.01·√(252/251), times √252, in percent.
    const a = await run(swinging({ ...others, value: 0.01 }));
    expect(line(a, 'value').volatility).toBeCloseTo(Math.sqrt(252 / 251) * Math.sqrt(252), 10);
  });

  test('may be five sessions old and no older', async () => {
    expect(await problemOf({ [value]: figure(DAYS.slice(0, 296), seesaw(296, 0.01)) })).toBeUndefined();
    expect(await problemOf({ [value]: figure(DAYS.slice(0, 295), seesaw(295, 0.01)) })).toMatchObject({
      severity: 'warning',
      message:
        'NIFTY500 VALUE 50 is stale: its last level is of 16 Feb 2021, 6 sessions ago. The sleeve is not held. Its 17.1 % of the portfolio is redistributed to the other sleeves.',
    });
  });

  test('needs 200 daily returns in the year; a change over a gap is not one', async () => {
    const from = (start: number) => figure(DAYS.slice(start), seesaw(301 - start, 0.01));
    expect(await problemOf({ [value]: from(100) })).toBeUndefined();
    expect((await problemOf({ [value]: from(101) }))!.message).toMatch(
      /has only 199 daily returns; 200 are needed/,
    );
    const gappy = DAYS.flatMap((d, i) => (i % 10 === 0 ? [] : [d]));
    // Of 252 sessions a tenth is missing and each takes two returns with it: about 202 are left.
    expect(await problemOf({ [value]: figure(gappy, seesaw(gappy.length, 0.01)) })).toBeUndefined();
    const gappier = DAYS.flatMap((d, i) => (i % 9 === 0 ? [] : [d]));
    expect((await problemOf({ [value]: figure(gappier, seesaw(gappier.length, 0.01)) }))!.message).toMatch(
      /only \d+ daily returns/,
    );
  });

  test.each([
    ['is constant', () => 1000],
    ['falls to zero', (i: number) => (i === 250 ? 0 : 1000 + (i % 2))],
  ])('that %s is not usable', async (_, level) => {
    expect(
      (await problemOf({
        [value]: figure(
          DAYS,
          DAYS.map((__, i) => level(i)),
        ),
      }))!.message,
    ).toMatch(/has no usable volatility/);
  });

  test('is marked as back-tested if launched within the estimation year', async () => {
    // Momentum 30 was launched on 2020-08-25, inside the year to 2021-02-24; Value 50 on 2018-09-28.
    const a = await run(swinging({ ...others, value: 0.01 }));
    expect(line(a, 'momentum').instrument).toMatchObject({ backTested: true });
    expect(line(a, 'value').instrument).toMatchObject({ backTested: false });
    expect(a.problems.filter((p) => p.code === 'back-tested-history').map((p) => p.about)).toEqual([
      'momentum',
    ]);
  });

  test('can be removed in the rule book', async () => {
    const rules = allocationRules.parse({ instruments: { value: null } });
    const a = await run(swinging({ ...others, value: 0.01 }), { rules });
    expect(line(a, 'value').target).toBe(0);
    expect(allocationSeries(rules)).not.toContain(value);
    expect(allocationSeries(DEFAULT_ALLOCATION_RULES)).toContain(value);
  });
});
