import * as Plot from '@observablehq/plot';
import { type Regime, REGIMES } from '../../../../regimes/regime.ts';
import { REGIME_NAMES } from '../../page/names.ts';
import type { Markup } from '../../page/markup.ts';
import type { HistoryModel, RegimeSpan } from './history-model.ts';
import { COLOUR } from '../../charts/plot.ts';
import { REGIME_INK } from '../../charts/regime-style.ts';
import { type TimeAxis, timePanel, utc } from '../../charts/time-panel.ts';

/** Draws the regime over time in one lane per regime, so that it reads without colour. Hollow where carried forward. */
export const regimeRibbon = ({ spans, months }: HistoryModel, axis: TimeAxis): Markup =>
  timePanel(axis, {
    id: 'history-ribbon',
    title: 'Regime by month',
    description: `One lane per regime. Months by regime: ${REGIMES.map((r) => `${months[r]} ${r}`).join(', ')}.`,
    heading: 'Regime',
    height: 48,
    y: { type: 'band', domain: REGIMES, padding: 0.2 },
    marks: [
      Plot.axisY({ tickSize: 0, tickFormat: (r: Regime) => REGIME_NAMES[r], label: null }),
      Plot.barX(spans, {
        x1: (run: RegimeSpan) => utc(run.from),
        x2: (run: RegimeSpan) => utc(run.to),
        y: 'regime',
        fill: (run: RegimeSpan) => (run.status === 'ok' ? REGIME_INK[run.regime] : COLOUR.paper),
        stroke: (run: RegimeSpan) => REGIME_INK[run.regime],
        strokeWidth: 0.6,
        insetLeft: 0.3,
        insetRight: 0.3,
      }),
    ],
  });
