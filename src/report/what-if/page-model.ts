import type { OpeningSource } from '../../../allocations/allocation.ts';
import type { RegimeRules } from '../../../regimes/model/rules.ts';
import type { Problem } from '../../market/problem.ts';
import type { Assumption, ScenarioSide, WhatIf } from '../../whatif/what-if.ts';
import { type AllocationModel, allocationModel } from '../decision/allocation/allocation-model.ts';
import { type ImplementationModel, implementationModel } from '../decision/orders/implementation-model.ts';
import { type CallModel, callModel } from '../decision/regime/call-model.ts';
import { NO_BREAK, percent, signedPercent } from '../../format/numbers.ts';
import { rupeesInWords } from '../../format/rupees.ts';
import type { ScenarioLoss } from '../../whatif/stress/scenario-loss.ts';
import { AT_MOVED_PRICES, AT_TODAYS_PRICES } from './titles.ts';
import { type OrderDifferences, orderDifferences } from './order-differences.ts';

export interface ScenarioSideModel extends ImplementationModel {
  readonly call: CallModel;
  readonly allocation: AllocationModel;
}

/** A problem of the side as assumed. */
export interface AssumedProblem {
  readonly problem: Problem;
  /** Whether it is one of the side as it is, too. */
  readonly also: boolean;
}

/** Marks a problem that both sides have. */
export const ALSO = '(Also as it is.)';

/** A what-if as it is printed, on the page and in the terminal alike. */
export interface WhatIfModel {
  readonly asOf: string;
  readonly simulated: boolean;
  /** What the user set. */
  readonly assumptions: readonly Assumption[];
  /** Where the holdings come from, which are the same on both sides. */
  readonly openingSource: OpeningSource;
  /** At which prices the figures are, where the Nifty is moved; null where it is not. */
  readonly prices: string | null;
  /** What is held loses so much, in words; null where prices do not move. */
  readonly loss: string | null;
  /** Limits of the comparison itself. */
  readonly limits: readonly Problem[];
  readonly before: ScenarioSideModel;
  readonly after: ScenarioSideModel;
  readonly orders: OrderDifferences;
  readonly problems: readonly AssumedProblem[];
}

/** @param rules the regime rules of either side. */
export const whatIfModel = (
  { asOf, simulated, set, before, after, loss, problems }: WhatIf,
  rules: { readonly before: RegimeRules; readonly after: RegimeRules },
): WhatIfModel => ({
  asOf,
  simulated,
  assumptions: set,
  openingSource: before.allocation.openingSource,
  prices: pricesOf({ set, loss }),
  loss: loss && lossText(loss),
  limits: problems,
  before: scenarioSideModel(before, rules.before),
  after: scenarioSideModel(after, rules.after),
  orders: orderDifferences(before.execution, after.execution),
  problems: assumedProblems(before, after),
});

export const scenarioSideModel = (side: ScenarioSide, rules: RegimeRules): ScenarioSideModel => ({
  call: callModel(side, side.signals, rules.voteThreshold),
  allocation: allocationModel(side.allocation),
  ...implementationModel(side),
});

const SEVERITIES: readonly Problem['severity'][] = ['error', 'warning', 'note'];

/** The problems of the side as assumed, most severe first. */
function assumedProblems(before: ScenarioSide, after: ScenarioSide): AssumedProblem[] {
  const keyOf = (p: Problem) => JSON.stringify([p.code, p.about, p.message]);
  const actual = new Set(problemsOf(before).map(keyOf));
  const all = problemsOf(after).map((problem) => ({ problem, also: actual.has(keyOf(problem)) }));
  return SEVERITIES.flatMap((severity) => all.filter(({ problem }) => problem.severity === severity));
}

const problemsOf = ({ problems, allocation, execution }: ScenarioSide): Problem[] => [
  ...problems,
  ...allocation.problems,
  ...(execution.kind === 'planned' ? execution.plan.problems : []),
];

/** At which prices the figures of a comparison are; null where no price moves. */
export function pricesOf({ set, loss }: Pick<WhatIf, 'set' | 'loss'>): string | null {
  if (loss !== null) return AT_MOVED_PRICES;
  return set.some((a) => a.kind === 'level' && a.key === 'nifty') ? AT_TODAYS_PRICES : null;
}

/** `−18.2 %, −₹ 18.20 lakh, ± 4.1 % (two standard deviations)`: of what the move leaves open over a month. */
export function lossText({ return: total, amount, band }: ScenarioLoss): string {
  const parts = [
    signedPercent(100 * total),
    ...(amount === null ? [] : [rupeesInWords(amount)]),
    ...(band === null ? [] : [`±${NO_BREAK}${percent(100 * band)} (two standard deviations)`]),
  ];
  return parts.join(', ');
}

/** Row of what the holdings lose. */
export const LOSS_OF_HOLDINGS = 'Return of what is held, before trades and hedge';

/** From which holdings the two sides start. */
export const startText = ({ loss }: Pick<WhatIfModel, 'loss'>): string =>
  loss === null
    ? 'Both sides start from it.'
    : 'Both sides start from it, as assumed after its prices have moved.';
