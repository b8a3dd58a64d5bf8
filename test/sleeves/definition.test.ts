import { advanceBuild, historiesOf, newSleeveBuild } from '../../src/sleeves/build.ts';
import { NINE_SLEEVES } from '../../src/sleeves/definitions/all.ts';
import { carriedOut } from '../../src/sleeves/sleeve-history.ts';
import { parseRuleBook } from '../../src/rulebook/parse.ts';
import { UserError } from '../../src/market/problem.ts';
import { cutDown, issuersOf, MADE } from './sleeves.fixture.ts';

/** Nifty Low Volatility 50, as a user would write it. */
const OWN = `sleeves:
  low-volatility-50:
    title: Low Volatility 50
    follows: Nifty Low Volatility 50
    universe: { ranks: [{ by: full-cap, to: 300 }], source: secondary }
    eligibility: [{ kind: listed, sessions: 252, source: secondary }]
    score: { scale: as-is, parts: [{ measure: { kind: volatility }, weight: -1 }], source: secondary }
    select: { kind: best, names: 50, surelyIn: 0, keepTo: 100, source: secondary }
    weight: { by: inverse-volatility, source: our choice }
    cap: null
    rebalance: { months: [3, 6, 9, 12], dataMonthsBefore: 1, source: secondary }
`;

/** The first fault that is told of the definition with one piece of it changed. */
function faultOf(piece: string, changed: string): string {
  expect(OWN).toContain(piece);
  try {
    parseRuleBook(OWN.replace(piece, changed), 'rules.yaml');
  } catch (error) {
    if (error instanceof UserError) return `${error.problems[0]!.about}: ${error.problems[0]!.message}`;
    throw error;
  }
  throw new Error('the definition was accepted');
}

test('the rule book has the nine sleeves, and each rule of them says where it is from', () => {
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

test('a sleeve that a user adds in data only is built beside the nine', () => {
  const { sleeves } = parseRuleBook(OWN, 'rules.yaml');
  const build = newSleeveBuild(issuersOf(MADE), cutDown(sleeves));
  for (const slice of MADE.slices) advanceBuild(build, slice);
  const reviews = carriedOut(historiesOf(build)['low-volatility-50']!);
  expect(reviews.length).toBeGreaterThan(3);
  const { members } = reviews.at(-1)!;
  // Inverse volatility: weight × σ is the same for all; the score is −σ.
  for (const m of members)
    expect((m.weight * m.score!) / (members[0]!.weight * members[0]!.score!)).toBeCloseTo(1, 9);
});

test('two alphas over different riskless rates are two measures, each scored on its own', () => {
  const alpha = (riskFree: number, weight: number) => ({
    measure: { kind: 'jensen-alpha' as const, riskFree },
    weight,
  });
  const { alpha: own } = cutDown(parseRuleBook('', 'rules.yaml').sleeves);
  const parts = [alpha(0, 3), alpha(0.065, -1)];
  const build = newSleeveBuild(issuersOf(MADE), {
    two: { ...own!, score: { ...own!.score!, parts } },
  });
  for (const slice of MADE.slices) advanceBuild(build, slice);
  const { members } = carriedOut(historiesOf(build)['two']!).at(-1)!;
  for (const { score, parts: of } of members) {
    expect(of.map((p) => [p.measure, p.weight])).toEqual([
      ['jensen-alpha over 0', 3],
      ['jensen-alpha over 0.065', -1],
    ]);
    expect(score).toBeCloseTo(3 * of[0]!.value - of[1]!.value, 12);
  }
});

test.each([
  [
    'kind: volatility',
    'kind: volatilty',
    /rules\.yaml:7: .*parts\.0\.measure\.kind: "volatilty" – .*'volatility'/,
  ],
  [
    'source: our choice',
    'source: rumour',
    /rules\.yaml:9: .*weight\.source: "rumour" – .*"NSE"\|"secondary"\|"our choice"/,
  ],
  ['by: full-cap', 'by: size', /rules\.yaml:5: .*ranks\.0\.by: "size" – .*"full-cap"/],
  ['kind: listed', 'kind: list', /rules\.yaml:6: .*eligibility\.0\.kind: "list" – .*'listed'/],
  [
    'keepTo: 100',
    'keepTo: 10',
    /rules\.yaml:8: .*select: .*"keepTo":10.* – must have surelyIn ≤ names ≤ keepTo/,
  ],
  ['to: 300', 'from: 500, to: 300', /rules\.yaml:5: .*ranks\.0\.to: 300 – must not be below `from`/],
  ['[3, 6, 9, 12]', '[3, 13]', /rules\.yaml:11: .*months\.1: 13 – .*<=12/],
  ['[3, 6, 9, 12]', '[3, 3]', /rules\.yaml:11: .*months: \[3,3\] – must not name a month twice/],
  [
    'dataMonthsBefore: 1',
    'dataMonthsBefore: 3',
    /rules\.yaml:11: .*dataMonthsBefore: 3 – must be below 3, the months from one of its changes to the next/,
  ],
  [
    '[3, 6, 9, 12], dataMonthsBefore: 1',
    '[11, 1], dataMonthsBefore: 2',
    /dataMonthsBefore: 2 – must be below 2/,
  ],
  [
    'weight: -1 }]',
    'weight: -1 }, { measure: { kind: volatility }, weight: 3 }]',
    /rules\.yaml:7: .*parts\.1\.measure: .* – must not name volatility twice: give it one weight/,
  ],
  [
    'cap: null',
    'cap: { most: 0.019, source: NSE }',
    /rules\.yaml:10: .*cap\.most: 0\.019 – leaves room for 95\.0 % only in 50 names/,
  ],
  ['cap: null', 'cap: { most: 5, source: NSE }', /rules\.yaml:10: .*cap\.most: 5 – .*<=1/],
  ['inverse-volatility', 'score', /rules\.yaml:9: .*weight\.by: "score" – score needs a score with `above`/],
  [
    'inverse-volatility',
    'root-cap-times-score',
    /weight\.by: .* – root-cap-times-score needs a score with `scale: z`/,
  ],
  ['  low-volatility-50:', '  Low Vol:', /rules\.yaml:3: sleeves\.Low Vol: .* – an id must be like/],
  [
    '  low-volatility-50:\n    title: Low Volatility 50\n',
    '  Low Vol:\n',
    /sleeves\.Low Vol: .* – an id must be like low-volatility-50/,
  ],
  ['names: 50,', 'names: 50, buffer: 3,', /rules\.yaml:8: .*select\.buffer: 3 – there is no such key/],
])(
  'a definition with %s as %s is refused with line, path, value and what is allowed',
  (piece, changed, fault) => {
    expect(faultOf(piece, changed)).toMatch(fault);
  },
);
