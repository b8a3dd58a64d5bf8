import type { SteppedWeight, WeightStep } from '../../../pack/weight-steps.ts';
import { grouped, NONE, signed } from '../../../format/numbers.ts';
import { allocationSection } from '../../decision/allocation/allocation-section.ts';
import { scoresSection } from '../../decision/allocation/scores-section.ts';
import { html, type Markup, withoutHeading } from '../../page/markup.ts';
import { POSITION_NAMES } from '../../page/names.ts';
import type { Opens } from '../../page/opens.ts';
import { table } from '../../page/table.ts';
import type { PackPages } from '../pages-model.ts';
import { part } from '../part.ts';

/** Part 4: the allocation, the way of each weight from last month to this one, and the scores. */
export const allocationPart = ({ pack: { document }, report, opens }: PackPages): Markup =>
  part(
    'allocation',
    html`${withoutHeading(allocationSection(report))} ${stepsSection(document.parts.allocation.steps, opens)}
    ${report.allocation.scores && scoresSection(report.allocation.scores, report.call.regime)}`,
  );

const STEPS: readonly (readonly [WeightStep, string])[] = [
  ['drift', 'Drift'],
  ['bouquet', 'Bouquet'],
  ['model', 'Model and bands'],
  ['implementation', 'Trading limits'],
];

function stepsSection(steps: readonly SteppedWeight[], opens: Opens): Markup {
  const change = (x: number): string => (Math.abs(x) < SHOWN ? NONE : signed(100 * x, 1));
  const sum = (of: (s: SteppedWeight) => number): number => steps.reduce((total, s) => total + of(s), 0);
  return html`<section id="weight-steps">
    <h2>From last month’s weight to this month’s</h2>
    ${table<SteppedWeight>({
      label: 'From last month’s weight to this month’s, percent of the portfolio',
      rows: steps,
      look: 'wide',
      columns: [
        { head: 'Percent of portfolio', cell: (s) => POSITION_NAMES[s.id] },
        { head: 'Held', kind: 'number', cell: (s) => grouped(100 * s.held, 1) },
        ...STEPS.map(([id, head]) => ({
          head,
          kind: 'number' as const,
          cell: (s: SteppedWeight) => change(s.steps[id]),
        })),
        {
          head: 'Final',
          kind: 'number',
          cell: (s) =>
            html`<strong
              >${opens(`/parts/allocation/steps/${steps.indexOf(s)}/final`, grouped(100 * s.final, 1))}</strong
            >`,
        },
      ],
      totals: [
        [
          'Sum',
          grouped(100 * sum((s) => s.held), 1),
          ...STEPS.map(([id]) => change(sum((s) => s.steps[id]))),
          grouped(100 * sum((s) => s.final), 1),
        ],
      ],
    })}
    <p class="quiet">
      Drift: prices since the holdings were taken. Bouquet: to the mix of the label, without sleeves that
      cannot be held. Model and bands: what scores, risk and bands made of it. Trading limits: trades that are
      not worth their cost, smallest trades, and the turnover limit. The steps add up to the change exactly.
    </p>
  </section>`;
}

/** Smaller changes print as 0.0. */
const SHOWN = 5e-4;
