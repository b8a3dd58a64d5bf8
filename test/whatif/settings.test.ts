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
    ['vix=45', /there is no level vix.*us-vix, india-vix, nifty/],
    ['us-vix', /not a key and a value/],
    ['us-vix=high', /"high" is not a level or a move/],
    ['us-vix=1e5', /is not a level or a move/],
    ['us-vix=0', /a level is above 0/],
    ['nifty=-100%', /takes the whole level away/],
    ['pe=+50bp', /only a yield moves by basis points/],
  ])('%s is refused', (text, message) => expect(() => parseSettings([text])).toThrow(message));

  test('given twice is refused', () => {
    expect(() => parseSettings(['pe=20', 'pe=21'])).toThrow(/sets pe a second time/);
  });
});

describe('a shock to the levels', () => {
  const levels = { nifty: 10_000, pe: 20, pb: 3, dy: 1.25, gsec: 7 };

  test('of the Nifty carries P/E and P/B with it and the dividend yield against it', () => {
    const { levels: after, suppositions } = shockLevels(levels, parseSettings(['nifty=-20%']).shocks);
    expect(after).toEqual({ nifty: 8000, pe: 16, pb: 3 * 0.8, dy: 1.25 / 0.8, gsec: 7 });
    expect(suppositions.map((s) => s.kind === 'level' && `${s.key} ${s.how}`)).toEqual([
      'nifty set',
      'pe carried',
      'pb carried',
      'dy carried',
    ]);
  });

  test('leaves a ratio alone that is set itself', () => {
    const { levels: after } = shockLevels(levels, parseSettings(['nifty=-20%', 'pe=30']).shocks);
    expect(after).toMatchObject({ pe: 30, pb: 3 * 0.8 });
  });

  test('by basis points adds to the yield', () => {
    expect(shockLevels(levels, parseSettings(['gsec=-75bp']).shocks).levels.gsec).toBeCloseTo(6.25, 12);
  });

  test('cannot move a level that was not observed, but can set one', () => {
    expect(() => shockLevels(levels, parseSettings(['us-vix=+10%']).shocks)).toThrow(/no recent US VIX/);
    expect(shockLevels(levels, parseSettings(['us-vix=40']).shocks).levels['us-vix']).toBe(40);
  });

  test('cannot take a yield below zero', () => {
    expect(() => shockLevels(levels, parseSettings(['gsec=-800bp']).shocks)).toThrow(
      /moves 7\.000 to −1\.000/,
    );
  });

  test('tells what it cannot do in the decimals of the level', () => {
    const odd = { ...levels, gsec: 6.038 + 0.1 };
    expect(() => shockLevels(odd, parseSettings(['gsec=-620.3bp']).shocks)).toThrow(
      /moves 6\.138 to −0\.065;/,
    );
  });
});
