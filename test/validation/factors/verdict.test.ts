import { day } from '../../../src/market/day.ts';
import { researchFactor, type Subject } from '../../../src/validation/factors/validate.ts';
import { judge } from '../../../src/validation/factors/verdict.ts';
import type { Findings } from '../../../src/validation/factors/verdict-tests.ts';
import { madeMonths } from './months.fixture.ts';

const subject = (months: Subject['months']): Subject => ({
  months,
  labels: [],
  labelOf: () => null,
  launched: null,
  failedCompanies: null,
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
    return researchFactor(subject(months)).verdict.kind;
  });

describe('A record whose truth is known', () => {
  test('without alpha is hardly ever called supported, and mostly not even weak', () => {
    const kinds = verdictsOf(0, 200);
    expect(kinds.filter((k) => k === 'supported').length).toBeLessThanOrEqual(1);
    // One in forty by a one-sided 2.5 %, and a little more by Newey–West in samples of this size.
    expect(kinds.filter((k) => k === 'weak').length).toBeLessThan(16);
  });

  test('with an alpha of 9 % a year over a rest of 7 % is supported', () => {
    const kinds = verdictsOf(0.09 / 12, 50);
    expect(kinds.filter((k) => k === 'supported').length).toBeGreaterThanOrEqual(45);
  });

  test('whose alpha is spent by costs is not supported, whatever its t', () => {
    const months = madeMonths({ seed: 1, months: 240, alpha: () => 0.006, apart: 0.01 });
    const monthly = months.slice(0, -1).map((m) => ({ day: m.end, share: 1 }));
    const free = researchFactor(subject(months));
    const dear = researchFactor({ ...subject(months), changes: monthly, roundTrip: () => 0.01 });
    expect(free.verdict.kind).toBe('supported');
    expect(dear.model!.alpha.t).toBeGreaterThan(3);
    expect(dear.costs!.alpha!.annual).toBeLessThan(0);
    expect(dear.verdict).toMatchObject({
      kind: 'not supported',
      words: expect.stringMatching(/a year after costs \(asked: above 0\)/),
    });
  });
});

describe('An index', () => {
  const months = madeMonths({ seed: 6, months: 180, alpha: (k) => (k < 150 ? 0.012 : 0), apart: 0.02 });

  test('is split at its launch, and a back-test alone does not make it supported', () => {
    const launched = months[150]!.start;
    const { launch, verdict, model } = researchFactor({ ...subject(months), changes: null, launched });
    expect(launch!.groups.map((g) => [g.group, g.months])).toEqual([
      ['back-test', 150],
      ['live', 30],
    ]);
    expect(launch!.groups[0]!.alpha!.annual).toBeGreaterThan(launch!.groups[1]!.alpha!.annual);
    expect(launch!.lastLessFirst!.annual).toBeLessThan(0);
    expect(model!.alpha.t).toBeGreaterThan(3);
    expect(verdict.kind).toBe('weak');
    expect(verdict.words).toMatch(/live .* over 30 months \(asked: above 0 over at least 36 live months\)/);
  });

  test('counts the month in which it was launched to the back-test', () => {
    const inMonth = day('2005-02-10');
    const { launch } = researchFactor({ ...subject(months), launched: inMonth });
    // January 2001 to February 2005.
    expect(launch!.groups[0]!.months).toBe(50);
  });
});

