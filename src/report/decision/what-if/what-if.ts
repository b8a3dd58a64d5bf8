import type { Side, Supposition, WhatIf } from '../../../whatif/what-if.ts';
import { LEVELS, type LevelKey } from '../../../../signals/levels.ts';
import { settingText } from './settings.ts';
import { type AllocationModel, allocationModel } from '../allocation/allocation.ts';
import { type CallModel, callModel } from '../regime/call.ts';
import { type CarriedOutModel, carriedOutModel } from '../orders/implementation.ts';

export interface SideModel extends CarriedOutModel {
  readonly call: CallModel;
  readonly allocation: AllocationModel;
}

/** Something supposed, in print: a level with its unit, a forced label, or a rule with its old and new value. */
export type SuppositionModel =
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
  readonly suppositions: readonly SuppositionModel[];
  readonly before: SideModel;
  readonly after: SideModel;
}

export const whatIfModel = ({ set, before, after }: WhatIf): WhatIfModel => ({
  suppositions: set.map(suppositionModel),
  before: sideModel(before),
  after: sideModel(after),
});

export const sideModel = (side: Side): SideModel => ({
  call: callModel(side, side.signals),
  allocation: allocationModel(side.allocation),
  ...carriedOutModel(side),
});

function suppositionModel(s: Supposition): SuppositionModel {
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
