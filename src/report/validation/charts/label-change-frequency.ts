import * as Plot from '@observablehq/plot';
import type { PerturbationResult } from '../../../validation/regimes/result.ts';
import { monthText } from '../../page/dates.ts';
import { grouped, percent, fractionAsPercent } from '../../../format/numbers.ts';
import type { Markup } from '../../page/markup.ts';
import type { ValidationPeriod } from '../page-model.ts';
import { monthSpans } from '../month-spans.ts';
import { bearMarketShading } from './bear-market-shading.ts';
import { COLOUR } from '../../charts/plot.ts';
import { timePanel, utc, valueLabels } from '../../charts/time-panel.ts';

/** Draws by month the fraction of perturbed rule books that give another label, over the bear markets. */
export function labelChangePanel(
  { changedByMonth, draws }: PerturbationResult,
  months: readonly string[],
  period: ValidationPeriod,
): Markup {
  const bars = monthSpans(months, changedByMonth).map((span) => ({
    from: utc(span.from),
    to: utc(span.to),
    percent: 100 * span.value,
  }));
  const most = Math.max(...changedByMonth);
  const unsettled = changedByMonth.filter((fraction) => fraction > 0.5).length;
  return timePanel(
    { from: utc(period.from), to: utc(period.to), labelled: true },
    {
      id: 'perturbation-months',
      title: 'Fraction of draws with another label by month',
      description: `Of ${grouped(draws, 0)} draws, at most ${fractionAsPercent(most)} give another label (${monthText(months[changedByMonth.indexOf(most)]!)}); in ${grouped(unsettled, 0)} of ${grouped(months.length, 0)} months more than half do.`,
      heading: 'Fraction of draws with another label',
      height: 84,
      y: { domain: [0, 100] },
      marks: [
        ...bearMarketShading(period),
        Plot.ruleY([0, 50, 100], { stroke: COLOUR.line }),
        Plot.rect(bars, { x1: 'from', x2: 'to', y1: 0, y2: 'percent', fill: 'var(--accent)' }),
        valueLabels([0, 50, 100], (t) => percent(t, 0)),
      ],
    },
  );
}
