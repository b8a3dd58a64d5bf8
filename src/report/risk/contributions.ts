import { signed } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import type { RiskyPortfolio } from './risk.ts';
import { partsFigure } from './parts-figure.ts';

/** Where the risk against the benchmark comes from: parts that add up to it. */
export function contributionSection({ risk: { active } }: RiskyPortfolio): Markup {
  return html`<section id="contributions">
    <h2>Where active risk comes from</h2>
    ${
      active.volatility === 0
        ? html`<p>The portfolio is its benchmark: there is no active risk.</p>`
        : partsFigure(
            active.factors,
            [{ row: 'Specific', note: '', value: active.specificContribution }],
            {
              total: 'Tracking error',
              unit: 'percent a year',
              note: (factor) => exposureNote(active.factors.find((f) => f.factor === factor)!.exposure),
              ink: { up: 'var(--accent)', down: 'var(--consolidation)' },
            },
            { id: 'active-risk', title: 'Contributions to active risk' },
            'Percent a year; beside a factor, the active exposure to it. A bar to the left offsets other bets.',
          )
    }
  </section>`;
}

const exposureNote = (exposure: number): string => signed(exposure, 2);
