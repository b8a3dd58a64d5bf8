import type { Explanation } from '../../../src/explain/explanation.ts';
import { headlineFigures } from '../../../src/explain/headline-figures.ts';
import { buildReportModel } from '../../../src/report/decision/page-model.ts';
import { renderReport } from '../../../src/report/decision/page.ts';
import { decision, input } from './march-2020.fixture.ts';

const explanation = (pointer: string, inputs: readonly Explanation[] = []): Explanation => ({
  pointer,
  value: decision.regime.score,
  unit: 'score',
  origin: 'formula',
  words: 'The sum of the contributions.',
  symbols: 'S = Σ wᵢ sᵢ',
  parameters: [{ path: 'regimes.quorum', value: 3 }],
  rows: [{ kind: 'line', file: '<b>held</b>.csv', line: 7, sha256: 'a'.repeat(64), text: 'momentum,1' }],
  inputs,
  inputsLeftOut: 2,
});

const pageWith = (explanations: readonly Explanation[]): string =>
  renderReport(buildReportModel({ ...input, explanations }));

test('a figure of the first page opens its explanation, without a script', () => {
  const page = pageWith([explanation('/regime/score', [explanation('/signals/0/score')])]);
  expect(page).toMatch(/<a\s+class="why"\s+href="#why-regime-score"/);
  expect(page).toMatch(/<details class="explanation">[^]*<div id="why-regime-score">/);
  expect(page).toContain('2\u00a0more inputs');
  expect(page).toContain('&lt;b&gt;held&lt;/b&gt;.csv, line 7');
  expect(page).not.toContain('<script');
});

test('on paper every tree is open', () => {
  expect(pageWith([explanation('/regime/score')])).toMatch(
    /@media print \{\s*details\.explanation::details-content \{ content-visibility: visible;/,
  );
});

test('a report without explanations has neither links nor the appendix', () => {
  const page = pageWith([]);
  expect(page).not.toContain('class="why"');
  expect(page).not.toContain('id="explanations"');
});

test('the figures of the first page are leaves of the decision, the score and each signal among them', () => {
  const pointers = headlineFigures(decision);
  expect(pointers).toEqual(
    expect.arrayContaining(['/regime/score', '/signals/0/score', '/allocation/final/momentum']),
  );
  expect(new Set(pointers).size).toBe(pointers.length);
});
