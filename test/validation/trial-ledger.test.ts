import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  confirmationsIn,
  countTrials,
  readTrialLedger,
  recordConfirmation,
  recordTrials,
} from '../../src/validation/trial-ledger.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trrm-trials-'));
  file = join(folder, 'trials.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const hash = (of: string): string => of.repeat(64);
const common = { day: '2026-01-01', sweep: hash('a'), snapshot: hash('b') };
const record = (...trials: readonly string[]): number =>
  recordTrials(file, { ...common, objective: 'evidence', note: 'Why', trials: trials.map(hash) });
const look = () =>
  recordConfirmation(file, {
    ...common,
    holdout: '2019-01-01',
    trial: hash('1'),
    months: 60,
    confirmed: 0.1,
    searched: 0.9,
  });
const lines = (): string[] => readFileSync(file, 'utf8').split('\n').slice(0, -1);
const write = (of: readonly string[]): void => writeFileSync(file, of.map((line) => `${line}\n`).join(''));

test('a trial counts once, however often and in however many sweeps it is recorded', () => {
  expect(record('1', '2', '2')).toBe(2);
  expect(record('2', '3')).toBe(3);
  expect(record('3')).toBe(3);
  expect(lines()).toHaveLength(2);
  expect(countTrials(readTrialLedger(file))).toBe(3);
});

test('a line that is changed, or taken out of the middle, is found', () => {
  record('1');
  record('2');
  record('3');
  const before = lines();
  write([before[0]!, before[1]!.replace('Why', 'How'), before[2]!]);
  expect(() => readTrialLedger(file)).toThrow('trials.jsonl:3: does not follow from the line before it');
  write([before[0]!, before[2]!]);
  expect(() => readTrialLedger(file)).toThrow('trials.jsonl:2: does not follow from the line before it');
});

test('entries that are cut off at the end are found, so that a holdout cannot be looked at twice', () => {
  record('1');
  expect(look()).toBeNull();
  write(lines().slice(0, 1));
  const found = 'has 1 of its 2 entries: 1 at its end is missing. The ledger was changed. Restore it';
  expect(() => readTrialLedger(file)).toThrow(found);
  expect(look).toThrow(found);
  rmSync(file);
  expect(() => record('2')).toThrow('has 0 of its 2 entries: 2 at its end are missing');
});

test('a ledger whose head was deleted or changed is refused', () => {
  record('1');
  const head = readFileSync(`${file}.head`, 'utf8');
  rmSync(`${file}.head`);
  expect(() => record('2')).toThrow('trials.jsonl.head: is missing or damaged');
  writeFileSync(`${file}.head`, head.replace(/"last":"../, '"last":"00'));
  expect(() => readTrialLedger(file)).toThrow('trials.jsonl:1: is not the entry that was written last');
});

test('a program that is killed while it records leaves a ledger that the next one continues', () => {
  record('1');
  const head = readFileSync(`${file}.head`, 'utf8');
  record('2');
  // Killed before the head was replaced, and while the third entry was being written.
  writeFileSync(`${file}.head`, head);
  writeFileSync(file, `${readFileSync(file, 'utf8')}{"kind":"tri`);
  expect(countTrials(readTrialLedger(file))).toBe(2);
  expect(look()).toBeNull();
  expect(confirmationsIn(readTrialLedger(file))).toHaveLength(1);
  expect(JSON.parse(readFileSync(`${file}.head`, 'utf8'))).toMatchObject({ entries: 3 });
});
