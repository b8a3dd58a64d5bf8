import { regimeText } from '../../../../src/cli/text/regimes/regime.ts';
import { decision } from '../../../report/decision/march-2020.fixture.ts';
import { STATES } from '../../../report/decision/states.fixture.ts';

const { regime: call, signals } = decision;
const { regime: overridden } = STATES['an override']!.decision;
const FOR_PEOPLE = { simulated: false, explain: false, voteThreshold: 0.33 };
/** An ASCII hyphen as a minus sign: before a digit, and not after a letter, digit or bracket. */
const KEYBOARD_MINUS = /(?<![\w)])-\d/;

describe('a regime call in the terminal', () => {
  test('shows the confidence next to the model’s own label, which it refers to', () => {
    const first = (of: typeof call) => regimeText(of, signals, FOR_PEOPLE).split('\n')[0];
    expect(first(call)).toBe(
      '31 Mar 2020: BEARISH, S = −0.399, moderate confidence (previous month: bearish)',
    );
    expect(first(overridden)).toBe(
      '31 Mar 2020: CONSOLIDATION by override (model: bearish, moderate confidence), S = −0.399 (previous month: bearish)',
    );
  });

  test('says first that it rests on old data, or is no new call', () => {
    const first = (of: typeof call) => regimeText(of, signals, FOR_PEOPLE).split('\n')[0];
    const stale = { severity: 'warning', code: 'stale-session', about: '', message: '', remedy: '' } as const;
    expect(first({ ...call, asOf: '2020-06-30', problems: [stale] })).toBe(
      '30 Jun 2020 (data of 31 Mar 2020): BEARISH, S = −0.399, moderate confidence (previous month: bearish)',
    );
    expect(first({ ...call, asOf: '2020-04-04' })).toMatch(/^04 Apr 2020 \(data of 31 Mar 2020\): BEARISH/);
    expect(first({ ...call, status: 'insufficient', score: null, confidence: null })).toBe(
      '31 Mar 2020: BEARISH carried forward, no new call (previous month: bearish)',
    );
  });

  test('shows features and moves in their own units and decimals, with a true minus sign', () => {
    const text = regimeText(call, signals, { ...FOR_PEOPLE, explain: true });
    expect(text).toMatch(/Distance from the regression centre: −27\.1\s% \(log\)/);
    expect(text).toMatch(/US VIX, 5-day mean: 61\.85\spoints \(percentile 99\.5\)/);
    expect(text).toMatch(
      /Nifty 50 close 8,597\.75 → 11,802\.68 \(\+37\.3\s%\) changes the regime to consolidation/,
    );
    expect(text).not.toMatch(KEYBOARD_MINUS);
  });

  test('prints scores with the decimals that distinguish them from a threshold', () => {
    const near = {
      ...call,
      score: -0.1996035,
      regime: 'consolidation',
      modelRegime: 'consolidation',
    } as const;
    expect(regimeText(near, signals, FOR_PEOPLE)).toContain('CONSOLIDATION, S = −0.1996,');
    const votes = call.contributions.map((c) => ({ ...c, score: 0.32996 }));
    expect(regimeText({ ...call, contributions: votes }, signals, FOR_PEOPLE)).toContain('+0.32996');
  });

  test('names signals for people, not by their ids', () => {
    const text = regimeText(call, signals, FOR_PEOPLE);
    expect(text).toMatch(/^US VIX\s+0\.\d{3}/m);
    expect(text).not.toContain('us-vix');
  });

  test('names the subject of each problem', () => {
    const problems = decision.problems.slice(0, 1);
    expect(regimeText({ ...call, problems }, signals, FOR_PEOPLE)).toContain(
      'note: Contrarian: No index. Import one.',
    );
  });
});
