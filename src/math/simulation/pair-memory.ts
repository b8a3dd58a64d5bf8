import { WORD_BLOCK } from '../random/word-buffer.ts';
import { STUDENT_CONSTANTS } from '../simd/student-routine.ts';
import { labelNumbers } from '../simd/switching-routine.ts';
import { STATE } from '../simd/wealth-routine.ts';
import type { PairShape } from './path-pair.ts';

const PAGE = 65_536;

/** Numbers of a row of d in pairs. */
export const evenWidth = (d: number): number => 2 * Math.ceil(d / 2);

/** The memory of a pair of paths: where its arrays lie, in bytes, and what makes routines that work there. */
export function pairMemory(
  { months, labels, variables: d, mirrored, marks, pairs }: PairShape,
  policies: number,
) {
  let end = 0;
  /** So many bytes, at a multiple of 16. */
  const place = (bytes: number): number => {
    const address = end;
    end += 16 * Math.ceil(bytes / 16);
    return address;
  };
  const two = (bytes: number): readonly [number, number] => [place(bytes), place(bytes)];
  const twice = (bytes: number): readonly [number, number] => {
    const address = place(bytes);
    return [address, address];
  };
  const at = {
    one: place(8),
    student: place(8 * STUDENT_CONSTANTS.length),
    state: place(8),
    limits: place(4 * labels * labels),
    changes: place(4 * marks.length * labels * labels),
    labels: two(months),
    labelWords: place(4 * WORD_BLOCK),
    returnWords: place(4 * WORD_BLOCK),
    table: place(8 * labels * labelNumbers(d)),
    draws: place(8 * months * d),
    scales: mirrored ? twice(8 * months) : two(8 * months),
    // One number more: pairs of an odd number of variables reach beyond the last month.
    returns: two(8 * (months * d + 1)),
    barrier: place(8),
    policies: Array.from({ length: policies }, () => ({
      variances: place(8 * labels),
      months: two(2 * months + 2),
      ends: place(8 * marks.length),
      keep: place(8 * (labels + 1) * labels),
      weights: place(8 * labels * evenWidth(d)),
      wealth: place(16 * months),
      holdings: place(8 * marks.length * evenWidth(d)),
      states: place(marks.length * STATE.length * 16 * pairs),
    })),
  };
  const memory = new WebAssembly.Memory({ initial: Math.ceil(end / PAGE) });
  const routines = (code: Uint8Array) => {
    const compiled = new WebAssembly.Module(code as Uint8Array<ArrayBuffer>);
    const { exports } = new WebAssembly.Instance(compiled, { env: { memory } });
    return exports as Record<string, (...parameters: number[]) => void>;
  };
  return { at, buffer: memory.buffer, routines };
}
