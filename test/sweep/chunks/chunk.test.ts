import { firstCut } from '../../../src/sweep/chunks/chunk.ts';

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
