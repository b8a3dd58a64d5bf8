import { parseSettings } from '../../src/whatif/settings.ts';
import { shockLevels } from '../../src/whatif/shock-levels.ts';

describe('a what-if setting', () => {
  test.each([
    ['us-vix=45', { key: 'us-vix', move: 'to', amount: 45 }],
    ['nifty=-20%', { key: 'nifty', move: 'by-fraction', amount: -0.2 }],
    ['gsec=+50bp', { key: 'gsec', move: 'by-points', amount: 0.5 }],
    ['gsec=8.1', { key: 'gsec', move: 'to', amount: 8.1 }],
    ['fii-flow=-25000', { key: 'fii-flow', move: 'to', amount: -25_000 }],
  ])('%s is a shock', (text, shock) => expect(parseSettings([text]).shocks).toEqual([shock]));

  test.each([
    ['regimes.enterBullish=0.25', { path: 'regimes.enterBullish', value: 0.25 }],
    ['signals.us-vix.weight=0', { path: 'signals.us-vix.weight', value: 0 }],
    ['regimes.mandatory=us-vix', { path: 'regimes.mandatory', value: 'us-vix' }],
  ])('%s is a rule', (text, rule) => expect(parseSettings([text]).rules).toEqual([rule]));

  test.each([
    ['vix=45', /vix is not a level.*us-vix, india-vix, nifty/],
    ['us-vix', /not of the form key=value/],
    ['us-vix=high', /"high" is not a level or a move/],
    ['us-vix=1e5', /is not a level or a move/],
    ['us-vix=0', /0 is not above 0.*must be above 0/],
    ['nifty=-100%', /leaves nothing of nifty.*must be above -100%/],
    ['pe=+50bp', /only gsec can move by basis points/],
  ])('%s is rejected', (text, message) => expect(() => parseSettings([text])).toThrow(message));

  test('is rejected if given twice', () => {
    expect(() => parseSettings(['pe=20', 'pe=21'])).toThrow(/sets pe twice/);
  });
});

describe('a shock to the levels', () => {
  const levels = { nifty: 10_000, pe: 20, pb: 3, dy: 1.25, gsec: 7 };

  test('to the Nifty moves P/E and P/B proportionally and the dividend yield inversely', () => {
    const { levels: after, assumptions } = shockLevels(levels, parseSettings(['nifty=-20%']).shocks);
    expect(after).toEqual({ nifty: 8000, pe: 16, pb: 3 * 0.8, dy: 1.25 / 0.8, gsec: 7 });
    expect(assumptions.map((s) => s.kind === 'level' && `${s.key} ${s.how}`)).toEqual([
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
      /cannot move US VIX .*: it has no recent observation/,
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
