import type { ScenarioId } from '../../whatif/scenario-query.ts';
import type { ScenarioResult } from '../../whatif/scenario-results.ts';
import type { RegimeRules } from '../../../regimes/model/rules.ts';
import type { WhatIf } from '../../whatif/what-if.ts';
import { type OrderDifferences, orderDifferences } from '../what-if/order-differences.ts';
import { lossText, pricesOf, type ScenarioSideModel, scenarioSideModel } from '../what-if/page-model.ts';

/** One scenario as a column beside the others. */
export interface ScenarioColumn {
  readonly id: ScenarioId;
  /** Its name, or `Scenario A`. */
  readonly title: string;
  readonly whatIf: WhatIf;
  readonly side: ScenarioSideModel;
  readonly orders: OrderDifferences;
  /** At which prices its figures are, where the Nifty is moved. */
  readonly prices: string | null;
  readonly loss: string | null;
}

/** The month as it is, with its scenarios. */
export interface ScenarioColumns {
  readonly asOf: string;
  readonly simulated: boolean;
  readonly actual: ScenarioSideModel;
  readonly columns: readonly ScenarioColumn[];
}

/** `Scenario A` where a scenario has no name. */
const columnTitle = (id: ScenarioId, name: string): string =>
  name.trim() === '' ? `Scenario ${id.toUpperCase()}` : name.trim();

export function scenarioColumn({ scenario, book, whatIf }: ScenarioResult): ScenarioColumn {
  const { before, after, set, loss } = whatIf;
  return {
    id: scenario.id,
    title: columnTitle(scenario.id, scenario.name),
    whatIf,
    side: scenarioSideModel(after, book.regimes),
    orders: orderDifferences(before.execution, after.execution),
    prices: pricesOf({ set, loss }),
    loss: loss && lossText(loss),
  };
}

/** The month as it is, as a column. */
export const actualColumn = (before: WhatIf['before'], rules: RegimeRules): ScenarioSideModel =>
  scenarioSideModel(before, rules);
