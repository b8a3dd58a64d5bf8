import { studyJson, studyOf } from '../../../src/backtest/study.ts';
import { BACKTEST_RULES } from '../../../src/explain/documents/backtest-rules.ts';
import { explainInDocument, inputsIn, recomputeIn } from '../../../src/explain/documents/explain-document.ts';
import { type Leaf, leavesOf, valueAt } from '../../../src/explain/pointer.ts';
import { runOf } from '../../backtest/run.fixture.ts';
import { faultsIn } from './document.fixture.ts';

// The walk of this back-test is made up; its study is real. A real walk is held to the same rules in
// test/backtest/known-answers.
const run = runOf({ months: 16, hasCrash: true });
const document = studyJson(run, studyOf(run, { draws: 100, link: 'frongello' }));

test('every figure of a back-test with a formula comes out again from its inputs in the document', () => {
  const { faults, recomputed } = faultsIn(document, BACKTEST_RULES);
  expect(faults).toEqual([]);
  expect(recomputed).toBeGreaterThan(500);
});

test('a formula fails on inputs that are not those of the document', () => {
  const pointer = `/summary/figures/${document.summary.figures.findIndex((f) => f.id === 'sharpe')}/own`;
  const inputs = inputsIn(document, BACKTEST_RULES, pointer).map((p) => valueAt(document, p) as Leaf);
  const again = (values: readonly Leaf[]) => recomputeIn(document, BACKTEST_RULES, pointer, values) as number;
  const stated = valueAt(document, pointer) as number;
  expect(again(inputs)).toBeCloseTo(stated, 12);
  const wrong = inputs.map((x, i) => (i === run.nav.length - 1 ? (x as number) * 1.05 : x));
  expect(Math.abs(again(wrong) - stated)).toBeGreaterThan(1e-4);
});

test('every leaf has a sentence, and no figure is explained by itself', () => {
  // Sessions are alike: every seventh leaf reaches each kind.
  for (const { pointer } of leavesOf(document).filter((_, i) => i % 7 === 0)) {
    const { words } = explainInDocument(document, BACKTEST_RULES, pointer, { depth: 1, most: 2 });
    expect(words).toMatch(/\.$/);
    expect(words).not.toMatch(/undefined|NaN/);
    expect(inputsIn(document, BACKTEST_RULES, pointer)).not.toContain(pointer);
  }
});

test('a leaf without a formula says which part of the back-test it comes from', () => {
  const { origin, words } = explainInDocument(document, BACKTEST_RULES, '/sensitivity/0/growthAYear');
  expect(origin).toBe('stage');
  expect(words).toContain('the walk under other assumptions');
});

test('rolling, drawdown and inference figures each state their unit and convention', () => {
  const long = studyOf(runOf({ months: 40, hasCrash: true }), { draws: 100, link: 'frongello' });
  const tested = studyJson(runOf({ months: 40, hasCrash: true }), long);
  const figures = leavesOf(tested).filter(
    ({ pointer, value }) =>
      typeof value === 'number' && /^\/(summary\/(rolling|drawdowns)|inference)\//.test(pointer),
  );
  const kinds = new Set<string>();
  for (const { pointer } of figures) {
    const { words } = explainInDocument(tested, BACKTEST_RULES, pointer, { depth: 0, most: 1 });
    expect(words).not.toContain('has no formula over other figures');
    expect(words).not.toMatch(/undefined|NaN/);
    kinds.add(pointer.replace(/\/\d+/g, ''));
  }
  // Windows, falls, differences, rotation test, superior ability, overfitting and what they rest on.
  expect(kinds.size).toBeGreaterThan(25);
  const of = (pointer: string) => explainInDocument(tested, BACKTEST_RULES, pointer);
  expect(of('/summary/rolling/0/figures/0/own')).toMatchObject({
    unit: 'fraction',
    words: expect.stringContaining('12 whole months that end on this date, not annualised'),
  });
  expect(of('/inference/differences/0/differences/0/growth/interval/1')).toMatchObject({
    unit: 'fraction',
    words: expect.stringMatching(/upper end of the 95 % interval.*log growth a year/),
  });
  expect(of('/inference/rotation/atLeastAsHigh').words).toContain('p-value of the rotation test');
  expect(of('/summary/drawdowns/0/days')).toMatchObject({ origin: 'formula', unit: 'count' });
});
