import { squaredScale, type StudentScaleLaw } from '../random/student-scales.ts';
import { fillNormals } from '../random/normal-draws.ts';
import { WORD_BLOCK, type WordBuffer } from '../random/word-buffer.ts';
import { labelModule } from '../simd/label-routine.ts';
import { STUDENT_CONSTANTS, studentModule } from '../simd/student-routine.ts';
import { columnsOf, labelNumbers, switchingModule } from '../simd/switching-routine.ts';
import { STATE, wealthModule } from '../simd/wealth-routine.ts';
import { evenWidth, pairMemory } from './pair-memory.ts';
import {
  NEGLIGIBLE,
  type PairShape,
  type PathPair,
  type PathStates,
  type PolicyRule,
  type SwitchingNormal,
} from './path-pair.ts';

/** Beyond as many variables the unrolled code no longer keeps them in registers or near them. */
const MOST = 16;

type Pair = PathPair & {
  /** Sets what may differ between chunks of the same shape. */
  load(moments: SwitchingNormal | null, policies: readonly PolicyRule[]): void;
};

/** A shape with its compiled code and memory: one, since a thread simulates one task after the other. */
let last: { readonly key: string; readonly pair: Pair | null } | null = null;

/**
 * A pair of paths in WebAssembly's vector instructions, to the same bits as in plain code; null where the platform has none, or for
 * more than sixteen variables. It is valid until the next call.
 */
export function simdPathPair(
  shape: PairShape,
  moments: SwitchingNormal | null,
  policies: readonly PolicyRule[],
): PathPair | null {
  if (shape.variables > MOST) return null;
  const key = JSON.stringify([
    { ...shape, marks: [...shape.marks] },
    policies.map(({ rule, variances }) => [rule, variances !== null]),
  ]);
  if (last?.key !== key) last = { key, pair: newPair(shape, policies) };
  last.pair?.load(moments, policies);
  return last.pair;
}

