import type { Problem } from '../../src/market/problem.ts';
import { plainPercent } from '../../src/format/words.ts';
import type { ModelTarget } from './target.ts';
import type { Relaxable, Relaxation } from './result.ts';

/** Warnings on sleeves that cannot be held, and notes on partial coverage by the risk model. */
export const sleeveWarnings = ({ measured, lines }: ModelTarget): Problem[] =>
  measured.flatMap((m): Problem[] => {
    if (m.kind === 'unmeasured') {
      const { bouquet } = lines.find((line) => line.id === m.id)!;
      const redistributed =
        bouquet > 0
          ? ` Its ${plainPercent(bouquet)} of the portfolio is redistributed to the other sleeves.`
          : '';
      return [
        {
          severity: bouquet > 0 ? 'warning' : 'note',
          code: 'no-instrument',
          about: m.id,
          message: `${m.reason} The sleeve is not held.${redistributed}`,
          remedy: `Leave its weight redistributed, or import prices, shares outstanding and accounts of the companies that its rules select from (trrm sleeves show ${m.id} lists the rules; trrm demo --stocks 800 simulates enough of them for every sleeve).`,
        },
      ];
    }
    const outside = m.holdings.length - m.covered.length;
    if (outside === 0) return [];
    return [
      {
        severity: 'note',
        code: 'partly-covered',
        about: m.id,
        message: `INEC-1 does not cover ${outside} of its ${m.holdings.length} stocks (${plainPercent(1 - m.coverage)} of its weight); their risk is proxied by the rest of the sleeve.`,
        remedy:
          'No action needed for suspended stocks; otherwise import their prices and shares outstanding.',
      },
    ];
  });

/** Soft limits at the beginning of a sentence. */
export const SOFT_LIMIT_NAMES: Readonly<Record<Relaxable, string>> = {
  turnover: 'The turnover limit',
  industry: 'The industry limit',
  beta: 'The BETA exposure band',
};
const REMEDIES: Readonly<Record<Relaxable, string>> = {
  turnover: 'Accept the higher turnover, or widen allocations.bands in the rule book.',
  industry:
    'Accept it, raise allocations.model.softLimits.industryLimit, or widen allocations.bands in the rule book.',
  beta: 'Accept it, widen allocations.model.softLimits.betaBand, or widen allocations.bands in the rule book.',
};

/** One warning for each relaxed constraint. */
export const relaxationWarnings = (relaxed: readonly Relaxation[]): Problem[] =>
  relaxed.map(({ constraint: limit, from, to }) => ({
    severity: 'warning',
    code: 'constraint-relaxed',
    about: limit,
    message:
      limit === 'beta'
        ? `${SOFT_LIMIT_NAMES[limit]} is infeasible this month; it was widened by ${to}, the smallest feasible amount.`
        : `${SOFT_LIMIT_NAMES[limit]} of ${plainPercent(from)} is infeasible this month; it was raised to ${plainPercent(to)}, the smallest feasible value.`,
    remedy: REMEDIES[limit],
  }));

export const unknownCostWarning = (reason: string): Problem => ({
  severity: 'warning',
  code: 'cost-unknown',
  about: 'trading',
  message: `Trading costs are not known, so the weights were optimised without them: ${reason}`,
  remedy: 'Turnover may be higher than costs would justify.',
});
