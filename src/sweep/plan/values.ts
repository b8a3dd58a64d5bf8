import type { ParameterValue, ParameterValues, Range } from './sweep-plan.ts';

/** Values that a design may give a parameter: listed ones, or any between two ends. */
export type ValueSpace =
  | { readonly kind: 'listed'; readonly values: readonly ParameterValue[] }
  | { readonly kind: 'continuous'; readonly at: (u: number) => number };

/** The values of a parameter: a range without steps has no listed ones. */
export function spaceOf(values: ParameterValues): ValueSpace {
  if (Array.isArray(values)) return { kind: 'listed', values };
  const { from, to } = values;
  const steps = listedValues(values);
  return steps
    ? { kind: 'listed', values: steps }
    : { kind: 'continuous', at: (u) => Number((from + u * (to - from)).toPrecision(DIGITS)) };
}

/** Significant digits of a value between two ends: nobody sets more (our choice). */
const DIGITS = 6;

function listedValues({ from, to, step, log, int }: Range): number[] | null {
  if (log !== undefined)
    return Array.from({ length: log }, (_, i) => trimmed(from * (to / from) ** (i / (log - 1))));
  const width = int ? 1 : step;
  if (width === undefined) return null;
  // A step that ends at `to` but for rounding includes it.
  const count = Math.floor((to - from) / width + 1e-9) + 1;
  return Array.from({ length: count }, (_, i) => trimmed(from + i * width));
}

/** 0.1 + 0.2 is written 0.3: twelve significant digits, so that equal values have equal rule books. */
export const trimmed = (x: number): number => Number(x.toPrecision(12));

/** The value at `u`, 0 to 1: each listed value has an equal part. */
export const valueAt = (space: ValueSpace, u: number): ParameterValue =>
  space.kind === 'continuous'
    ? space.at(u)
    : space.values[Math.min(space.values.length - 1, Math.floor(u * space.values.length))]!;
