import { checkBand, type Limit, percentText } from './constraint.ts';

/** No single weight of the n above `most`. */
export function nameCap(n: number, most: number): Limit {
  const name = `at most ${percentText(most)} in a single name`;
  checkBand(name, -Infinity, most);
  return {
    kind: 'bounds',
    name,
    lower: new Float64Array(n).fill(-Infinity),
    upper: new Float64Array(n).fill(most),
  };
}
