import type { AttributionReport } from '../../risk/portfolio/attribution-report.ts';
import { COLOUR } from '../charts/plot.ts';
import { dateText } from '../page/dates.ts';
import { counted, signedPercent } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import { contributionsFigure } from './contributions-figure.ts';

/** Attribution of the return of the same active weights over a past period. */
export const attributionSection = ({ from, to, sessions, benchmark, active: a }: AttributionReport): Markup =>
  html`<section id="attribution">
    <h2>Performance attribution, ${dateText(from)} to ${dateText(to)}</h2>
    <p>
      The weights of the portfolio held constant over ${counted(sessions, 'session')} returned
      ${signedPercent(a.total, 2)} relative to ${benchmark} before costs. The portfolio weights are those of
      the date above: this is a hypothetical return, not a track record, and no guide to future returns.
    </p>
    ${contributionsFigure(
      a.factors,
      [
        { row: 'Specific', note: '', value: a.specific },
        ...(a.uncovered === 0 ? [] : [{ row: 'Not covered', note: '', value: a.uncovered }]),
      ],
      {
        total: 'Active return',
        unit: 'over the period',
        note: () => '',
        ink: { up: COLOUR.supportive, down: COLOUR.hostile },
      },
      { id: 'attribution-parts', title: 'Contributions to active return' },
      html`Percent over the period. Daily returns are summed, not compounded, so that contributions add
      up.${
        a.uncovered !== 0 &&
        ' Not covered: returns of stocks without exposures in the model, and returns after a long trading halt.'
      }`,
    )}
  </section>`;
