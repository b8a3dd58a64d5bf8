import { STATE_BYTES, wealthModule } from '../simd/wealth-routine.ts';
import { noteMarks, walkWealth } from './wealth-path.ts';

const PAGE = 65_536;
type Pair = readonly [Float64Array, Float64Array];

/** Walks the two wealth paths of a pair: see `walkWealth`. */
export interface PairWalk {
  /** [months] of each path, filled by the caller. */
  readonly growth: Pair;
  /** [months] of each path, filled by a walk. */
  readonly wealth: Pair;
  /** @param out SLOTS values a mark, of each path. */
  walk(variances: Pair | null, barrier: number, out: Pair): void;
}

/** In plain code: one path after the other. */
export function plainPairWalk(months: number, marks: Int32Array): PairWalk {
  const growth = [new Float64Array(months), new Float64Array(months)] as const;
  const wealth = [new Float64Array(months), new Float64Array(months)] as const;
  return {
    growth,
    wealth,
    walk: (variances, barrier, out) => {
      for (const s of [0, 1] as const)
        walkWealth(growth[s], variances && variances[s], barrier, marks, wealth[s], out[s]);
    },
  };
}

let last: { readonly key: string; readonly walk: PairWalk | null } | null = null;

/**
 * In WebAssembly's vector instructions, a path in each lane, with the same bits: maxima and minima there need no branches, which
 * no processor could predict. Null where the platform has none. The arrays are those of the last call with the same marks.
 */
export function simdPairWalk(months: number, marks: Int32Array): PairWalk | null {
  const key = `${months} ${marks.join(' ')}`;
  if (last?.key !== key) last = { key, walk: newWalk(months, marks) };
  return last.walk;
}

function newWalk(months: number, marks: Int32Array): PairWalk | null {
  const bytes = wealthModule(months) as Uint8Array<ArrayBuffer>;
  if (!WebAssembly.validate(bytes)) return null;
  // The state at the start and at each mark, and then four arrays.
  const growthAt = STATE_BYTES * (marks.length + 1);
  const pages = Math.ceil((growthAt + 4 * 8 * months) / PAGE);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
  const run = exports['walk'] as (at: number, end: number, from: number, to: number) => void;
  const row = (k: number) => new Float64Array(memory.buffer, growthAt + 8 * months * k, months);
  new Float64Array(memory.buffer, 0, STATE_BYTES / 8).set([1, 1, 1, 1, 0, 0, 1, 1, 1, 1]);
  const size = STATE_BYTES / 8;
  const states = [0, 1].map(
    (s) => new Float64Array(memory.buffer, STATE_BYTES + 8 * s, size * marks.length - s),
  ) as [Float64Array, Float64Array];
  const growth = [row(0), row(1)] as const;
  const wealth = [row(2), row(3)] as const;
  return {
    growth,
    wealth,
    walk: (variances, barrier, out) => {
      let at = growthAt;
      for (let mark = 0; mark < marks.length; mark++) {
        const end = growthAt + 8 * marks[mark]!;
        run(at, end, STATE_BYTES * mark, STATE_BYTES * (mark + 1));
        at = end;
      }
      for (const s of [0, 1] as const)
        noteMarks(states[s], size, 2, wealth[s], variances && variances[s], barrier, marks, out[s]);
    },
  };
}
