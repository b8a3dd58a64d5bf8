import type { RuleSetting } from '../../rulebook/change.ts';
import { trimmed } from './values.ts';
import type { ParameterValue, ParameterValues } from './sweep-plan.ts';

/** A rule book next to another: one parameter moved. */
export interface Neighbour {
  readonly setting: RuleSetting;
  readonly side: 'below' | 'above';
}

/**
 * The neighbours of a point along one parameter: a number moved by a fraction of itself down and up, at least by 1 for whole
 * numbers; the values beside a listed one that is not a number. A number of 0 has the neighbours ± the fraction of the
 * largest value that the plan gives it.
 */
export function neighboursOf(
  path: string,
  current: ParameterValue,
  values: ParameterValues,
  size: number,
): Neighbour[] {
  if (typeof current !== 'number') {
    if (!Array.isArray(values)) return [];
    const at = values.indexOf(current);
    const beside = (to: ParameterValue | undefined, side: Neighbour['side']): Neighbour[] =>
      to === undefined || at < 0 ? [] : [{ setting: { path, value: to }, side }];
    return [...beside(values[at - 1], 'below'), ...beside(values[at + 1], 'above')];
  }
  const isWhole = Array.isArray(values)
    ? values.every((v) => Number.isInteger(v)) && Number.isInteger(current)
    : values.int === true;
  const scale = Math.abs(current) || largestOf(values);
  const move = isWhole ? Math.max(1, Math.round(size * scale)) : size * scale;
  if (!(move > 0)) return [];
  return [
    { setting: { path, value: trimmed(current - move) }, side: 'below' },
    { setting: { path, value: trimmed(current + move) }, side: 'above' },
  ];
}

const largestOf = (values: ParameterValues): number =>
  Array.isArray(values)
    ? Math.max(0, ...values.map((v) => (typeof v === 'number' ? Math.abs(v) : 0)))
    : Math.max(Math.abs(values.from), Math.abs(values.to));
