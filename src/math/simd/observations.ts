import {
  type Code,
  get,
  i32LessThan,
  i64IsZero,
  loadI64,
  repeat,
  type Routine,
  unless,
} from './assembler.ts';

/** Twelve covariates are six pairs of f64, each in one vector register. */
export const PAIRS = 6;
export const ROW = 2 * PAIRS * 8;
/** Bytes of X′WX (12 × 12). */
export const PRODUCT_BYTES = 12 * ROW;

/** Locals by name; the parameters come first, as i32, and the others in the order of their first use. */
export function namedLocals(...parameters: readonly string[]) {
  const types: Routine['locals'][number][] = [];
  const known = new Map(parameters.map((name, k) => [name, k]));
  const local = (name: string, type: Routine['locals'][number] = 'v128'): number => {
    const index = known.get(name) ?? parameters.length + types.push(type) - 1;
    known.set(name, index);
    return index;
  };
  return { parameters: parameters.length, types, local };
}

/** A loop over the observations up to the one before the address `end` of a weight; it runs at least once. */
export const overObservations = (w: number, end: number, observation: Code, advances: Code): Code =>
  repeat([...observation, ...advances], [...get(w), ...get(end), ...i32LessThan]);

/** The code for an observation, if its weight is not +0. */
export const ifWeighted = (w: number, code: Code): Code =>
  unless([...get(w), ...loadI64(0), ...i64IsZero], code);
