import type { Flip } from '../../../regimes/nearest-flip.ts';
import type { RegimeCall } from '../../../regimes/regime-call.ts';
import type { SignalReport } from '../../../regimes/signal-report.ts';
import { signed } from '../../../signals/wording.ts';
import { day, displayDay } from '../../market/day.ts';
import { simulatedMark } from './mark.ts';
import { table } from './table.ts';

const score = (s: number | null) => (s === null ? '–' : signed(s, 3));

/** A regime call in words and figures; with `signals`, the reason and the features behind each score. */
export function regimeText(
  call: RegimeCall,
  { simulated, signals = [] }: { readonly simulated: boolean; readonly signals?: readonly SignalReport[] },
): string {
  const titleOf = (id: string) => signals.find((s) => s.id === id)?.title ?? id;
  const parts = [
    `${displayDay(day(call.asOf))}: ${call.regime.toUpperCase()}, S = ${score(call.score)}` +
      `${call.confidence ? `, ${call.confidence.level} confidence` : ''} (month before: ${call.prior})`,
    ...call.alerts.map((a) => `! ${a.message}`),
    ...(call.override ? [`The model's own label is ${call.modelRegime}.`] : []),
    table(
      ['Signal', 'Weight', 'Score', 'Contribution'],
      call.contributions.map((c) => [
        titleOf(c.id),
        c.weight.toFixed(3),
        score(c.score),
        signed(c.contribution, 3),
      ]),
      [1, 2, 3],
    ),
    call.nearestFlip.length > 0
      ? `What would change the label, one signal alone:\n${call.nearestFlip.map((f) => `  ${flipText(f, titleOf)}`).join('\n')}`
      : '',
    ...signals.map(
      (s) =>
        `${s.title}: ${s.reason}\n${s.features
          .map(
            (f) =>
              `    ${f.name} = ${f.value.toPrecision(7)} ${f.unit}${f.percentile === undefined ? '' : ` (percentile ${(100 * f.percentile).toFixed(1)})`}`,
          )
          .join('\n')}`,
    ),
    ...chainedText(call.breaks),
    ...call.problems.map((p) => `${p.severity}: ${p.message} ${p.remedy}`),
  ];
  return `${simulatedMark(simulated)}${parts.filter((p) => p !== '').join('\n\n')}\n`;
}

/** Breaks that share a day and a reason are told together. */
function chainedText(breaks: RegimeCall['breaks']): string[] {
  const events = [...new Set(breaks.map((b) => `${b.on} ${b.reason}`))];
  return events.map((event) => {
    const together = breaks.filter((b) => `${b.on} ${b.reason}` === event);
    const series = together.map((b) => `${b.series} × ${b.factor.toFixed(4)}`).join(', ');
    return `Chained from ${displayDay(day(together[0]!.on))}: ${series} (${together[0]!.reason}).`;
  });
}

function flipText(flip: Flip, titleOf: (id: string) => string): string {
  const name = titleOf(flip.signal);
  if (flip.inUnits === null)
    return `${name}: not by itself (it would need a score of ${score(flip.scoreNeeded)})`;
  const { now, needed, unit } = flip.inUnits;
  const percent = signed((100 * (needed - now)) / now, 1);
  return `${name}: ${now.toFixed(2)} → ${needed.toFixed(2)} ${unit} (${percent} %) makes it ${flip.to}; score ${score(flip.scoreNow)} → ${score(flip.scoreNeeded)}`;
}
