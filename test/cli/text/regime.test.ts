import { regimeText } from '../../../src/cli/text/regime.ts';
import { settingChange } from '../../../src/cli/text/rule-changes.ts';
import { whatIfText } from '../../../src/cli/text/whatif.ts';
import { decision } from '../../report/decision/march-2020.fixture.ts';
import { STATES, whatIf } from '../../report/decision/states.fixture.ts';

const { regime: call, signals } = decision;
const { regime: overridden } = STATES['an override']!.decision;
/** A minus as a keyboard has it, before a digit and after no letter, digit or bracket: a negative number. */
const KEYBOARD_MINUS = /(?<![\w)])-\d/;

describe('the call on a screen', () => {
  test('has its confidence beside the label that it is of, the model’s own', () => {
    const first = (of: typeof call) => regimeText(of, { simulated: false }).split('\n')[0];
    expect(first(call)).toBe('31 Mar 2020: BEARISH, S = −0.399, moderate confidence (month before: bearish)');
    expect(first(overridden)).toBe(
      '31 Mar 2020: CONSOLIDATION by override (model: bearish, moderate confidence), S = −0.399 (month before: bearish)',
    );
  });

  test('tells features and moves in their own units and decimals, all with the same minus', () => {
    const text = regimeText(call, { simulated: false, signals });
    expect(text).toMatch(/Distance from the regression centre: −27\.1\s% \(log\)/);
    expect(text).toMatch(/US VIX, 5-day mean: 61\.85\spoints \(percentile 99\.5\)/);
    expect(text).toMatch(/Nifty 50 close 8,597\.75 → 11,802\.68 \(\+37\.3\s%\) makes it consolidation/);
    expect(text).not.toMatch(KEYBOARD_MINUS);
  });

  test('names what each problem is about', () => {
    const problems = decision.problems.slice(0, 1);
    expect(regimeText({ ...call, problems }, { simulated: false })).toContain(
      'note: contrarian: No index. Import one.',
    );
  });
});

describe('a what-if on a screen', () => {
  const shown = whatIfText({
    ...whatIf,
    set: [
      { kind: 'level', key: 'fii-flow', unit: '₹ crore', from: -51234.567, to: -9000, how: 'set' },
      { kind: 'rule', path: 'regimes.enterBearish', from: -0.2, to: -0.25 },
    ],
  });

  test('has the same minus throughout, and levels in their own decimals', () => {
    expect(shown).toContain('FII net cash flow (sum of its window): −51,235 → −9,000 ₹ crore');
    expect(shown).toContain('regimes.enterBearish: −0.2 → −0.25');
    expect(shown).not.toMatch(KEYBOARD_MINUS);
  });

  test('has the model’s own label where either side is overridden', () => {
    const before = { ...whatIf.before, regime: 'bullish' as const };
    const after = { ...whatIf.before };
    expect(whatIfText({ ...whatIf, before, after })).toMatch(/Model's own label\W+bearish\W+bearish/);
  });
});

test('a rule that is new or gone is told as not set', () => {
  expect(settingChange({ path: 'a.b', from: undefined, to: [1, 'x'] })).toBe('a.b: not set → [1,"x"]');
});
