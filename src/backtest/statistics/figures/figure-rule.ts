import { maximumDrawdown } from '../../../math/drawdowns.ts';
import { drawdownIndices } from '../drawdown-table.ts';
import { compoundAnnual } from '../growth.ts';
import type { Sample } from '../sample.ts';

export type FigureGroup = 'return' | 'risk' | 'ratio' | 'relative';
/** How a figure is printed: a fraction as a percentage, a plain number, days, or periods. */
export type FigureUnit = 'fraction' | 'number' | 'days' | 'periods';

/** One statistic: what it is called, how it is computed, and its computation. */
export interface FigureRule {
  readonly id: string;
  readonly name: string;
  readonly group: FigureGroup;
  readonly unit: FigureUnit;
  /** True where the figure is a rate a year and so is not given for less than a year. */
  readonly isAnnual: boolean;
  readonly convention: string;
  readonly of: (sample: Sample) => number | null;
}

/** A rule before it has its group. */
export type Rule = Omit<FigureRule, 'group'>;

export const figure = (
  id: string,
  name: string,
  unit: FigureUnit,
  convention: string,
  of: FigureRule['of'],
  isAnnual = false,
): Rule => ({ id, name, unit, convention, of, isAnnual });

export const annual = (...rule: Parameters<typeof figure>): Rule => ({ ...figure(...rule), isAnnual: true });

export const totalOf = ({ path: { values } }: Sample): number => values[values.length - 1]! / values[0]! - 1;
export const cagrOf = (s: Sample): number => compoundAnnual(totalOf(s), s.years);
/** Maximum drawdown as a positive depth. */
export const depthOf = once((s: Sample) => -maximumDrawdown(s.path.values));

/** Pain and ulcer index of the values. */
export const indicesOf = once((s: Sample) => drawdownIndices(s.path.values));

/** Null unless the divisor is above 0: a ratio to no risk, or to a negative beta, says nothing. */
export const quotient = (value: number | null, by: number | null): number | null =>
  value === null || by === null || !(by > 0) ? null : value / by;

export const unlessEmpty = (x: ArrayLike<number>, of: (x: ArrayLike<number>) => number): number | null =>
  x.length > 0 ? of(x) : null;

/** The same function, computed once for each argument: several figures share a regression or a sorted tail. */
export function once<K extends object, T>(of: (key: K) => T): (key: K) => T {
  const known = new WeakMap<K, { readonly value: T }>();
  return (key) => {
    const found = known.get(key) ?? { value: of(key) };
    known.set(key, found);
    return found.value;
  };
}
