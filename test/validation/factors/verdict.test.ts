import { day } from '../../../src/market/day.ts';
import { validateFactor, type FactorInput } from '../../../src/validation/factors/validate.ts';
import { verdictOn } from '../../../src/validation/factors/verdict.ts';
import type { VerdictInput } from '../../../src/validation/factors/verdict-tests.ts';
import { madeMonths } from './months.fixture.ts';

const factor = (months: FactorInput['months']): FactorInput => ({
  months,
  labels: [],
  labelOf: () => null,
  launched: null,
  survivorship: null,
  changes: [],
  roundTrip: () => 0.004,
  variants: [],
  halves: [],
  ages: [],
  trials: 10,
});

const verdictsOf = (alpha: number, count: number): string[] =>
  Array.from({ length: count }, (_, seed) => {
    const months = madeMonths({ seed, months: 240, alpha: () => alpha });
    return validateFactor(factor(months)).verdict.kind;
  });

describe('The verdict on simulated data', () => {
  test('is almost never supported, and rarely weak, without true alpha', () => {
    const kinds = verdictsOf(0, 200);
    expect(kinds.filter((k) => k === 'supported').length).toBeLessThanOrEqual(1);
    // One in forty at a one-sided 2.5 %, and slightly more because Newey–West errors are too small in such samples.
    expect(kinds.filter((k) => k === 'weak').length).toBeLessThan(16);
  });

  test('is supported with a true alpha of 9 % a year and a residual of 7 %', () => {
    const kinds = verdictsOf(0.09 / 12, 50);
    expect(kinds.filter((k) => k === 'supported').length).toBeGreaterThanOrEqual(45);
  });

  test('is not supported where costs exceed alpha, whatever its t', () => {
    const months = madeMonths({ seed: 1, months: 240, alpha: () => 0.006, residual: 0.01 });
    const monthly = months.slice(0, -1).map((m) => ({ day: m.end, oneWay: 1 }));
    const free = validateFactor(factor(months));
    const expensive = validateFactor({ ...factor(months), changes: monthly, roundTrip: () => 0.01 });
    expect(free.verdict.kind).toBe('supported');
    expect(expensive.model!.alpha.t).toBeGreaterThan(3);
    expect(expensive.costs!.alpha!.annual).toBeLessThan(0);
    expect(expensive.verdict).toMatchObject({
      kind: 'not supported',
      summary: expect.stringMatching(/a year after costs \(required: positive\)/),
    });
  });
});

describe('The verdict on an index', () => {
  const months = madeMonths({ seed: 6, months: 180, alpha: (k) => (k < 150 ? 0.012 : 0), residual: 0.02 });

  test('is not supported by the vendor’s back-test alone', () => {
    const launched = months[150]!.start;
    const { launch, verdict, model } = validateFactor({ ...factor(months), changes: null, launched });
    expect(launch!.groups.map((g) => [g.group, g.months])).toEqual([
      ['back-test', 150],
      ['live', 30],
    ]);
    expect(launch!.groups[0]!.alpha!.annual).toBeGreaterThan(launch!.groups[1]!.alpha!.annual);
    expect(launch!.lastMinusFirst!.annual).toBeLessThan(0);
    expect(model!.alpha.t).toBeGreaterThan(3);
    expect(verdict.kind).toBe('weak');
    expect(verdict.summary).toMatch(
      /live alpha .* over 30 months \(required: positive over at least 36 live months\)/,
    );
  });

  test('assigns the launch month to the back-test', () => {
    const inMonth = day('2005-02-10');
    const { launch } = validateFactor({ ...factor(months), launched: inMonth });
    // January 2001 to February 2005.
    expect(launch!.groups[0]!.months).toBe(50);
  });
});

