import type { Factor } from '../../../risk/factors.ts';
import type { FactorShock, Plausibility, ReverseStress } from '../../../whatif/stress/factor-shock.ts';
import type { StressTest } from '../../../whatif/stress/stress-test.ts';
import { fractionAsPercent, grouped, signedPercent } from '../../../format/numbers.ts';
import { FACTOR_NAMES } from '../../page/factor-names.ts';
import { html, type Markup } from '../../page/markup.ts';
import type { Opens } from '../../page/opens.ts';
import { table } from '../../page/table.ts';
import { terms } from '../../page/terms.ts';
import { missingBox } from '../part.ts';

/** A fall of the market factor, and the most plausible month that loses a tenth. */
export const factorStressSection = ({ shock, reverse }: StressTest, opens: Opens): Markup =>
  html`<section id="factor-stress">
    <h2>Factor shock and reverse stress</h2>
    ${
      shock && reverse
        ? bothStresses(shock, reverse, opens)
        : missingBox({
            what: 'Without the risk model of stocks, factors can be neither shocked nor searched for a loss.',
            remedy: 'Import bhavcopies (trrm import), and record a decision with trrm run.',
          })
    }
  </section>`;

const change = (x: number): string => signedPercent(100 * x, 1);

const bothStresses = (shock: FactorShock, reverse: ReverseStress, opens: Opens): Markup =>
  html`${terms([
      ...(shock.portfolio
        ? ([
            [
              `Market ${change(shock.moves['MARKET']!)} in a month`,
              html`portfolio
              ${opens('/parts/stress/shock/portfolio/carried', change(shock.portfolio.carried))} with the
              other factors where they are expected then, ${change(shock.portfolio.notCarried)} without; two
              standard deviations left open ± ${fractionAsPercent(2 * shock.portfolio.deviation, 1)}.
              ${onceText(shock.plausibility)}`,
            ],
          ] as const)
        : []),
      [
        `Portfolio ${change(reverse.return)} in a month`,
        `most plausibly by the moves below. ${onceText(reverse.plausibility)}`,
      ],
    ])}
    ${table<string>({
      label: 'Moves of the factors in the shock and in the reverse stress',
      rows: largest(shock, reverse),
      columns: [
        { head: 'Factor', cell: (f) => FACTOR_NAMES[f as Factor] },
        { head: 'In the shock', kind: 'number', cell: (f) => change(shock.moves[f]!) },
        { head: 'In the reverse stress', kind: 'number', cell: (f) => change(reverse.moves[f]!) },
      ],
    })}
    <p class="quiet">
      By INEC-1’s covariance for a month; the largest moves of ${Object.keys(shock.moves).length} factors. How
      often: if returns were normal, which they are not in a crisis.
    </p>`;

const onceText = ({ oncePer, isExtrapolation }: Plausibility): string =>
  isExtrapolation
    ? 'Beyond five standard deviations: extrapolation.'
    : `A move as unusual as this: once in ${grouped(oncePer, 0)} months.`;

/** Factors listed. */
const LISTED = 8;

const largest = (shock: FactorShock, reverse: ReverseStress): string[] => {
  const size = (f: string): number => Math.max(Math.abs(shock.moves[f]!), Math.abs(reverse.moves[f]!));
  return Object.keys(shock.moves)
    .sort((a, b) => size(b) - size(a))
    .slice(0, LISTED);
};
