import { DEFAULT_RULE_BOOK } from '../../src/rulebook/rule-book.ts';
import { constraintsOf } from '../../src/sweep/plan/constraints.ts';
import { designOf } from '../../src/sweep/plan/design.ts';
import { parseSweepPlan } from '../../src/sweep/plan/sweep-plan.ts';
import { rangesOf, rangesText } from '../../src/sweep/trials/number-ranges.ts';
import fc from 'fast-check';

const NOTE = 'note: Do the thresholds matter at all?';
const plan = (rest: string) => parseSweepPlan(`${NOTE}\n${rest}`, 'plan.yaml');
const design = (rest: string) => designOf(plan(rest), DEFAULT_RULE_BOOK);
const all = (rest: string) => {
  const { size, settings } = design(rest);
  return Array.from({ length: size }, (_, n) => settings(n).map((s) => s.value));
};

describe('a plan', () => {
  test('without a reason, or with an unknown key, is refused with file and line', () => {
    expect(() => parseSweepPlan('parameters: { regimes.quorum: [2, 3] }\ndesign: grid', 'plan.yaml')).toThrow(
      'note – is missing; it must be a text',
    );
    expect(() => plan('parameters: { regimes.quorum: [2, 3] }\ndesign: grid\nholdouts: 2019-01-01')).toThrow(
      'plan.yaml:4: holdouts: "2019-01-01" – unknown key',
    );
  });

  test('of a parameter that does not exist names those beside it', () => {
    expect(() => design('parameters: { regimes.enterBulish: [0.1] }\ndesign: grid')).toThrow(
      /regimes.enterBulish: is not a parameter.*enterBullish/s,
    );
  });

  test.each([
    ['{ from: 2, to: 1 }', 'must be above `from`'],
    ['{ from: 0, to: 1, step: 0.1, log: 3 }', 'takes one of `step`, `log` and `int`'],
    ['{ from: 0, to: 1, log: 3 }', 'must be above 0 for a logarithmic range'],
  ])('with the range %s is refused: %s', (range, message) => {
    expect(() => plan(`parameters: { regimes.enterBullish: ${range} }\ndesign: grid`)).toThrow(message);
  });
});

describe('a design', () => {
  test('a grid has every combination, the last parameter fastest; steps include the end and are short decimals', () => {
    expect(
      all(
        'parameters: { regimes.enterBullish: { from: 0.1, to: 0.3, step: 0.1 }, regimes.quorum: { from: 2, to: 3, int: true } }\ndesign: grid',
      ),
    ).toEqual([
      [0.1, 2],
      [0.1, 3],
      [0.2, 2],
      [0.2, 3],
      [0.3, 2],
      [0.3, 3],
    ]);
  });

  test('a logarithmic range is even in the logarithm', () => {
    expect(
      all('parameters: { signals.us-vix.halfRange: { from: 0.01, to: 1, log: 3 } }\ndesign: grid').flat(),
    ).toEqual([0.01, 0.1, 1]);
  });

  test('a grid over a range without steps is refused', () => {
    expect(() => design('parameters: { regimes.enterBullish: { from: 0, to: 1 } }\ndesign: grid')).toThrow(
      'a range without steps',
    );
  });

  test.each(['random', 'sobol'])(
    'a %s design stays between the ends, and a seed gives the same again',
    (kind) => {
      const text = `parameters: { regimes.enterBullish: { from: 0.1, to: 0.4 }, regimes.quorum: [1, 2, 3] }\ndesign: { ${kind}: 300, seed: 5 }`;
      const drawn = all(text) as [number, number][];
      expect(drawn.length).toBe(300);
      for (const [enter] of drawn) expect(enter >= 0.1 && enter < 0.4).toBe(true);
      for (const q of [1, 2, 3]) {
        const share = drawn.filter(([, quorum]) => quorum === q).length / 300;
        expect(Math.abs(share - 1 / 3)).toBeLessThan(kind === 'sobol' ? 0.01 : 0.1);
      }
      expect(all(text)).toEqual(drawn);
      expect(all(text.replace('seed: 5', 'seed: 6'))).not.toEqual(drawn);
    },
  );

  test('neighbours are the rule book itself and each parameter below and above', () => {
    expect(
      all(
        'parameters: { regimes.enterBullish: { from: 0, to: 1 }, regimes.quorum: { from: 1, to: 5, int: true } }\ndesign: { neighbours: 0.1 }',
      ),
    ).toEqual([[], [0.18], [0.22], [2], [4]]);
  });
});

describe('constraints', () => {
  const holds = (text: string) => constraintsOf([text], DEFAULT_RULE_BOOK)[0]!.holds(DEFAULT_RULE_BOOK);
  test.each([
    ['leaveBullish < enterBullish', true],
    ['regimes.enterBullish + enterBearish = 0', true],
    ['nifty-regression.weight - 0.5 > 0', false],
  ])('%s: %s for the default rules', (text, expected) => {
    expect(holds(text)).toBe(expected);
  });

  test.each([
    ['leaveBullish', 'has none of'],
    ['leaveBulish < 1', 'names leaveBulish'],
    ['weight < 1', 'which may be'],
    ['enterBullish * 2 < 1', 'where + or - is expected'],
    ['< 1', 'has a side that is not a sum'],
  ])('%s is refused: %s', (text, message) => {
    expect(() => holds(text)).toThrow(message);
  });
});

test('trial numbers survive as ranges', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(500), { minLength: 1 }), (numbers) => {
      const sorted = numbers.toSorted((a, b) => a - b);
      expect(rangesOf(rangesText(sorted), 1000)).toEqual(sorted);
    }),
  );
  for (const bad of ['', '3-1', '5,4', '1,1', 'a', '0-99999999']) expect(rangesOf(bad, 1000)).toBeNull();
});
