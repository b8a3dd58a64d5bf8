import { ruleText } from '../../../../src/report/what-if/assumption-text.ts';
import { whatIfText } from '../../../../src/cli/text/whatif/whatif.ts';
import type { WhatIf } from '../../../../src/whatif/what-if.ts';
import { modelOf, whatIf, withOrders } from '../../../report/what-if/what-if.fixture.ts';

/** An ASCII hyphen as a minus sign: before a digit, and not after a letter, digit or bracket. */
const KEYBOARD_MINUS = /(?<![\w)])-\d/;
const textOf = (of: WhatIf) => whatIfText(modelOf(of));
const LEVEL = { kind: 'level', how: 'set', history: null } as const;

describe('a what-if in the terminal', () => {
  test('uses a true minus sign, and shows levels in their own decimals', () => {
    const shown = textOf({
      ...whatIf,
      set: [
        { ...LEVEL, key: 'fii-flow', unit: '₹ crore', from: -51234.567, to: -9000, asked: '-9000' },
        { kind: 'rule', path: 'regimes.enterBearish', from: -0.2, to: -0.25 },
      ],
    });
    expect(shown).toContain('FII net cash flow (sum of its window): −51,235 → −9,000 ₹ crore');
    expect(shown).toContain('regimes.enterBearish: −0.2 → −0.25');
    expect(shown).not.toMatch(KEYBOARD_MINUS);
  });

  test('begins with the line that it is not a decision', () => {
    expect(textOf(whatIf)).toMatch(/^SIMULATION — what-if, not a decision\n/);
  });

  test('lists what was asked as it was asked, apart from what is carried, with the own history of each level', () => {
    const [asked, carried] = textOf(whatIf).split('Carried by the Nifty');
    expect(asked).toMatch(
      /Nifty 50 close −20\s%: 8,597\.75 → 6,878\.20 index points \(own history 279\.00\s+to 12,362\.30/,
    );
    expect(asked).not.toContain('P/E');
    expect(carried).toMatch(/Nifty 50 P\/E: 19\.38 → 15\.50 ×/);
  });

  test('shows the regime by the model where either side is overridden', () => {
    const before = { ...whatIf.before, regime: 'bullish' as const };
    expect(textOf({ ...whatIf, before, after: whatIf.before })).toMatch(
      /Regime by the model\W+bearish\W+bearish/,
    );
  });

  test('compares what is held now with both sides', () => {
    const text = textOf(withOrders).replaceAll('\u00a0', ' ');
    expect(text).toMatch(/Weights, %\s+Held now\s+As it is\s+As assumed\s+Difference/);
    expect(text).toMatch(/Tracking error to the market\s+[\d.]+ %\s+[\d.]+ %\s+[\d.]+ %/);
    expect(text).not.toContain(' → 20');
  });
});

test('a rule that is added or removed is shown as not set', () => {
  expect(ruleText({ path: 'a.b', from: undefined, to: [1, 'x'] })).toBe('a.b: not set → [1,"x"]');
});

test('it fits a terminal of 80 columns, with orders and with a level far from today', () => {
  for (const given of [whatIf, withOrders]) {
    const lines = textOf(given).split('\n');
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  }
});
