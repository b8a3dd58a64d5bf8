import { type Relaxable, RELAXABLE } from '../../../../allocations/risk-model/result.ts';
import type { Stability } from '../../../decision/stability.ts';
import { counted, fractionAsPercent } from '../../../format/numbers.ts';
import { listed } from '../../../format/words.ts';

/** A figure of stability in words. */
export interface StabilityFigure {
  readonly name: string;
  readonly value: string;
}

const LIMITS: Readonly<Record<Relaxable, string>> = {
  turnover: 'turnover',
  industry: 'industries',
  beta: 'BETA',
};

/** The figures that show how steady a year of decisions was, for a terminal and the pack. */
export function stabilityFigures(stability: Stability): StabilityFigure[] {
  const { sleeveMonths, atBandEdge, reversals, modelMonths, relaxed } = stability;
  const limits = RELAXABLE.filter((limit) => relaxed[limit] > 0);
  return [
    {
      name: 'At the end of a band',
      value:
        sleeveMonths === 0
          ? 'no sleeve was held'
          : `${fractionAsPercent(atBandEdge / sleeveMonths, 1)} of ${counted(sleeveMonths, 'sleeve-month')}`,
    },
    {
      name: 'Traded back in the next month',
      value:
        reversals.pairs === 0
          ? 'no two successive months without a change of label'
          : `${reversals.traded === 0 ? 'nothing was traded' : `${fractionAsPercent(reversals.reversed / reversals.traded, 1)} of the weight traded`} (${counted(reversals.pairs, 'pair')} of months without a change of label)`,
    },
    {
      name: 'Soft limits relaxed',
      value:
        modelMonths === 0
          ? 'none to relax (no month was weighted by the risk model)'
          : limits.length === 0
            ? `in none of ${counted(modelMonths, 'month')}`
            : `${listed(limits.map((limit) => `${LIMITS[limit]} in ${relaxed[limit]}`))} of ${counted(modelMonths, 'month')}`,
    },
  ];
}
