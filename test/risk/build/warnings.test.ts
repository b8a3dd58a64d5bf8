import type { Problem } from '../../../src/market/problem.ts';
import { droppedSoFar, shortList } from '../../../src/risk/build/warnings.ts';
import { DESCRIPTORS } from '../../../src/risk/exposures/descriptors/styles.ts';

const problem = (about: string, message: string, code = 'code'): Problem => {
  return { severity: 'warning', code, about, message, remedy: 'Do.' };
};

test('what many sessions tell alike is told once, with how many they are', () => {
  const same = Array.from({ length: 300 }, () => problem('VALUE', 'nobody has it.'));
  expect(shortList([...same, problem('PROFIT', 'nobody has it.')])).toEqual([
    { ...same[0]!, message: 'nobody has it. So on 300 sessions.' },
    problem('PROFIT', 'nobody has it.'),
  ]);
});

test('of each kind three are told, and what the others are about', () => {
  const days = Array.from({ length: 20 }, (_, i) => problem(`day ${i}`, 'went wrong.', 'bad-day'));
  const told = shortList([...days, problem('A', 'is odd.')]);
  expect(told.map((p) => p.about)).toEqual(['day 0', 'day 1', 'day 2', 'risk', 'A']);
  expect(told[3]!.message).toBe(
    `of the kind bad-day there are 17 more: ${days
      .slice(3, 15)
      .map((p) => p.about)
      .join(', ')} and 5 more.`,
  );
});

test('values dropped as errors are counted over sessions, a note for each descriptor that had some', () => {
  const dropped = droppedSoFar();
  const counts = new Int32Array(DESCRIPTORS.length);
  dropped.take(counts);
  expect(dropped.problems()).toEqual([]);
  counts[3] = 2;
  dropped.take(counts);
  dropped.take(counts);
  const [note, ...others] = dropped.problems();
  expect(others).toEqual([]);
  const { style, descriptor } = DESCRIPTORS[3]!;
  expect(note).toMatchObject({ severity: 'note', about: `${style}, ${descriptor.name}` });
  expect(note!.message).toMatch(/^4 values on 2 sessions/);
});
