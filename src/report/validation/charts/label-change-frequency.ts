import * as Plot from '@observablehq/plot';
import type { JitterRecord } from '../../../validation/regimes/result.ts';
import { monthText } from '../../page/dates.ts';
import { grouped, percent, share } from '../../../format/numbers.ts';
import type { Markup } from '../../page/markup.ts';
import type { TrialPeriod } from '../evidence.ts';
import { monthSpans } from '../month-spans.ts';
import { bearShade } from './bear-market-shading.ts';
import { COLOUR } from '../../charts/plot.ts';
import { timePanel, utc, valueLabels } from '../../charts/time-panel.ts';

/** Month by month, the share of jittered rule books that would have called it otherwise, over the bear phases. */
export function flipSharePanel(
  { flippedByMonth, draws }: JitterRecord,
  months: readonly string[],
  period: TrialPeriod,
): Markup {
  const bars = monthSpans(months, flippedByMonth).map((span) => ({
    from: utc(span.from),
    to: utc(span.to),
    percent: 100 * span.value,
  }));
  const most = Math.max(...flippedByMonth);
  const unsettled = flippedByMonth.filter((flipped) => flipped > 0.5).length;
  return timePanel(
    { from: utc(period.from), to: utc(period.to), labelled: true },
    {
      id: 'jitter-months',
      title: 'Share of draws with another label, month by month',
      description: `Of ${grouped(draws, 0)} draws, at most ${share(most)} give another label (${monthText(months[flippedByMonth.indexOf(most)]!)}); in ${grouped(unsettled, 0)} of ${grouped(months.length, 0)} months more than half do.`,
      heading: 'Share of draws with another label',
      height: 84,
      y: { domain: [0, 100] },
      marks: [
        ...bearShade(period),
        Plot.ruleY([0, 50, 100], { stroke: COLOUR.line }),
        Plot.rect(bars, { x1: 'from', x2: 'to', y1: 0, y2: 'percent', fill: 'var(--accent)' }),
        valueLabels([0, 50, 100], (t) => percent(t, 0)),
      ],
    },
  );
}
