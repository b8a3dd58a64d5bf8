import { advanceBuild, sleeveHistories, newSleeveBuild } from '../../src/sleeves/build.ts';
import { NINE_SLEEVES } from '../../src/sleeves/definitions/nine-sleeves.ts';
import { completedReviews } from '../../src/sleeves/sleeve-history.ts';
import { parseRuleBook } from '../../src/rulebook/parse.ts';
import { UserError } from '../../src/market/problem.ts';
import { scaledDown, issuersOf, EXCHANGE } from './sleeves.fixture.ts';

/** Nifty Low Volatility 50, as a user would define it. */
const OWN = `sleeves:
  low-volatility-50:
    title: Low Volatility 50
    referenceIndex: Nifty Low Volatility 50
    universe: { ranks: [{ by: full-cap, to: 300 }], source: secondary }
    eligibility: [{ kind: listed, sessions: 252, source: secondary }]
    score: { scale: raw, parts: [{ characteristic: { kind: volatility }, weight: -1 }], source: secondary }
    select: { kind: top, count: 50, entryRank: 0, exitRank: 100, source: secondary }
    weight: { by: inverse-volatility, source: our choice }
    cap: null
    rebalance: { months: [3, 6, 9, 12], cutOffMonthsBefore: 1, source: secondary }
`;

/** The first problem reported for the definition with one piece of it changed. */
function problemOf(piece: string, changed: string): string {
  expect(OWN).toContain(piece);
  try {
    parseRuleBook(OWN.replace(piece, changed), 'rules.yaml');
  } catch (error) {
    if (error instanceof UserError) return `${error.problems[0]!.about}: ${error.problems[0]!.message}`;
    throw error;
  }
  throw new Error('the definition was accepted');
}

test('the rule book contains the nine sleeves, each rule with its source', () => {
  const { sleeves } = parseRuleBook('', 'rules.yaml');
  expect(Object.keys(sleeves)).toEqual([
    'momentum',
    'alpha',
    'value',
    'small-cap',
    'micro-cap',
    'low-volatility',
    'dividend',
    'quality',
    'contrarian',
  ]);
  expect(sleeves).toEqual(NINE_SLEEVES);
});

test('a sleeve that a user defines in the rule book is built alongside the nine', () => {
  const { sleeves } = parseRuleBook(OWN, 'rules.yaml');
  const build = newSleeveBuild(issuersOf(EXCHANGE), scaledDown(sleeves));
  for (const slice of EXCHANGE.slices) advanceBuild(build, slice);
  const reviews = completedReviews(sleeveHistories(build)['low-volatility-50']!);
  expect(reviews.length).toBeGreaterThan(3);
  const { constituents } = reviews.at(-1)!;
  // Inverse volatility: weight × σ is the same for all; the score is −σ.
  const [first] = constituents;
  for (const c of constituents)
    expect((c.weight * c.score!) / (first!.weight * first!.score!)).toBeCloseTo(1, 9);
});

test('two alphas with different risk-free rates are two characteristics, scored separately', () => {
  const alpha = (riskFree: number, weight: number) => ({
    characteristic: { kind: 'jensen-alpha' as const, riskFree },
    weight,
  });
  const { alpha: own } = scaledDown(parseRuleBook('', 'rules.yaml').sleeves);
  const parts = [alpha(0, 3), alpha(0.065, -1)];
  const build = newSleeveBuild(issuersOf(EXCHANGE), {
    two: { ...own!, score: { ...own!.score!, parts } },
  });
  for (const slice of EXCHANGE.slices) advanceBuild(build, slice);
  const { constituents } = completedReviews(sleeveHistories(build)['two']!).at(-1)!;
  for (const { score, parts } of constituents) {
    expect(parts.map((p) => [p.characteristic, p.weight])).toEqual([
      ['jensen-alpha over 0', 3],
      ['jensen-alpha over 0.065', -1],
    ]);
    expect(score).toBeCloseTo(3 * parts[0]!.value - parts[1]!.value, 12);
  }
});

test.each([
  [
    'kind: volatility',
    'kind: volatilty',
    /rules\.yaml:7: .*parts\.0\.characteristic\.kind: "volatilty" – .*'volatility'/,
  ],
  [
    'source: our choice',
    'source: rumour',
    /rules\.yaml:9: .*weight\.source: "rumour" – .*"NSE"\|"secondary"\|"our choice"/,
  ],
  ['by: full-cap', 'by: size', /rules\.yaml:5: .*ranks\.0\.by: "size" – .*"full-cap"/],
  ['kind: listed', 'kind: list', /rules\.yaml:6: .*eligibility\.0\.kind: "list" – .*'listed'/],
  [
    'exitRank: 100',
    'exitRank: 10',
    /rules\.yaml:8: .*select: .*"exitRank":10.* – must have entryRank ≤ count ≤ exitRank/,
  ],
  ['to: 300', 'from: 500, to: 300', /rules\.yaml:5: .*ranks\.0\.to: 300 – must not be below `from`/],
  ['[3, 6, 9, 12]', '[3, 13]', /rules\.yaml:11: .*months\.1: 13 – must be at most 12/],
  ['[3, 6, 9, 12]', '[3, 3]', /rules\.yaml:11: .*months: \[3,3\] – must not name a month twice/],
  [
    'cutOffMonthsBefore: 1',
    'cutOffMonthsBefore: 3',
    /rules\.yaml:11: .*cutOffMonthsBefore: 3 – must be below 3, the shortest interval between changes in months/,
  ],
  [
    '[3, 6, 9, 12], cutOffMonthsBefore: 1',
    '[11, 1], cutOffMonthsBefore: 2',
    /cutOffMonthsBefore: 2 – must be below 2/,
  ],
  [
    'weight: -1 }]',
    'weight: -1 }, { characteristic: { kind: volatility }, weight: 3 }]',
    /rules\.yaml:7: .*parts\.1\.characteristic: .* – must not name volatility twice; give it one weight/,
  ],
  [
    'cap: null',
    'cap: { maximum: 0.019, source: NSE }',
    /rules\.yaml:10: .*cap\.maximum: 0\.019 – lets 50 stocks hold only 95\.0 % in total/,
  ],
  ['cap: null', 'cap: { maximum: 5, source: NSE }', /rules\.yaml:10: .*cap\.maximum: 5 – must be at most 1/],
  ['inverse-volatility', 'score', /rules\.yaml:9: .*weight\.by: "score" – score needs a score with `above`/],
  [
    'inverse-volatility',
    'root-cap-times-score',
    /weight\.by: .* – root-cap-times-score needs a score with `scale: z`/,
  ],
  [
    '  low-volatility-50:',
    '  Low Vol:',
    /rules\.yaml:3: sleeves\.Low Vol: .* – a sleeve id is lower-case words/,
  ],
  [
    '  low-volatility-50:\n    title: Low Volatility 50\n',
    '  Low Vol:\n',
    /sleeves\.Low Vol: .* – a sleeve id is lower-case words joined by hyphens, e\.g\. low-volatility-50/,
  ],
  ['count: 50,', 'count: 50, buffer: 3,', /rules\.yaml:8: .*select\.buffer: 3 – unknown key/],
])(
  'a definition with %s changed to %s is rejected with line, path, value and allowed values',
  (piece, changed, fault) => {
    expect(problemOf(piece, changed)).toMatch(fault);
  },
);