function newPair(shape: PairShape, rules: readonly PolicyRule[]): Pair | null {
  const { months, labels, variables: d, mirrored } = shape;
  const marks = [...shape.marks];
  const wide = evenWidth(d);
  const size = labelNumbers(d);
  const switching = switchingModule(d);
  if (!WebAssembly.validate(switching as Uint8Array<ArrayBuffer>)) return null;
  const { at, buffer, routines } = pairMemory(shape, rules.length);
  const numbers = (address: number, length: number) => new Float64Array(buffer, address, length);
  const bytesOf = (address: number, length: number) => new Uint8Array(buffer, address, length);

  numbers(at.one, 1)[0] = 1;
  numbers(at.barrier, 1)[0] = shape.barrier;
  const scales = [numbers(at.scales[0], months), numbers(at.scales[1], months)] as const;
  const limitsOf = new Int32Array(buffer, at.limits, labels * (labels - 1));
  const changes = new Int32Array(buffer, at.changes, marks.length * labels * labels);
  const paths = [bytesOf(at.labels[0], months), bytesOf(at.labels[1], months)] as const;
  const drawLabels = routines(labelModule(labels, at.limits, at.labels[1] - at.labels[0], mirrored))[
    'labels'
  ]!;
  const draw = routines(switching);
  const scale = routines(studentModule(at.student, at.state))['scales']!;
  const reached = new Int32Array(buffer, at.state, 2);
  const words = {
    labels: new Uint32Array(buffer, at.labelWords, WORD_BLOCK),
    returns: new Uint32Array(buffer, at.returnWords, WORD_BLOCK),
  };

  let loaded: StudentScaleLaw | null = null;
  const constants = numbers(at.student, STUDENT_CONSTANTS.length);
  const fillScales = (side: 0 | 1, law: StudentScaleLaw, source: WordBuffer): void => {
    const [out, address] = [scales[side], at.scales[side]];
    fillNormals(source, out, months);
    if (law !== loaded) {
      const known = { ...law, one: 1, zero: 0, unit: 2 ** -32, offset: 0.5 };
      for (const [k, name] of STUDENT_CONSTANTS.entries()) constants[k] = known[name];
      loaded = law;
    }
    // The last place at which two scales begin is before it.
    const end = address + 8 * (months - 1);
    for (let t = 0; ; t++) {
      // An odd word at the end of the block cannot be read as one of two.
      const lastWord = at.returnWords + 4 * (WORD_BLOCK - 1);
      scale(address + 8 * t, end, at.returnWords + 4 * source.at, lastWord);
      // Where the routine stopped, one scale in plain code; a start past its end is left as it is.
      t = (reached[0]! - address) / 8;
      source.at = (reached[1]! - at.returnWords) / 4;
      if (t >= months) return;
      out[t] = Math.sqrt(squaredScale(law, out[t]!, source));
    }
  };

  const policies = rules.map(({ rule, variances }, p) => {
    const places = at.policies[p]!;
    const row = 16 * shape.pairs;
    const ends = new Int32Array(buffer, places.ends, 2 * marks.length);
    const nearBefore = new Int32Array(2 * marks.length);
    const walk = routines(
      wealthModule(d, labels, marks, rule, {
        ...places,
        near: variances && { ...places, barrier: at.barrier, scales: at.scales },
        one: at.one,
        labels: at.labels,
        returns: at.returns,
        row,
      }),
    )['walk']!;
    const states = marks.map((_, h): PathStates => {
      const of = (name: (typeof STATE)[number]): Float64Array =>
        numbers(places.states + (STATE.length * h + STATE.indexOf(name)) * row, 2 * shape.pairs);
      return {
        wealth: of('wealth'),
        trough: of('trough'),
        underWater: of('underWater'),
        lowest: of('lowest'),
      };
    });
    return {
      keep: numbers(places.keep, (labels + 1) * labels),
      weights: numbers(places.weights, labels * wide),
      variances: numbers(places.variances, labels),
      walk(k: number): void {
        walk(16 * k);
        if (variances === null) return;
        for (let i = 0; i < nearBefore.length; i++)
          nearBefore[i] = (ends[i]! - places.months[(i & 1) as 0 | 1]) >> 1;
      },
      near: [
        new Uint16Array(buffer, places.months[0], months),
        new Uint16Array(buffer, places.months[1], months),
      ] as const,
      nearBefore,
      wealth: numbers(places.wealth, 2 * months),
      states,
      holdings: rule.kind === 'hold' ? marks.map((_, h) => numbers(places.holdings + 8 * h * wide, d)) : [],
    };
  });

  return {
    words,
    labels: paths,
    changes,
    draws: numbers(at.draws, months * d),
    scales,
    returns: [numbers(at.returns[0], months * d), numbers(at.returns[1], months * d)],
    policies,
    fillLabels(limits, start, source) {
      if (limits !== limitsOf) limitsOf.set(limits);
      changes.fill(0);
      paths[0][0] = start;
      paths[1][0] = start;
      const perMonth = mirrored ? 1 : 2;
      let t = 1;
      for (let h = 0; h < marks.length; h++) {
        while (t < marks[h]!) {
          if (source.at === WORD_BLOCK) source.at = source.refill();
          const count = Math.min(marks[h]! - t, (WORD_BLOCK - source.at) / perMonth);
          const from = at.labelWords + 4 * source.at;
          source.at += count * perMonth;
          drawLabels(
            from,
            at.labelWords + 4 * source.at,
            at.labels[0] + t,
            at.changes + 4 * h * labels * labels,
          );
          t += count;
        }
      }
    },
    fillScales,
    fillReturns(side) {
      const path = at.labels[side];
      const fill = mirrored && side === 1 ? draw['minus']! : draw['plus']!;
      fill(path, path + months, at.draws, at.scales[side], at.returns[side], at.table);
    },
    load(moments, given) {
      if (moments) loadTable(numbers(at.table, labels * size), moments, labels, d);
      for (const scale of scales) scale.fill(1);
      for (const [p, { rule, weights, cost, variances }] of given.entries()) {
        const policy = policies[p]!;
        for (const [s, variance] of (variances ?? []).entries())
          policy.variances[s] = (NEGLIGIBLE / 2) * variance;
        policy.keep.fill(1);
        for (let k = 0; k < cost.length; k++) policy.keep[k] = 1 - cost[k]!;
        policy.weights.fill(0);
        if (rule.kind !== 'column')
          for (let k = 0; k < weights.length; k++)
            policy.weights[Math.floor(k / d) * wide + (k % d)] = weights[k]!;
      }
    },
  };
}

/** Means in pairs, then the columns of each pair of rows of the factor: see `switchingModule`. */
function loadTable(
  table: Float64Array,
  { means, factors }: SwitchingNormal,
  labels: number,
  d: number,
): void {
  const size = labelNumbers(d);
  table.fill(0);
  for (let s = 0; s < labels; s++) {
    let at = s * size;
    for (let i = 0; i < d; i++) table[at + i] = means[s * d + i]!;
    at += 2 * Math.ceil(d / 2);
    for (let i = 0; i < d; i += 2)
      for (let j = 0; j < columnsOf(i / 2, d); j++, at += 2)
        for (let k = 0; k < 2 && i + k < d; k++) table[at + k] = factors[(s * d + i + k) * d + j]!;
  }
}
