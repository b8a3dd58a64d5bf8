import { UserError } from '../../src/market/problem.ts';
import { DEFAULT_RULE_BOOK } from '../../src/rulebook/rule-book.ts';
import { parseSettings, withRuleSettings } from '../../src/whatif/settings.ts';
import { shockLevels } from '../../src/whatif/shock-levels.ts';

/** Code and sentence of the problem that a call is refused with. */
function problemOf(call: () => unknown): [code: string, message: string] {
  try {
    call();
  } catch (error) {
    if (error instanceof UserError) return [error.problems[0]!.code, error.message];
    throw error;
  }
  throw new Error('was not refused');
}

describe('a what-if setting', () => {
  test.each([
    ['us-vix=45', { key: 'us-vix', move: 'to', amount: 45 }],
    ['nifty=-20%', { key: 'nifty', move: 'by-fraction', amount: -0.2 }],
    ['gsec=+50bp', { key: 'gsec', move: 'by-points', amount: 0.5 }],
    ['gsec=8.1', { key: 'gsec', move: 'to', amount: 8.1 }],
    ['fii-flow=-25000', { key: 'fii-flow', move: 'to', amount: -25_000 }],
  ])('%s is a shock', (text, shock) =>
    expect(parseSettings([text]).shocks).toEqual([{ ...shock, asked: text.split('=')[1] }]),
  );

  test.each([
    ['regimes.enterBullish=0.25', { path: 'regimes.enterBullish', value: 0.25 }],
    ['signals.us-vix.weight=0', { path: 'signals.us-vix.weight', value: 0 }],
    ['regimes.mandatory=us-vix', { path: 'regimes.mandatory', value: 'us-vix' }],
  ])('%s is a rule', (text, rule) => expect(parseSettings([text]).rules).toEqual([rule]));

  test.each([
    ['vix=45', 'usage', /--set vix=45: There is no level vix\. Levels are us-vix, india-vix, nifty/],
    ['us-vix', 'usage', /not of the form key=value/],
    ['us-vix=high', 'usage', /"high" is not a level or a move/],
    ['us-vix=1e5', 'usage', /is not a level or a move/],
    ['pe=+50bp', 'usage', /Only gsec can move by basis points/],
    ['us-vix=0', 'what-if', /0 is not above 0.*must be above 0/],
    ['nifty=-100%', 'what-if', /leaves nothing of nifty.*must be above -100%/],
  ])('%s is rejected as %s', (text, code, message) => {
    expect(problemOf(() => parseSettings([text]))).toEqual([code, expect.stringMatching(message)]);
  });

  test.each([
    [
      'regimes.enterBull=0.3',
      'usage',
      /There is no rule regimes\.enterBull\. Parameters of regimes are enterBullish/,
    ],
    ['regimes.enterBullish=often', 'usage', /--set regimes\.enterBullish=often: .*must be a number/],
    ['regimes.enterBullish=7', 'rule-value', /--set regimes\.enterBullish=7: /],
  ])('%s is rejected as %s, in the same manner', (text, code, message) => {
    const { rules } = parseSettings([text]);
    expect(problemOf(() => withRuleSettings(DEFAULT_RULE_BOOK, rules))).toEqual([
      code,
      expect.stringMatching(message),
    ]);
  });

  test('is rejected if given twice', () => {
    expect(() => parseSettings(['pe=20', 'pe=21'])).toThrow(/sets pe twice/);
  });
});

describe('a shock to the levels', () => {
  const levels = { nifty: 10_000, pe: 20, pb: 3, dy: 1.25, gsec: 7 };

  test('to the Nifty moves P/E and P/B proportionally and the dividend yield inversely', () => {
    const { levels: after, assumed } = shockLevels(levels, parseSettings(['nifty=-20%']).shocks);
    expect(after).toEqual({ nifty: 8000, pe: 16, pb: 3 * 0.8, dy: 1.25 / 0.8, gsec: 7 });
    expect(assumed.map((s) => `${s.key} ${s.how}`)).toEqual([
      'nifty set',
      'pe carried',
      'pb carried',
      'dy carried',
    ]);
  });

  test('does not carry a ratio that is itself set', () => {
    const { levels: after } = shockLevels(levels, parseSettings(['nifty=-20%', 'pe=30']).shocks);
    expect(after).toMatchObject({ pe: 30, pb: 3 * 0.8 });
  });

  test('in basis points is added to the yield', () => {
    expect(shockLevels(levels, parseSettings(['gsec=-75bp']).shocks).levels.gsec).toBeCloseTo(6.25, 12);
  });

  test('can set, but not move, a level without an observation', () => {
    expect(() => shockLevels(levels, parseSettings(['us-vix=+10%']).shocks)).toThrow(
      /US VIX .* cannot be moved: it has no recent observation/,
    );
    expect(shockLevels(levels, parseSettings(['us-vix=40']).shocks).levels['us-vix']).toBe(40);
  });

  test('cannot move a yield below zero', () => {
    expect(() => shockLevels(levels, parseSettings(['gsec=-800bp']).shocks)).toThrow(
      /from 7\.000 to −1\.000; it must stay above 0/,
    );
  });

  test('is rejected with a message in the decimals of the level', () => {
    const odd = { ...levels, gsec: 6.038 + 0.1 };
    expect(() => shockLevels(odd, parseSettings(['gsec=-620.3bp']).shocks)).toThrow(
      /from 6\.138 to −0\.065;/,
    );
  });
});
