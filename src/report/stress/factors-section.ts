import { fractionAsPercent, orNone } from '../../format/numbers.ts';
import type { Factor } from '../../risk/factors.ts';
import type { FactorShock, ReverseStress } from '../../whatif/stress/factor-shock.ts';
import type { StressedWindow } from '../../whatif/stress/stress-test.ts';
import { FACTOR_NAMES } from '../page/factor-names.ts';
import { html, type Markup } from '../page/markup.ts';
import { table } from '../page/table.ts';
import { terms } from '../page/terms.ts';
import { plausibilityText, returnText, SURVIVORSHIP_SENTENCE } from './stress-text.ts';
import { byLoss } from './windows-section.ts';

/** Today's exposures on the factor returns of the windows; nothing without a risk model. */
export function factorReplaySection(windows: readonly StressedWindow[]): Markup | false {
  const rows = byLoss(windows).filter((w) => w.byFactors);
  if (rows.length === 0) return false;
  return html`<section id="factor-replay">
    <h2>Windows by factor returns</h2>
    ${table<StressedWindow>({
      label: 'Today’s factor exposures on the factor returns of the windows',
      rows,
      columns: [
        { head: 'Window', cell: (w) => w.name },
        { head: 'Return by factors', kind: 'number', cell: (w) => returnText(w.byFactors!.return) },
        {
          head: '± two standard deviations',
          kind: 'number',
          cell: (w) => fractionAsPercent(w.byFactors!.band, 1),
        },
        { head: 'Days', kind: 'number', cell: (w) => String(w.byFactors!.days) },
        {
          head: 'Stocks’ own return',
          kind: 'number',
          cell: (w) => orNone(w.byFactors!.ownReturn, (r) => returnText(r)),
        },
        { head: 'Traded throughout', kind: 'number', cell: (w) => fractionAsPercent(w.byFactors!.traded) },
      ],
    })}
    <p class="quiet">
      INEC-1: today’s exposures held fixed, times the daily factor returns, summed over the window. The band
      is that of specific returns. ${SURVIVORSHIP_SENTENCE} They are shown where every stock traded
      throughout.
    </p>
  </section>`;
}

export const shockSection = (shock: FactorShock): Markup =>
  html`<section id="shock">
    <h2>Factor shock</h2>
    ${terms([
      ['Set', shock.set.map((f) => `${factorName(f)} ${returnText(shock.moves[f]!)}`).join(', ')],
      ['Plausibility', plausibilityText(shock.plausibility)],
      ...(shock.portfolio
        ? ([
            ['Portfolio, others carried', returnText(shock.portfolio.carried, 2)],
            ['Portfolio, others at 0', returnText(shock.portfolio.notCarried, 2)],
            [
              'Left open over the month',
              `± ${fractionAsPercent(2 * shock.portfolio.deviation, 2)} (two standard deviations)`,
            ],
          ] as const)
        : []),
    ])}
    ${movesTable('Factor moves under the shock', shock.moves)}
    <p class="quiet">
      The other factors move as INEC-1’s covariance over 21 sessions leads one to expect, given what was set.
      Correlations in a crisis differ from those of the record, so a carried shock is least reliable where it
      is largest.
    </p>
  </section>`;

export const reverseSection = (reverse: ReverseStress): Markup =>
  html`<section id="reverse">
    <h2>Reverse stress</h2>
    ${terms([
      ['Return', returnText(reverse.return)],
      ['Plausibility', plausibilityText(reverse.plausibility)],
    ])}
    ${movesTable('The most plausible factor move with this return', reverse.moves)}
  </section>`;

const factorName = (factor: string): string => FACTOR_NAMES[factor as Factor] ?? factor;

/** The largest moves are listed; the document has all. */
const LISTED = 10;

const movesTable = (label: string, moves: Readonly<Record<string, number>>): Markup =>
  table<[string, number]>({
    label,
    rows: Object.entries(moves)
      .sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]))
      .slice(0, LISTED),
    columns: [
      { head: `Factor (the ${LISTED} largest moves)`, cell: ([factor]) => factorName(factor) },
      { head: 'Move', kind: 'number', cell: ([, move]) => returnText(move, 2) },
    ],
  });
