import { canonicalJson } from '../../../src/decision/document/canonical-json.ts';
import type { Decision } from '../../../src/decision/document/decision.ts';
import { parseDecision, readDecision } from '../../../src/decision/document/read-decision.ts';
import { UserError } from '../../../src/market/problem.ts';
import { madeDecision } from '../decision.fixture.ts';
import { problemsOf } from '../../problems-of.ts';

let decision: Decision;
beforeAll(async () => {
  decision = await madeDecision('2022-06-30');
});

const faultsOf = (text: string) => problemsOf(() => parseDecision(text, 'mine.json'));

test('a decision that was written is read back as it was', () => {
  const text = canonicalJson(decision);
  expect(canonicalJson(parseDecision(text))).toBe(text);
});

test('each fault is reported with its path', () => {
  const faulty = {
    ...decision,
    simulated: 'yes',
    regime: { ...decision.regime, regime: 'sideways' },
    more: 1,
  };
  expect(faultsOf(canonicalJson(faulty)).map((p) => p.about)).toEqual([
    'mine.json, simulated',
    'mine.json, regime.regime',
    'mine.json, the document',
  ]);
});

test.each<[string, () => string, string]>([
  ['text that is not JSON', () => '{"schema":', 'not-json'],
  [
    'a decision of another version',
    () => JSON.stringify({ ...decision, schema: 'trrm-decision/1' }),
    'decision-version',
  ],
  ['JSON that is not an object', () => 'null', 'decision-version'],
  [
    'a decision without its regime',
    () => JSON.stringify({ ...decision, regime: undefined }),
    'decision-invalid',
  ],
])('%s is refused', (_, text, code) => {
  const [problem] = faultsOf(text());
  expect(problem?.code).toBe(code);
  expect(problem?.remedy).toMatch(/trrm run/);
});

test('a file that does not exist is an error of the user', () => {
  expect(() => readDecision('/no/such/decision.json')).toThrow(UserError);
});
