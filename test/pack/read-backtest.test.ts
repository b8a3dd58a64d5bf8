import { studyJson, studyOf } from '../../src/backtest/study.ts';
import { canonicalJson } from '../../src/decision/document/canonical-json.ts';
import { packBacktest, readBacktestRun } from '../../src/pack/read-backtest.ts';
import { runOf } from '../backtest/run.fixture.ts';

const run = runOf({ months: 8, hasCrash: true });
const text = canonicalJson(studyJson(run, studyOf(run, { draws: 50, link: 'frongello' })));
const last = run.nav.at(-1)!.date;

test('a pack shows a back-test’s own statistics and effects', () => {
  const read = packBacktest(readBacktestRun(text, 'backtest.json', last));
  expect(read).toEqual(packBacktest(run));
  expect(read.to).toBe(last);
});

test('a back-test that goes beyond the pack’s date is refused, and so is another document', () => {
  expect(() => readBacktestRun(text, 'backtest.json', run.nav.at(-2)!.date)).toThrow('after the as-of date');
  expect(() => readBacktestRun('{}', 'backtest.json', last)).toThrow('backtest.json');
});
