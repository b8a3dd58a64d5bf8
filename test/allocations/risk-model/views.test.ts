import { blackLitterman } from '../../../src/math/black-litterman.ts';
import { UserError } from '../../../src/market/problem.ts';
import { parseRuleBook } from '../../../src/rulebook/parse.ts';
import { SLEEVES } from '../../../allocations/positions.ts';
import { portfolioCovariance } from '../../../src/risk/portfolio/portfolio-risk.ts';
import { allocated, rulesWith } from './allocation.fixture.ts';
import { randomMarket, stockSnapshot } from './stock-snapshot.fixture.ts';

const snapshot = stockSnapshot(randomMarket(31));
const VIEW = {
  sleeve: 'value',
  over: 'quality',
  return: 0.06,
  confidence: 0.4,
  from: '2025-01-01',
  expires: '2025-03-31',
  author: 'A. Rao',
  reason: 'Breadth of the advance is unusual.',
} as const;
const withViews = (...views: object[]) => allocated(snapshot, { rules: rulesWith(0.1, { views }) });
const returnsOf = (a: Awaited<ReturnType<typeof withViews>>) =>
  Object.fromEntries(a.riskModel.sleeves.map((s) => [s.id, s.expectedActiveReturn]));

describe('a view of the committee', () => {
  test('moves the expected difference towards the view by its confidence', async () => {
    const before = returnsOf(await withViews());
    const a = await withViews(VIEW);
    const prior = before.value! - before.quality!;
    // One view: p′μ = p′π + c·(q − p′π), whatever the covariance.
    const posterior = prior + 0.4 * (6 - prior);
    expect(returnsOf(a).value! - returnsOf(a).quality!).toBeCloseTo(posterior, 9);
    const [recorded] = a.riskModel.views;
    expect(recorded).toMatchObject({ author: 'A. Rao', expires: '2025-03-31', reason: VIEW.reason });
    expect(recorded!.prior).toBeCloseTo(prior, 9);
    expect(recorded!.posterior).toBeCloseTo(posterior, 9);
    expect(a.final.value!).toBeGreaterThan((await withViews()).final.value!);
    expect(a.problems.find((p) => p.code === 'committee-view')!.message).toMatch(
      /^View of A\. Rao, 01 Jan 2025 to 31 Mar 2025, confidence 40 %: value over quality returns 6\.0 % a year\./,
    );
  });

  test('changes the other sleeves by their covariance with it, as Black and Litterman compute it', async () => {
    const a = await withViews({ ...VIEW, over: null });
    const weightOf = new Map(snapshot.market.map((h) => [h.issuer, -h.weight]));
    const active = SLEEVES.map((id) => {
      const weights = new Map(weightOf);
      for (const { issuer, weight } of snapshot.sleeves[id]!.holdings)
        weights.set(issuer, (weights.get(issuer) ?? 0) + weight);
      return [...weights].map(([issuer, weight]) => ({ issuer, weight }));
    });
    const covariance = Float64Array.from(
      active.flatMap((x) => active.map((y) => 252 * portfolioCovariance(snapshot.riskModel, x, y))),
    );
    const expected = blackLitterman(
      Float64Array.from(a.riskModel.sleeves, (s) => s.factorAlpha / 100),
      covariance,
      0.05,
      {
        picks: Float64Array.from(SLEEVES, (id) => (id === 'value' ? 1 : 0)),
        returns: Float64Array.of(0.06),
        confidence: Float64Array.of(0.4),
      },
    )!.expected;
    a.riskModel.sleeves.forEach((s, i) => expect(s.expectedActiveReturn).toBeCloseTo(100 * expected[i]!, 8));
  });

  test('has no effect before its first and after its last day, nor on the untilted bouquet', async () => {
    const without = await withViews();
    const expired = await withViews({ ...VIEW, expires: '2025-01-14' });
    expect(expired.final).toEqual(without.final);
    expect(expired.riskModel.views).toEqual([]);
    expect((await withViews({ ...VIEW, from: '2025-01-16' })).final).toEqual(without.final);
    expect((await withViews(VIEW)).untilted.final).toEqual(without.untilted.final);
  });

  test('is refused together with a certain one that contradicts it', async () => {
    const sure = { ...VIEW, confidence: 1 };
    await expect(withViews(sure, { ...sure, return: -0.02 })).rejects.toThrow(UserError);
  });

  test('is not applied to a sleeve that is not held, with a warning', async () => {
    const made = randomMarket(31);
    const { value: _, ...sleeves } = made.sleeves;
    const a = await allocated(stockSnapshot({ ...made, sleeves }), {
      rules: rulesWith(0.1, { views: [VIEW] }),
    });
    expect(a.riskModel.views).toEqual([]);
    expect(a.problems.find((p) => p.code === 'view-not-applied')!.message).toBe(
      'Views on sleeves that are not held are not applied: value over quality.',
    );
  });

  test('needs an author, a reason and another sleeve in the rule book', () => {
    const book = (view: object) => () =>
      parseRuleBook(`allocations: { model: { views: [${JSON.stringify(view)}] } }`, 'book.yaml');
    expect(book(VIEW)).not.toThrow();
    expect(book({ ...VIEW, author: '' })).toThrow(/author/);
    expect(book({ ...VIEW, reason: 'because' })).toThrow(/reason/);
    expect(book({ ...VIEW, over: 'value' })).toThrow(/must be another sleeve/);
    expect(book({ ...VIEW, expires: '2024-12-31' })).toThrow(/must not be before/);
  });
});
