import type { ScenarioSide, Assumption, WhatIf } from '../../../whatif/what-if.ts';
import { LEVELS, type LevelKey } from '../../../../signals/levels.ts';
import { MINUS } from '../../../format/numbers.ts';
import { type AllocationModel, allocationModel } from '../allocation/allocation-model.ts';
import { type CallModel, callModel } from '../regime/call-model.ts';
import { type ImplementationModel, implementationModel } from '../orders/implementation-model.ts';

export interface ScenarioSideModel extends ImplementationModel {
  readonly call: CallModel;
  readonly allocation: AllocationModel;
}

/** An assumption in display form: a level with its unit, a forced regime, or a rule with its old and new value. */
export type AssumptionModel =
  | {
      readonly kind: 'level';
      readonly name: string;
      readonly unit: string;
      readonly decimals: number;
      readonly from: number | null;
      readonly to: number;
      readonly how: 'set' | 'carried';
    }
  | { readonly kind: 'regime'; readonly regime: string }
  | { readonly kind: 'rule'; readonly path: string; readonly from: string; readonly to: string };

export interface WhatIfModel {
  readonly assumptions: readonly AssumptionModel[];
  readonly before: ScenarioSideModel;
  readonly after: ScenarioSideModel;
}

export const whatIfModel = ({ set, before, after }: WhatIf): WhatIfModel => ({
  assumptions: set.map(assumptionModel),
  before: scenarioSideModel(before),
  after: scenarioSideModel(after),
});

export const scenarioSideModel = (side: ScenarioSide): ScenarioSideModel => ({
  call: callModel(side, side.signals),
  allocation: allocationModel(side.allocation),
  ...implementationModel(side),
});

function assumptionModel(s: Assumption): AssumptionModel {
  switch (s.kind) {
    case 'level': {
      const known = s.key in LEVELS ? LEVELS[s.key as LevelKey] : null;
      const { unit, from, to, how } = s;
      return {
        kind: 'level',
        name: known?.title ?? s.key,
        unit,
        decimals: known?.decimals ?? 2,
        from,
        to,
        how,
      };
    }
    case 'regime':
      return s;
    case 'rule':
      return {
        kind: 'rule',
        path: s.path,
        from: settingText(s.from),
        to: settingText(s.to),
      };
  }
}

/** Prints a rule-book parameter as JSON, with a true minus sign; `not set` if undefined. */
export const settingText = (value: unknown): string =>
  typeof value === 'number' ? String(value).replace('-', MINUS) : (JSON.stringify(value) ?? 'not set');
