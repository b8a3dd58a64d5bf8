import type { Problem } from '../../../src/market/problem.ts';
import { droppedValueCounter, condenseProblems } from '../../../src/risk/build/warnings.ts';
import { DESCRIPTORS } from '../../../src/risk/exposures/descriptors/styles.ts';

const problem = (about: string, message: string, code = 'code'): Problem => {
  return { severity: 'warning', code, about, message, remedy: 'Do.' };
};

test('an identical problem of many sessions is reported once, with their number', () => {
  const same = Array.from({ length: 300 }, () => problem('VALUE', 'nobody has it.'));
  expect(condenseProblems([...same, problem('PROFIT', 'nobody has it.')])).toEqual([
    { ...same[0]!, message: 'nobody has it. This occurs on 300 sessions.' },
    problem('PROFIT', 'nobody has it.'),
  ]);
});

test('three problems of a kind are reported in full, the others by subject', () => {
  const days = Array.from({ length: 20 }, (_, i) => problem(`day ${i}`, 'went wrong.', 'bad-day'));
  const condensed = condenseProblems([...days, problem('A', 'is odd.')]);
  expect(condensed.map((p) => p.about)).toEqual(['day 0', 'day 1', 'day 2', 'risk', 'A']);
  expect(condensed[3]!.message).toBe(
    `17 more of type bad-day: ${days
      .slice(3, 15)
      .map((p) => p.about)
      .join(', ')} and 5 more.`,
  );
});

test('values dropped as errors are counted over sessions, with a note per descriptor concerned', () => {
  const dropped = droppedValueCounter();
  const counts = new Int32Array(DESCRIPTORS.length);
  dropped.add(counts);
  expect(dropped.problems()).toEqual([]);
  counts[3] = 2;
  dropped.add(counts);
  dropped.add(counts);
  const [note, ...others] = dropped.problems();
  expect(others).toEqual([]);
  const { style, descriptor } = DESCRIPTORS[3]!;
  expect(note).toMatchObject({ severity: 'note', about: `${style}, ${descriptor.name}` });
  expect(note!.message).toMatch(/^4 values on 2 sessions/);
});
