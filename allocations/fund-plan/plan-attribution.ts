import { linkedEffects } from '../../src/math/performance/linked-effects.ts';
import { ASSET_CLASSES, type AssetClass, type ClassWeights } from '../profile/asset-classes.ts';

/** A fund, or cash, in the attribution: its weight and its returns by month. */
export interface AttributedFund {
  readonly class: AssetClass;
  /** A fraction of the portfolio, held in every month. */
  readonly weight: number;
  readonly returns: readonly number[];
  /** Returns of the index of its category. */
  readonly category: readonly number[];
}

/** The months that are explained. All returns are fractions a month. */
export interface AttributionInput {
  readonly centre: ClassWeights;
  /** The index of each asset class. */
  readonly classes: Readonly<Record<AssetClass, readonly number[]>>;
  /** What the portfolio is compared with: Treasury bills. */
  readonly benchmark: readonly number[];
  readonly funds: readonly AttributedFund[];
  /** Costs by month, fractions of the portfolio, 0 or above. */
  readonly costs?: readonly number[];
}

/** Effects of one month; they sum to the portfolio's return less the benchmark's. */
export interface AttributionEffects {
  /** Holding the profile's centre in the classes' indices, instead of the benchmark. */
  readonly strategic: number;
  /** Weights of classes other than the centre. */
  readonly tactical: number;
  /** Categories other than the class’s index. */
  readonly category: number;
  /** Funds other than the index of their category. */
  readonly selection: number;
  /** 0 or below. */
  readonly costs: number;
}

/** Linked over the months: the effects sum to the difference of the compound returns. */
export interface PlanAttribution extends AttributionEffects {
  readonly portfolio: number;
  readonly benchmark: number;
  readonly months: number;
}

/** The return of a month, and its effects. */
export function monthlyEffects(
  { centre, classes, benchmark, funds, costs = [] }: AttributionInput,
  t: number,
): AttributionEffects & { readonly portfolio: number; readonly policy: number } {
  const policy = ASSET_CLASSES.reduce((sum, id) => sum + centre[id] * classes[id][t]!, 0);
  let [tactical, category, selection] = [0, 0, 0];
  for (const id of ASSET_CLASSES) {
    const own = funds.filter((fund) => fund.class === id);
    const held = own.reduce((sum, fund) => sum + fund.weight, 0);
    tactical += (held - centre[id]) * (classes[id][t]! - policy);
    for (const fund of own) {
      category += fund.weight * (fund.category[t]! - classes[id][t]!);
      selection += fund.weight * (fund.returns[t]! - fund.category[t]!);
    }
  }
  const cost = costs[t] ?? 0;
  return {
    strategic: policy - benchmark[t]!,
    tactical,
    category,
    selection,
    costs: cost === 0 ? 0 : -cost,
    policy,
    portfolio: policy + tactical + category + selection - cost,
  };
}

/**
 * Explains a portfolio's return against Treasury bills: strategic, tactical, category, selection and costs, month by month and
 * linked (Cariño 1999). Weights of funds sum to 1, cash included.
 */
export function attributePlan(input: AttributionInput): PlanAttribution {
  const months = input.benchmark.map((_, t) => monthlyEffects(input, t));
  const own = months.map(({ portfolio }) => portfolio);
  const [strategic, tactical, category, selection, costs] = linkedEffects(
    own,
    input.benchmark,
    months.map((m) => [m.strategic, m.tactical, m.category, m.selection, m.costs]),
  ) as [number, number, number, number, number];
  const compound = (returns: readonly number[]): number => returns.reduce((g, r) => g * (1 + r), 1) - 1;
  return {
    strategic,
    tactical,
    category,
    selection,
    costs,
    portfolio: compound(own),
    benchmark: compound(input.benchmark),
    months: months.length,
  };
}
