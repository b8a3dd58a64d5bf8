import type { RegimeCall } from '../../../regimes/model/regime-call.ts';
import type { SignalReport } from '../../../regimes/model/signal-report.ts';
import { signed } from '../../../signals/wording.ts';
import type { Feature } from '../../../signals/signal.ts';
import { day, displayDay } from '../../market/day.ts';
import { featureLine, featureText } from '../../report/decision/regime/features.ts';
import { type FlipModel, flipsModel } from '../../report/decision/regime/nearest-change.ts';
import { changeText, levelText } from '../../report/decision/sentences.ts';
import { problemText } from './import.ts';
import { simulatedMark } from './mark.ts';
import { table } from './table.ts';

const score = (s: number | null) => (s === null ? '–' : signed(s, 3));

/** A regime call in words and figures; with `signals`, the reason and the features behind each score. */
export function regimeText(
  call: RegimeCall,
  { simulated, signals = [] }: { readonly simulated: boolean; readonly signals?: readonly SignalReport[] },
): string {
  const titleOf = (id: string) => signals.find((s) => s.id === id)?.title ?? id;
  const flips = flipsModel(call, signals).alone;
  const parts = [
    headline(call),
    ...call.alerts.map((a) => `! ${a.message}`),
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
    flips.length > 0
      ? `What would change the label, one signal alone:\n${flips.map((f) => `  ${flipText(f)}`).join('\n')}`
      : '',
    ...signals.map((s) => [`${s.title}: ${s.reason}`, ...s.features.map(featureOnLine)].join('\n')),
    ...chainedText(call.breaks),
    ...call.problems.map(problemText),
  ];
  return `${simulatedMark(simulated)}${parts.filter((p) => p !== '').join('\n\n')}\n`;
}

/** The label in force. Under an override, confidence is in the model's own label and stands with it. */
function headline({ asOf, regime, modelRegime, override, score: s, confidence, prior }: RegimeCall): string {
  const sure = confidence ? `, ${confidence.level} confidence` : '';
  const call = override
    ? `${regime.toUpperCase()} by override (model: ${modelRegime}${sure}), S = ${score(s)}`
    : `${regime.toUpperCase()}, S = ${score(s)}${sure}`;
  return `${displayDay(day(asOf))}: ${call} (month before: ${prior})`;
}

function featureOnLine(feature: Feature): string {
  const line = featureLine(feature);
  const place = line.percentile === null ? '' : ` (percentile ${line.percentile.toFixed(1)})`;
  return `    ${line.name}: ${featureText(line)}${place}`;
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

function flipText({ title, to, scoreNow, scoreNeeded, way }: FlipModel): string {
  if (way.kind !== 'move') return `${title}: not by itself (it would need a score of ${score(scoreNeeded)})`;
  const { level, now, needed } = way.move;
  return `${title}: ${level} ${levelText(now, way.move)} → ${levelText(needed, way.move)} (${changeText(way.move)}) makes it ${to}; score ${score(scoreNow)} → ${score(scoreNeeded)}`;
}
