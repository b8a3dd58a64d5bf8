import { regimeText } from '../../../src/cli/text/regime.ts';
import { settingChange } from '../../../src/cli/text/rule-changes.ts';
import { whatIfText } from '../../../src/cli/text/whatif.ts';
import { decision } from '../../report/decision/march-2020.fixture.ts';
import { STATES, whatIf } from '../../report/decision/states.fixture.ts';

const { regime: call, signals } = decision;
const { regime: overridden } = STATES['an override']!.decision;
/** An ASCII hyphen as a minus sign: before a digit, and not after a letter, digit or bracket. */
const KEYBOARD_MINUS = /(?<![\w)])-\d/;

describe('a regime call in the terminal', () => {
  test('shows the confidence next to the model’s own label, which it refers to', () => {
    const first = (of: typeof call) =>
      regimeText(of, signals, { simulated: false, explain: false }).split('\n')[0];
    expect(first(call)).toBe(
      '31 Mar 2020: BEARISH, S = −0.399, moderate confidence (previous month: bearish)',
    );
    expect(first(overridden)).toBe(
      '31 Mar 2020: CONSOLIDATION by override (model: bearish, moderate confidence), S = −0.399 (previous month: bearish)',
    );
  });

  test('shows features and moves in their own units and decimals, with a true minus sign', () => {
    const text = regimeText(call, signals, { simulated: false, explain: true });
    expect(text).toMatch(/Distance from the regression centre: −27\.1\s% \(log\)/);
    expect(text).toMatch(/US VIX, 5-day mean: 61\.85\spoints \(percentile 99\.5\)/);
    expect(text).toMatch(
      /Nifty 50 close 8,597\.75 → 11,802\.68 \(\+37\.3\s%\) changes the regime to consolidation/,
    );
    expect(text).not.toMatch(KEYBOARD_MINUS);
  });

  test('names signals for people, not by their ids', () => {
    const text = regimeText(call, signals, { simulated: false, explain: false });
    expect(text).toMatch(/^US VIX\s+0\.\d{3}/m);
    expect(text).not.toContain('us-vix');
  });

  test('names the subject of each problem', () => {
    const problems = decision.problems.slice(0, 1);
    expect(regimeText({ ...call, problems }, signals, { simulated: false, explain: false })).toContain(
      'note: contrarian: No index. Import one.',
    );
  });
});

describe('a what-if in the terminal', () => {
  const shown = whatIfText({
    ...whatIf,
    set: [
      { kind: 'level', key: 'fii-flow', unit: '₹ crore', from: -51234.567, to: -9000, how: 'set' },
      { kind: 'rule', path: 'regimes.enterBearish', from: -0.2, to: -0.25 },
    ],
  });

  test('uses a true minus sign, and shows levels in their own decimals', () => {
    expect(shown).toContain('FII net cash flow (sum of its window): −51,235 → −9,000 ₹ crore');
    expect(shown).toContain('regimes.enterBearish: −0.2 → −0.25');
    expect(shown).not.toMatch(KEYBOARD_MINUS);
  });

  test('shows the regime by the model where either side is overridden', () => {
    const before = { ...whatIf.before, regime: 'bullish' as const };
    const after = { ...whatIf.before };
    expect(whatIfText({ ...whatIf, before, after })).toMatch(/Regime by the model\W+bearish\W+bearish/);
  });
});

test('a rule that is added or removed is shown as not set', () => {
  expect(settingChange({ path: 'a.b', from: undefined, to: [1, 'x'] })).toBe('a.b: not set → [1,"x"]');
});
