import { projection, solveQp } from '../../src/math/qp/solve-qp.ts';
import { assemble } from '../../src/optimiser/assemble.ts';
import type { Limit } from '../../src/optimiser/constraints/constraint.ts';
import { solve, type Solution } from '../../src/optimiser/solve.ts';
import { type FromHeld, limitsOf } from './constraints.ts';
import { FREE, relax, relaxations, type Room } from './relax-constraints.ts';
import type { Relaxation } from './result.ts';
import type { SleeveProgramme } from './objective.ts';

/** What is asked of a programme: how much the sleeves share out, and from what is held, if anything is. */
export interface Question {
  readonly total: number;
  /** The limits that may give way, as the rule book has them. */
  readonly room: Room;
  readonly trade: FromHeld | null;
}

export type Weighed =
  | {
      readonly kind: 'weighed';
      /** By sleeve. */
      readonly weights: Float64Array;
      readonly solution: Solution;
      readonly limits: readonly Limit[];
      readonly room: Room;
      readonly relaxed: readonly Relaxation[];
    }
  /** Limits that never give way and cannot be kept together. */
  | { readonly kind: 'clash'; readonly limits: readonly string[] };

/** The best weights within the limits, which give way in their order where they must. */
export async function weigh(programme: SleeveProgramme, question: Question): Promise<Weighed> {
  const room = relax(question.room, (tried) => isFeasible(programme, question, tried));
  return weighWithin(programme, question, room ?? FREE);
}

/** The best weights in the given room. */
export async function weighWithin(
  programme: SleeveProgramme,
  { total, trade, room: given }: Question,
  room: Room,
): Promise<Weighed> {
  const limits = limitsOf(programme, total, room, trade);
  const solution = await solve(programme.assets, limits, programme.goal);
  if (solution.kind === 'failed') throw new Error(`weights of sleeves: ${solution.message}`);
  if (solution.kind === 'infeasible') return { kind: 'clash', limits: solution.clash };
  return {
    kind: 'weighed',
    weights: solution.weights,
    solution,
    limits,
    room,
    relaxed: relaxations(given, room),
  };
}

function isFeasible(programme: SleeveProgramme, { total, trade }: Question, room: Room): boolean {
  if (trade && trade.elsewhere > room.turnover) return false;
  const limits = limitsOf(programme, total, room, trade);
  const { program } = assemble(programme.assets, limits, programme.goal);
  return solveQp(projection(program)).kind === 'solved';
}