describe('The verdict', () => {
  const alpha = { n: 100, annual: 5, t: 3.2, interval: [2, 8] as const };
  const all: VerdictInput = {
    months: 100,
    alpha,
    rolling: { nonOverlapping: 2, positiveFraction: { alpha: 0.8, excess: 0.8 } },
    net: alpha,
    deflated: 0.97,
    subPeriods: [alpha, alpha, alpha],
    subUniverses: [alpha, alpha],
    live: { months: 50, alpha },
    survivorship: 'free of bias',
  };
  const worse = { ...alpha, annual: -1 };

  const consistent = (alpha: number, nonOverlapping = 2) => ({
    rolling: { nonOverlapping, positiveFraction: { alpha, excess: 0.8 } },
  });

  test.each<[string, Partial<VerdictInput>, string]>([
    ['all tests passed', {}, 'supported'],
    ['optional tests not applicable', { subUniverses: [], live: null, survivorship: null }, 'supported'],
    ['one sub-universe not available', { subUniverses: [alpha, null] }, 'supported'],
    ['one negative sub-universe, the other not available', { subUniverses: [worse, null] }, 'weak'],
    ['one negative third, another not available', { subPeriods: [null, alpha, worse] }, 'weak'],
    ['one third not available', { subPeriods: [alpha, null, alpha] }, 'weak'],
    ['costs not available', { net: null }, 'weak'],
    ['multiple testing not available', { deflated: null }, 'weak'],
    ['a single non-overlapping window', consistent(1, 1), 'weak'],
    ['no three-year window', { rolling: { nonOverlapping: 0, positiveFraction: null } }, 'weak'],
    ['t of 2.9', { alpha: { ...alpha, t: 2.9 } }, 'weak'],
    ['t of 1.9', { alpha: { ...alpha, t: 1.9 } }, 'not supported'],
    ['positive alpha in half of the windows', consistent(0.5), 'weak'],
    ['one negative third', { subPeriods: [alpha, worse, alpha] }, 'weak'],
    ['negative alpha among small stocks', { subUniverses: [alpha, worse] }, 'weak'],
    ['explained by multiple testing', { deflated: 0.94 }, 'weak'],
    ['negative alpha after costs', { net: worse }, 'not supported'],
    ['negative live alpha', { live: { months: 50, alpha: worse } }, 'weak'],
    ['launch date not known', { live: 'not known' }, 'weak'],
    ['possible survivorship bias', { survivorship: 'possibly biased' }, 'weak'],
    ['59 months', { months: 59 }, 'too short'],
    ['no alpha estimate', { alpha: null }, 'too short'],
  ])('%s', (_, change, kind) => {
    expect(verdictOn({ ...all, ...change }).kind).toBe(kind);
  });

  test('lists the failed tests with result and requirement', () => {
    expect(verdictOn({ ...all, ...consistent(0.5), deflated: 0.999 }).summary).toBe(
      'Weak: alpha +5.0 % a year over 100 months, t +3.2 (required: 3); positive alpha in 50 % of three-year windows (required: 60 %).',
    );
  });

  test('prints a figure just short of its threshold with enough decimals to show it', () => {
    const { summary } = verdictOn({
      ...all,
      ...consistent(0.598),
      alpha: { ...alpha, t: 2.97 },
      deflated: 0.94996,
    });
    expect(summary).toContain('t +2.97 (required: 3)');
    expect(summary).toContain('positive alpha in 59.8 % of three-year windows (required: 60 %)');
    expect(summary).toContain(
      '94.996 % probability of exceeding the best of the variants tried (required: 95 %)',
    );
  });

  test('mentions required tests that could not be evaluated, and omits optional ones', () => {
    const { summary } = verdictOn({
      ...all,
      ...consistent(1, 1),
      net: null,
      subUniverses: [alpha, null],
      live: null,
    });
    expect(summary).toBe(
      'Weak: alpha +5.0 % a year over 100 months, t +3.2 (required: 3); 1 non-overlapping three-year window, too few to judge consistency (required: at least 2); alpha after costs not available (required: positive).',
    );
  });

  test('does not cite the length of a sample whose alpha cannot be estimated', () => {
    expect(verdictOn({ ...all, alpha: null }).summary).toBe('No verdict: alpha could not be estimated.');
  });
});

test('an empty sample gives no verdict and no NaN', () => {
  const results = validateFactor({ ...factor([]), labels: ['bullish', 'bearish'] });
  expect(results).toMatchObject({ months: 0, from: null, model: null, costs: null, multipleTesting: null });
  expect(results.verdict.summary).toBe('No verdict: 0 months of data, 60 required.');
  expect(JSON.stringify(results)).not.toMatch(/NaN|Infinity/);
  expect(JSON.parse(JSON.stringify(results))).toEqual(results);
});
