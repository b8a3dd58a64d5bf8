import type { Problem } from '../../src/market/problem.ts';
import { percent } from '../../src/format/words.ts';
import type { ModelTarget } from './target.ts';
import type { Relaxable, Relaxation } from './result.ts';

/** What a committee must know of sleeves of shares. */
export const modelProblems = ({ measured, lines }: ModelTarget): Problem[] =>
  measured.flatMap((m): Problem[] => {
    if (m.kind === 'unmeasured') {
      const { bouquet } = lines.find((line) => line.id === m.id)!;
      const share =
        bouquet > 0 ? ` Its ${percent(bouquet)} of the portfolio is shared out among the others.` : '';
      return [
        {
          severity: bouquet > 0 ? 'warning' : 'note',
          code: 'no-instrument',
          about: m.id,
          message: `${m.why} The sleeve is not held.${share}`,
          remedy: 'Import the prices and accounts that its definition asks for; see `trrm sleeves show`.',
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
        message: `INEC-1 does not cover ${outside} of its ${m.holdings.length} shares, ${percent(1 - m.coverage)} of its weight; the rest stands for them where risk is measured.`,
        remedy: 'Nothing to do where shares are suspended; else import their prices and shares outstanding.',
      },
    ];
  });

const NAMES: Readonly<Record<Relaxable, string>> = {
  turnover: 'The turnover limit',
  industry: 'The limit on industries',
  beta: 'The band of the exposure to BETA',
};
const REMEDIES: Readonly<Record<Relaxable, string>> = {
  turnover: 'Accept the larger trade, or widen `allocations.bands`.',
  industry: 'Accept it, raise `allocations.model.industryLimit`, or widen `allocations.bands`.',
  beta: 'Accept it, widen `allocations.model.betaBand`, or widen `allocations.bands`.',
};

/** Limits that gave way, each told. */
export const relaxedTold = (relaxed: readonly Relaxation[]): Problem[] =>
  relaxed.map(({ limit, from, to }) => ({
    severity: 'warning',
    code: 'limit-relaxed',
    about: limit,
    message:
      limit === 'beta'
        ? `${NAMES[limit]} could not be kept; it was widened by ${to}, no more than needed.`
        : `${NAMES[limit]} of ${percent(from)} could not be kept; it was raised to ${percent(to)}, no more than needed.`,
    remedy: REMEDIES[limit],
  }));

export const costUnknown = (why: string): Problem => ({
  severity: 'warning',
  code: 'cost-unknown',
  about: 'trading',
  message: `Weights were found as if trading were free, since what it costs is not known: ${why}`,
  remedy: 'Read the turnover with that in mind.',
});
