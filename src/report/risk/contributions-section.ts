import { signed } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import type { PortfolioRiskModel } from './page-model.ts';
import { contributionsFigure } from './contributions-figure.ts';

/** Contributions to active risk, which sum to the tracking error. */
export function contributionSection({ risk: { active } }: PortfolioRiskModel): Markup {
  return html`<section id="contributions">
    <h2>Contributions to active risk</h2>
    ${
      active.volatility === 0
        ? html`<p>The portfolio equals its benchmark, so there is no active risk.</p>`
        : contributionsFigure(
            active.factors,
            [{ row: 'Specific', note: '', value: active.specificContribution }],
            {
              total: 'Tracking error',
              unit: 'percent a year',
              note: (factor) => exposureNote(active.factors.find((f) => f.factor === factor)!.exposure),
              ink: { up: 'var(--accent)', down: 'var(--consolidation)' },
            },
            { id: 'active-risk', title: 'Contributions to active risk' },
            'Percent a year, with the active exposure beside each factor. A negative contribution offsets others.',
          )
    }
  </section>`;
}

const exposureNote = (exposure: number): string => signed(exposure, 2);
