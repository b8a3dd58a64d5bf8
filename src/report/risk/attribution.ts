import type { AttributionReport } from '../../risk/portfolio/attribution-report.ts';
import { COLOUR } from '../charts/plot.ts';
import { dateText } from '../page/dates.ts';
import { counted, signedPercent } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import { partsFigure } from './parts-figure.ts';

/** Where the return of the same active weights came from over a past period. */
export const attributionSection = ({ from, to, sessions, benchmark, active: a }: AttributionReport): Markup =>
  html`<section id="attribution">
    <h2>What these weights did, ${dateText(from)} to ${dateText(to)}</h2>
    <p>
      The weights of the portfolio held unchanged over ${counted(sessions, 'session')}, less those of
      ${benchmark} at each close, came to ${signedPercent(a.total, 2)} before costs. The portfolio’s are the
      weights of the day above: this is no record of what it earned, and says nothing of what it will.
    </p>
    ${partsFigure(
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
      { id: 'attribution-parts', title: 'Sources of active return' },
      html`Percent over the period; daily returns are added up, not compounded, so that the parts add up
      too.${
        a.uncovered !== 0 &&
        ' Not covered: returns of companies that the model had no exposures of, and of trading that resumed after a long rest.'
      }`,
    )}
  </section>`;