describe('The rule of the verdict', () => {
  const alpha = { n: 100, annual: 5, t: 3.2, interval: [2, 8] as const };
  const all: Findings = {
    months: 100,
    alpha,
    stretches: { apart: 2, shares: { alpha: 0.8, excess: 0.8 } },
    net: alpha,
    deflated: 0.97,
    subPeriods: [alpha, alpha, alpha],
    subUniverses: [alpha, alpha],
    live: { months: 50, alpha },
    failedCompanies: 'there',
  };
  const worse = { ...alpha, annual: -1 };

  const inShare = (alpha: number, apart = 2) => ({ stretches: { apart, shares: { alpha, excess: 0.8 } } });

  test.each<[string, Partial<Findings>, string]>([
    ['everything met', {}, 'supported'],
    ['what is not asked of all', { subUniverses: [], live: null, failedCompanies: null }, 'supported'],
    ['one half of the companies not known', { subUniverses: [alpha, null] }, 'supported'],
    ['one half that lost, the other not known', { subUniverses: [worse, null] }, 'weak'],
    ['a third that lost, another not known', { subPeriods: [null, alpha, worse] }, 'weak'],
    ['a third not known', { subPeriods: [alpha, null, alpha] }, 'weak'],
    ['costs not known', { net: null }, 'weak'],
    ['a search not known', { deflated: null }, 'weak'],
    ['one stretch of three years apart', inShare(1, 1), 'weak'],
    ['no stretch of three years', { stretches: { apart: 0, shares: null } }, 'weak'],
    ['t of 2.9', { alpha: { ...alpha, t: 2.9 } }, 'weak'],
    ['t of 1.9', { alpha: { ...alpha, t: 1.9 } }, 'not supported'],
    ['alpha in half of the stretches', inShare(0.5), 'weak'],
    ['a third without alpha', { subPeriods: [alpha, worse, alpha] }, 'weak'],
    ['nothing among small companies', { subUniverses: [alpha, worse] }, 'weak'],
    ['a search that explains it', { deflated: 0.94 }, 'weak'],
    ['nothing after costs', { net: worse }, 'not supported'],
    ['nothing since launch', { live: { months: 50, alpha: worse } }, 'weak'],
    ['a launch that nobody knows', { live: 'not known' }, 'weak'],
    ['failures that may be missing', { failedCompanies: 'may be missing' }, 'weak'],
    ['59 months', { months: 59 }, 'too short'],
    ['no alpha at all', { alpha: null }, 'too short'],
  ])('%s', (_, change, kind) => {
    expect(judge({ ...all, ...change }).kind).toBe(kind);
  });

  test('names what was not met, with its figure and what was asked', () => {
    expect(judge({ ...all, ...inShare(0.5), deflated: 0.999 }).words).toBe(
      'Weak: alpha +5.0 % a year over 100 months, t +3.2 (asked: 3); above 0 in 50 % of three-year stretches (asked: 60 %).',
    );
  });

  test('tells a figure just short of its bar by as many decimals as show that it is', () => {
    const { words } = judge({ ...all, ...inShare(0.598), alpha: { ...alpha, t: 2.97 }, deflated: 0.94996 });
    expect(words).toContain('t +2.97 (asked: 3)');
    expect(words).toContain('above 0 in 59.8 % of three-year stretches (asked: 60 %)');
    expect(words).toContain('the luck of the search with 94.996 % (asked: 95 %)');
  });

  test('says of what every factor is asked that it is not known, and is silent on the rest', () => {
    const { words } = judge({ ...all, ...inShare(1, 1), net: null, subUniverses: [alpha, null], live: null });
    expect(words).toBe(
      'Weak: alpha +5.0 % a year over 100 months, t +3.2 (asked: 3); 1 three-year stretch that stands apart, too few to be consistent (asked: at least 2); after costs not known (asked: above 0).',
    );
  });

  test('does not blame the length of a record whose alpha has no measure', () => {
    expect(judge({ ...all, alpha: null }).words).toBe('No verdict: alpha has no measure.');
  });
});

test('a record of no months is told as one, without a figure that is not a number', () => {
  const research = researchFactor({ ...subject([]), labels: ['bullish', 'bearish'] });
  expect(research).toMatchObject({ months: 0, from: null, model: null, costs: null, search: null });
  expect(research.verdict.words).toBe('No verdict: 0 months, of 60 that one needs.');
  expect(JSON.stringify(research)).not.toMatch(/NaN|Infinity/);
  expect(JSON.parse(JSON.stringify(research))).toEqual(research);
});
