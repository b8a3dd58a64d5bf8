import { logScale } from '../../math/performance/linked-effects.ts';
import { userError } from '../../market/problem.ts';

/**
 * The rungs of the ladder: notional funds from the benchmark to the record, each of which differs from the one before by one
 * kind of decision. A run without a decision of some kind (no tilt, no hedge, no tax) leaves its rung out.
 */
export const RUNGS = [
  { id: 'benchmark', title: 'Benchmark', effect: null },
  { id: 'policy', title: '95 % benchmark with the neutral strategic part', effect: 'strategic' },
  { id: 'neutral', title: 'Neutral bouquet instead of the benchmark', effect: 'sleeves' },
  { id: 'regime', title: 'Bouquet and strategic part of the label in force', effect: 'tactical' },
  { id: 'target', title: 'Target of the decision', effect: 'tilt' },
  { id: 'held', title: 'Portfolio as held', effect: 'implementation' },
  { id: 'hedged', title: 'With the hedge', effect: 'hedge' },
  { id: 'after-costs', title: 'After trading costs', effect: 'costs' },
  { id: 'after-expenses', title: 'After expenses and fees', effect: 'expenses' },
  { id: 'record', title: 'After tax', effect: 'tax' },
] as const;

/** A notional fund between the benchmark and the record. */
export type RungId = (typeof RUNGS)[number]['id'];
/** The kind of decision whose effect a rung shows. */
export type EffectId = NonNullable<(typeof RUNGS)[number]['effect']>;

/** How each effect is explained where people read it. */
export const EFFECT_TITLES: Readonly<Record<EffectId, string>> = {
  strategic: 'Strategic part against the benchmark',
  sleeves: 'Factor sleeves against the parent index',
  tactical: 'Regime rotation',
  tilt: 'Risk-model tilt',
  implementation: 'Implementation: trades not worth their cost, limits, drift',
  hedge: 'Hedge',
  costs: 'Trading costs',
  expenses: 'Expenses and fees',
  tax: 'Tax',
};

/** The simple returns of the notional funds over one period, from one fill to the next, in the order of the ladder's rungs. */
export interface LadderPeriod {
  readonly from: string;
  readonly to: string;
  readonly funds: readonly number[];
}

/**
 * The returns of the notional funds between the benchmark and the record, from which the effect of each kind of decision
 * follows.
 */
export interface Ladder {
  /** In the order of `RUNGS`, the benchmark first. */
  readonly rungs: readonly RungId[];
  readonly periods: readonly LadderPeriod[];
}

/** What each step of the ladder added. One entry per effect: per rung but the first. */
export interface LadderEffects {
  readonly effects: readonly EffectId[];
  /** ln((1 + Fⱼ)/(1 + Fⱼ₋₁)) of each period: they add up over effects, periods and any sub-period. */
  readonly byPeriod: readonly {
    readonly from: string;
    readonly to: string;
    readonly log: readonly number[];
  }[];
  /** Sums over the periods. */
  readonly log: readonly number[];
  /** The same in terms of the compound return: they add up to the record's minus the benchmark's. */
  readonly arithmetic: readonly number[];
  /** Compound returns of benchmark and record over all periods. */
  readonly benchmark: number;
  readonly record: number;
  /** Σ arithmetic − (record − benchmark): rounding only. */
  readonly residual: number;
}

/**
 * Attributes the difference between a record and its benchmark to the decisions between them: a ladder of notional funds with
 * logarithmic effects. It is Cariño's method rung by rung, except that an effect of a past month never changes when a month
 * is added (our choice: a signed record needs that).
 *
 * @param ladder returns of the notional funds, simple, as fractions.
 * @returns effects as logarithms by period and in total, and as parts of the difference of compound returns.
 * @throws UserError naming the month in which a fund lost everything, of which there is no logarithm.
 * @example
 * import { ladderEffects } from 'trrm/backtest';
 *
 * const periods = [{ from: '2024-01-01', to: '2024-02-01', funds: [0.02, 0.018, 0.025] }];
 * console.log(ladderEffects({ rungs: ['benchmark', 'policy', 'neutral'], periods }).arithmetic);
 */
export function ladderEffects({ rungs, periods }: Ladder): LadderEffects {
  const effects = effectsOf(rungs);
  const byPeriod = periods.map(({ from, to, funds }) => {
    const lost = funds.findIndex((f) => !(f > -1));
    if (lost >= 0)
      throw userError(
        'total-loss',
        `${from} to ${to}`,
        `The fund “${titleOf(rungs[lost]!)}” returned ${funds[lost]}, so its effect has no logarithm.`,
        'Attribute the periods before it.',
      );
    return { from, to, log: effects.map((_, j) => Math.log1p(funds[j + 1]!) - Math.log1p(funds[j]!)) };
  });
  const log = effects.map((_, j) => byPeriod.reduce((sum, p) => sum + p.log[j]!, 0));
  const compound = (j: number): number =>
    Math.expm1(periods.reduce((sum, { funds }) => sum + Math.log1p(funds[j]!), 0));
  const [benchmark, record] = [compound(0), compound(rungs.length - 1)];
  const scale = logScale(record, benchmark);
  const arithmetic = log.map((effect) => effect / scale);
  return {
    effects,
    byPeriod,
    log,
    arithmetic,
    benchmark,
    record,
    residual: arithmetic.reduce((sum, a) => sum + a, 0) - (record - benchmark),
  };
}

const titleOf = (rung: RungId): string => RUNGS.find(({ id }) => id === rung)!.title;

/** The effects between the given rungs; an effect is named for the rung it leads to. */
export function effectsOf(rungs: readonly RungId[]): EffectId[] {
  return rungs.slice(1).map((rung) => {
    const { effect } = RUNGS.find(({ id }) => id === rung)!;
    if (effect === null) throw new RangeError('the benchmark is the lowest rung of a ladder');
    return effect;
  });
}
