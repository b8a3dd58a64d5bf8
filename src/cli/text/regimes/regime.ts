import type { RegimeCall } from '../../../../regimes/model/regime-call.ts';
import { type SignalReport, titledReason } from '../../../../regimes/model/signal-report.ts';
import { orNone, signed } from '../../../format/numbers.ts';
import { scoreAgainst } from '../../../format/score.ts';
import type { Feature } from '../../../../signals/signal.ts';
import { day, displayDay } from '../../../market/day.ts';
import { featureLine, featureText } from '../../../report/decision/regime/feature-model.ts';
import {
  type SignalChangeModel,
  nearestChangeModel,
} from '../../../report/decision/regime/nearest-change-model.ts';
import {
  levelText,
  moveSizeText,
  scoreText,
  signalScoreText,
} from '../../../report/decision/regime/call-text.ts';
import { SIGNAL_NAMES } from '../../../report/page/names.ts';
import { problemText } from '../layout/problem.ts';
import { simulatedMark } from '../layout/simulated-mark.ts';
import { table } from '../layout/table.ts';

/** Decimals of scores in the terminal, where these suffice. */
const DECIMALS = 3;

interface RegimeTextOptions {
  readonly simulated: boolean;
  readonly explain: boolean;
  /** |score| from which a signal votes. */
  readonly voteThreshold: number;
}

/** A regime call in words and figures; with `explain`, the reason and the inputs of each score. */
export function regimeText(
  call: RegimeCall,
  signals: readonly SignalReport[],
  { simulated, explain, voteThreshold }: RegimeTextOptions,
): string {
  const changes = nearestChangeModel(call, signals).alone;
  const parts = [
    headline(call),
    ...call.alerts.map((a) => `! ${a.message}`),
    table(
      ['Signal', 'Weight', 'Score', 'Contribution'],
      call.contributions.map((c) => [
        SIGNAL_NAMES[c.id],
        c.weight.toFixed(3),
        orNone(c.score, (s) => signalScoreText(s, voteThreshold, DECIMALS)),
        signed(c.contribution, 3),
      ]),
      [1, 2, 3],
    ),
    changes.length > 0
      ? `What would change the regime, one signal at a time:\n${changes.map((c) => `  ${changeText(c)}`).join('\n')}`
      : '',
    ...(explain ? signals : []).map((s) => [titledReason(s), ...s.features.map(featureOnLine)].join('\n')),
    ...chainedText(call.breaks),
    ...call.problems.map(problemText),
  ];
  return `${simulatedMark(simulated)}${parts.filter((p) => p !== '').join('\n\n')}\n`;
}

/** The label in force. Under an override, the confidence refers to the model's own label. */
function headline({
  asOf,
  regime,
  modelRegime,
  override,
  score: s,
  confidence,
  prior,
  bands,
  session,
  status,
}: RegimeCall): string {
  const level = confidence ? `, ${confidence.level} confidence` : '';
  const scored =
    status === 'insufficient'
      ? ' carried forward, no new call'
      : `, S = ${orNone(s, (x) => scoreText(x, bands, DECIMALS))}`;
  const call = override
    ? `${regime.toUpperCase()} by override (model: ${modelRegime}${level})${scored}`
    : `${regime.toUpperCase()}${scored}${level}`;
  // A day without a session, such as a Saturday, is called on the session before it.
  const data = session === asOf ? '' : ` (data of ${displayDay(day(session))})`;
  return `${displayDay(day(asOf))}${data}: ${call} (previous month: ${prior})`;
}

function featureOnLine(feature: Feature): string {
  const line = featureLine(feature);
  const percentile = line.percentile === null ? '' : ` (percentile ${line.percentile.toFixed(1)})`;
  return `    ${line.name}: ${featureText(line)}${percentile}`;
}

/** Breaks with the same day and reason share a line. */
function chainedText(breaks: RegimeCall['breaks']): string[] {
  const events = [...new Set(breaks.map((b) => `${b.on} ${b.reason}`))];
  return events.map((event) => {
    const shared = breaks.filter((b) => `${b.on} ${b.reason}` === event);
    const series = shared.map((b) => `${b.series} × ${b.factor.toFixed(4)}`).join(', ');
    return `Chained from ${displayDay(day(shared[0]!.on))}: ${series} (${shared[0]!.reason}).`;
  });
}

export function changeText({ title, to, scoreNow, scoreNeeded, way }: SignalChangeModel): string {
  if (way.kind !== 'move')
    return `${title}: not alone (it would need a score of ${scoreAgainst(scoreNeeded, [scoreNow], DECIMALS)})`;
  const { level, now, needed } = way.move;
  return `${title}: ${level} ${levelText(now, way.move)} → ${levelText(needed, way.move)} (${moveSizeText(way.move)}) changes the regime to ${to}; score ${scoreAgainst(scoreNow, [scoreNeeded], DECIMALS)} → ${scoreAgainst(scoreNeeded, [scoreNow], DECIMALS)}`;
}
