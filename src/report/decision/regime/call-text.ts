import type { Bands } from '../../../../regimes/model/classify.ts';
import { dateText } from '../../page/dates.ts';
import { grouped, NO_BREAK, percent, signed, signedPercent } from '../../../format/numbers.ts';
import { distanceText, scoreAgainst, thresholdText } from '../../../format/score.ts';
import type { Vote } from '../../../../regimes/model/signal-report.ts';
import type { CallModel } from './call-model.ts';
import type { LevelMoveModel } from './nearest-change-model.ts';
import type { SignalModel } from './signal-model.ts';

/** S, with enough decimals to distinguish it from each threshold of the regimes. */
export const scoreText = (
  score: number,
  { enterBullish, leaveBullish, enterBearish, leaveBearish }: Bands,
  least = 2,
): string => scoreAgainst(score, [enterBullish, leaveBullish, enterBearish, leaveBearish], least);

/** The score of a signal, with enough decimals to distinguish it from the thresholds of the votes. */
export const signalScoreText = (score: number, voteThreshold: number, least = 2): string =>
  scoreAgainst(score, [-voteThreshold, voteThreshold], least);

/** Weight by vote, `bullish 40 %, neutral 0 %, bearish 60 %`: no signal votes for consolidation as such. */
export function votesText({ signals }: CallModel): string {
  const weightOf = (vote: Vote) =>
    signals.reduce((sum, s) => sum + (s.vote === vote ? s.effectiveWeight : 0), 0);
  return VOTES.map((vote) => `${vote} ${percent(weightOf(vote), 0)}`).join(', ');
}

const VOTES: readonly Vote[] = ['bullish', 'neutral', 'bearish'];

/** Smallest change of a contribution that is mentioned. */
const SMALLEST_CHANGE = 0.005;

/** Sentences on the change since the previous month. */
export function callChangeText(call: CallModel): string {
  const { previous, score, modelRegime, signals, bands } = call;
  if (!previous) return 'This is the first month; there is no previous call to compare with.';
  const label =
    previous.regime === modelRegime
      ? `The model regime, ${modelRegime}, is unchanged from ${dateText(previous.monthEnd)}.`
      : `The model regime changed from ${previous.regime} on ${dateText(previous.monthEnd)} to ${modelRegime}.`;
  if (previous.score === null || score === null || previous.scoreChange === null) {
    return `${label} The scores of the two months cannot be compared, because one of them had too few signals.`;
  }
  const change = previous.scoreChange;
  const moved = `S ${change < 0 ? 'fell' : 'rose'} by ${distanceText(Math.abs(change))}, from ${scoreText(previous.score, bands)} to ${scoreText(score, bands)}.`;
  return [label, moved, largestChangesText(signals)].filter(Boolean).join(' ');
}

function largestChangesText(signals: readonly SignalModel[]): string {
  const moved = signals
    .filter((s) => Math.abs(s.contributionChange ?? 0) >= SMALLEST_CHANGE)
    .sort((a, b) => Math.abs(b.contributionChange!) - Math.abs(a.contributionChange!));
  const list = (side: -1 | 1) =>
    moved
      .filter((s) => Math.sign(s.contributionChange!) === side)
      .map((s) => `${s.title} (${signed(s.contributionChange!, 2)})`)
      .join(', ');
  const [down, up] = [list(-1), list(1)];
  return [down && `Lower contributions: ${down}.`, up && `Higher contributions: ${up}.`]
    .filter(Boolean)
    .join(' ');
}

/** Sentences on the smallest change that would change the regime. */
export function nearestChangeText({ nearestChange, modelRegime, score }: CallModel): string {
  if (score === null) return 'There is no score, so the nearest change of regime cannot be computed.';
  if (!nearestChange.nearest) return 'No score would change the regime.';
  const { to, score: needed } = nearestChange.nearest;
  const gap = needed - score;
  const boundary = `To change from ${modelRegime} to ${to}, S would need to ${gap < 0 ? 'fall' : 'rise'} by ${distanceText(Math.abs(gap))}, to ${boundaryText(needed)}.`;
  const able = nearestChange.alone.flatMap((f) =>
    f.way.kind === 'move' ? [{ move: f.way.move, to: f.to }] : [],
  );
  if (able.length === 0) return `${boundary} No single signal can do this alone.`;
  const ways = able
    .slice(0, 2)
    .map((way) => `${moveText(way.move)}${way.to === to ? '' : ` (to ${way.to})`}`)
    .join('; or ');
  return `${boundary} Smallest move of one signal alone: ${ways}.`;
}

/**
 * The score at a boundary. The nearest score beyond a threshold differs from it by rounding only and is printed as the
 * threshold.
 */
const boundaryText = (score: number): string => thresholdText(Number(score.toFixed(9)));

/** `Nifty 50 close at 9,412.00 (+9.5 %, from 8,597.75)`. */
const moveText = (move: LevelMoveModel): string =>
  `${move.level} at ${levelText(move.needed, move)} (${moveSizeText(move)}, from ${levelText(move.now, move)})`;

export const levelText = (
  level: number,
  { decimals, unit }: Pick<LevelMoveModel, 'decimals' | 'unit'>,
): string => `${grouped(level, decimals)}${unit === '%' || unit === '×' ? `${NO_BREAK}${unit}` : ''}`;

export const moveSizeText = ({ change }: LevelMoveModel): string =>
  change.unit === 'bp' ? `${signed(change.value, 0)}${NO_BREAK}bp` : signedPercent(change.value);
