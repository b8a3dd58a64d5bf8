import * as Plot from '@observablehq/plot';
import { type Regime, REGIMES } from '../../../../regimes/regime.ts';
import { REGIME_NAMES } from '../../page/names.ts';
import type { Markup } from '../../page/markup.ts';
import type { HistoryModel, Run } from './history.ts';
import { COLOUR } from '../../charts/plot.ts';
import { REGIME_INK } from '../../charts/regime-style.ts';
import { type TimeAxis, timePanel, utc } from '../../charts/time-panel.ts';

/** The labels through time, a lane for each, so that the place tells as much as the colour. Hollow where too few signals spoke. */
export const regimeRibbon = ({ runs, months }: HistoryModel, axis: TimeAxis): Markup =>
  timePanel(axis, {
    id: 'history-ribbon',
    title: 'The label in force, month by month',
    description: `A lane for each label. Of the months shown, ${REGIMES.map((r) => `${months[r]} were ${r}`).join(', ')}.`,
    heading: 'Label in force',
    height: 48,
    y: { type: 'band', domain: REGIMES, padding: 0.2 },
    marks: [
      Plot.axisY({ tickSize: 0, tickFormat: (r: Regime) => REGIME_NAMES[r], label: null }),
      Plot.barX(runs, {
        x1: (run: Run) => utc(run.from),
        x2: (run: Run) => utc(run.to),
        y: 'regime',
        fill: (run: Run) => (run.status === 'ok' ? REGIME_INK[run.regime] : COLOUR.paper),
        stroke: (run: Run) => REGIME_INK[run.regime],
        strokeWidth: 0.6,
        insetLeft: 0.3,
        insetRight: 0.3,
      }),
    ],
  });
