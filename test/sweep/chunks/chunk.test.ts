import { rangesText } from '../../../src/sweep/trials/number-ranges.ts';
import { AT_ONCE, firstCut } from '../../../src/sweep/chunks/chunk.ts';

const numbers = Array.from({ length: 1730 }, (_, i) => 3 * i);
const sizes = (size: number): number[] => firstCut('a', numbers, size).map(({ trials }) => trials.length);

test('the last trials of a sweep are in smaller chunks, so that no thread runs a whole one alone', () => {
  expect(sizes(400)).toEqual([400, 400, 400, 100, 100, 100, 100, 100, 30]);
  expect(sizes(1000)).toEqual([250, 250, 250, 250, 250, 250, 230]);
});

test('chunks that are small already are not cut further', () => {
  expect(sizes(199)).toEqual([...Array.from({ length: 8 }, () => 199), 138]);
  expect(sizes(1)).toHaveLength(1730);
});

test('every trial is in one chunk, in order', () => {
  expect(firstCut('a', numbers, 400).flatMap(({ trials }) => trials)).toEqual(numbers);
});

test('scattered trials are cut so small that a job of a queue can name them', () => {
  const scattered = Array.from({ length: 4 * AT_ONCE.evidence }, (_, i) => 1_000_000 + 2 * i);
  const chunks = firstCut('a', scattered, AT_ONCE.evidence);
  expect(chunks.flatMap(({ trials }) => trials)).toEqual(scattered);
  // 8 KB hold the rest of a job too.
  expect(Math.max(...chunks.map(({ trials }) => rangesText(trials).length))).toBeLessThanOrEqual(6000);
});
