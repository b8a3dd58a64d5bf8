import type { ResearchedFactor, ResearchRecord } from '../../validation/factors/result.ts';
import { monthText } from '../page/dates.ts';
import { grouped, orNone, percent, signed } from '../../format/numbers.ts';
import { html, type Markup, type Piece } from '../page/markup.ts';
import { CHANGE_SCALE, estimateCell, whiskerFigure } from '../validation/estimates.ts';
import { table } from '../page/table.ts';
import { alphaWhiskers, named } from './alpha-whiskers.ts';

/** Alpha and beta of each factor over its whole record. */
export const alphaSection = ({ factors, riskless }: ResearchRecord): Markup =>
  html`<section id="alpha">
    <h2>Is there alpha?</h2>
    <p>
      Returns month by month above what money earned without risk, regressed on the market’s above the same.
      Taken as riskless:
      ${riskless}.${
        new Set(factors.map((f) => f.against)).size > 1 &&
        ' Not all are measured against the same, as the table says; only alphas that are can be set side by side.'
      }
    </p>
    ${whiskerFigure(
      factors.map((f) => ({
        ...alphaWhiskers(f.title, [f.research.model?.alpha ?? null]),
        hollow: (f.research.launch?.groups[0]?.months ?? 0) > 0,
      })),
      CHANGE_SCALE,
      {
        id: 'alpha-chart',
        title: 'Alpha of each factor',
        description: factors.map((f) => named(f.title, f.research.model?.alpha ?? null)).join(' '),
      },
      html`Alpha against the market, percent a year, before costs; the lines are 95 % intervals by Newey–West.
      Hollow: partly the maker’s own back-test.`,
    )}
    ${table<ResearchedFactor>({
      label: 'Alpha and beta',
      rows: factors,
      columns: [
        { head: 'Factor', cell: (f): Piece => html`${f.title}<small>against ${f.against}</small>` },
        {
          head: 'Record',
          cell: ({ research: { from, to } }) =>
            orNone(from && to, () => `${monthText(from!)} to ${monthText(to!)}`),
        },
        { head: 'Alpha', kind: 'number', cell: (f) => estimateCell(f.research.model?.alpha ?? null) },
        { head: 'Beta', kind: 'number', cell: (f) => orNone(f.research.model, (m) => grouped(m.beta, 2)) },
        {
          head: 'Rest, volatility',
          kind: 'number',
          cell: (f) => orNone(f.research.model, (m) => percent(m.residual)),
        },
        {
          head: 'Alpha over rest',
          kind: 'number',
          cell: (f) => orNone(f.research.search, (s) => signed(s.appraisal, 2)),
        },
        { head: 'Lags', kind: 'number', cell: (f) => orNone(f.research.model, (m) => grouped(m.lags, 0)) },
      ],
    })}
  </section>`;
