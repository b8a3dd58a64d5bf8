import { columnsOf, labelNumbers, switchingModule } from '../simd/switching-routine.ts';
import type { FillReturns, SwitchingNormal } from './switching-draws.ts';

const PAGE = 65_536;
/** Beyond as many variables the unrolled code no longer keeps the draws in registers or near them. */
const MOST = 16;

/** A month's shape with its compiled loop and memory: one, since a process simulates one task after the other. */
let last: { readonly key: string; readonly kernel: ReturnType<typeof newKernel> } | null = null;

/**
 * `fillSwitchingReturns` in WebAssembly's vector instructions, with the same bits; null where the platform has none, or for one
 * variable or more than sixteen, where plain code is no slower. It is valid until the next call.
 */
export function simdSwitchingReturns(
  moments: SwitchingNormal,
  labels: number,
  months: number,
): FillReturns | null {
  const { variables: d } = moments;
  if (d < 2 || d > MOST) return null;
  const key = `${d} ${labels} ${months}`;
  if (last?.key !== key) last = { key, kernel: newKernel(d, labels, months) };
  last.kernel?.load(moments);
  return last.kernel?.fill ?? null;
}

function newKernel(d: number, labels: number, months: number) {
  const bytes = switchingModule(d) as Uint8Array<ArrayBuffer>;
  if (!WebAssembly.validate(bytes)) return null;
  const size = labelNumbers(d);
  // An odd number of variables writes one number beyond its last month.
  const places = [labels * size, months * d, months, months * d + 1, Math.ceil(months / 8)];
  const pages = Math.ceil((8 * places.reduce((a, b) => a + b, 0) + 64) / PAGE);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  let end = 0;
  const place = (numbers: number): number => {
    const address = end;
    end += 8 * numbers;
    return address;
  };
  const [tableAt, zAt, scaleAt, outAt, labelAt] = places.map(place) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const numbers = (address: number, length: number) => new Float64Array(memory.buffer, address, length);
  const table = numbers(tableAt, labels * size);
  const z = numbers(zAt, months * d);
  const scale = numbers(scaleAt, months);
  const returns = numbers(outAt, months * d);
  const path = new Uint8Array(memory.buffer, labelAt, months);
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
  const run = instance.exports['returns'] as (...parameters: number[]) => void;

  const load = ({ means, factors }: SwitchingNormal): void => {
    table.fill(0);
    for (let s = 0; s < labels; s++) {
      let at = s * size;
      for (let i = 0; i < d; i++) table[at + i] = means[s * d + i]!;
      at += 2 * Math.ceil(d / 2);
      for (let i = 0; i < d; i += 2)
        for (let j = 0; j < columnsOf(i / 2, d); j++, at += 2)
          for (let k = 0; k < 2 && i + k < d; k++) table[at + k] = factors[(s * d + i + k) * d + j]!;
    }
  };
  const fill: FillReturns = (labelsOf, draws, scales, sign, out) => {
    path.set(labelsOf);
    z.set(draws);
    for (let t = 0; t < months; t++) scale[t] = scales === null ? sign : sign * scales[t]!;
    run(labelAt, labelAt + months, zAt, scaleAt, outAt, tableAt);
    out.set(returns);
  };
  return { load, fill };
}
