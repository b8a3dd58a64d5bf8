import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { POSITIONS } from '../../allocations/positions.ts';
import type { DecidedMonth } from '../../src/backtest/decide-index-month.ts';
import { type Journal, openJournal } from '../../src/backtest/journal.ts';
import { sha256 } from '../../src/market/files/sha256.ts';
import { runOf } from './run.fixture.ts';

const { plan } = runOf({ months: 3 });
const days = ['2021-01-29', '2021-02-26', '2021-03-31'];
const monthOf = (decided: string): DecidedMonth => ({
  decided,
  label: 'bullish',
  score: 0.1,
  opening: POSITIONS.map(() => 0),
  weights: POSITIONS.map((_, i) => (i === 0 ? 1 : 0)),
  target: null,
  decision: { sha256: sha256('{}'), text: '{}' },
  portfolio: { file: `${decided}.csv`, text: 'position,value\n' },
});

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'trrm-journal-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const file = () => join(folder, 'backtest.partial.jsonl');
const open = (resume = true): Journal => openJournal(folder, plan, { resume, days });
const afterLines = (change: (lines: string[]) => string[]): Journal => {
  const journal = open(false);
  for (const day of days) journal.append(monthOf(day));
  writeFileSync(file(), change(readFileSync(file(), 'utf8').split('\n')).join('\n'));
  return open();
};

test('a journal is continued with the same bytes, without a line that was cut short', () => {
  const kept = afterLines((lines) => [...lines.slice(0, 3), lines[3]!.slice(0, 50)]);
  expect(kept.months.map((m) => m.decided)).toEqual(days.slice(0, 2));
  kept.append(monthOf(days[2]!));
  const text = readFileSync(file(), 'utf8');
  expect(afterLines((lines) => lines).months).toHaveLength(3);
  expect(readFileSync(file(), 'utf8')).toBe(text);
});

test.each([
  ['is not JSON', (line: string) => line.slice(1), /line 3: is damaged: it is not JSON/],
  [
    'lacks a weight',
    (line: string) => line.replace('"weights":[1,', '"weights":['),
    /line 3: is damaged: weights: /,
  ],
  [
    'has another decision than its hash says',
    (line: string) => line.replace('"text":"{}"', '"text":"{ }"'),
    /line 3: is damaged: decision: the decision does not have its hash/,
  ],
  [
    'is of another month',
    (line: string) => line.replaceAll(days[1]!, '2021-04-30'),
    /line 3: is damaged: it is the month of 2021-04-30, where that of 2021-02-26 belongs.*delete this line and those after it/,
  ],
])('a line that %s is refused with its number and what to do', (_, change, message) => {
  const damage = () => afterLines((lines) => lines.map((line, i) => (i === 2 ? change(line) : line)));
  expect(damage).toThrow(message);
  // Nothing is lost: the file is as it was.
  expect(readFileSync(file(), 'utf8').split('\n')).toHaveLength(5);
});

test('months of another plan are not continued', () => {
  open(false).append(monthOf(days[0]!));
  expect(() => openJournal(folder, { ...plan, value: 5e7 }, { resume: true, days })).toThrow(
    /was made with value 100000000; this back-test has 50000000/,
  );
});

test('months without the text of their decisions are decided again where decisions are asked for', () => {
  const journal = open(false);
  journal.append(monthOf(days[0]!));
  journal.append({ ...monthOf(days[1]!), decision: { sha256: sha256('{}') } });
  expect(open().months).toHaveLength(2);
  expect(openJournal(folder, plan, { resume: true, days, withDecisions: true }).months).toHaveLength(1);
});
