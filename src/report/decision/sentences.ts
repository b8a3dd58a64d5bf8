import { dateText } from '../page/dates.ts';
import { grouped, signed, signedPercent, NO_BREAK } from '../../format/numbers.ts';
import type { CallModel } from './regime/call.ts';
import type { MoveModel } from './regime/nearest-change.ts';
import type { SignalModel } from './regime/signals.ts';

/** Contributions that moved by less are not worth a word. */
const WORTH_A_WORD = 0.005;

/** What changed since the month before, in a few sentences. */
export function whatChanged(call: CallModel): string {
  const { before, score, modelRegime, signals } = call;
  if (!before) return 'This is the first month on record, so there is nothing to compare it with.';
  const label =
    before.regime === modelRegime
      ? `The model’s label, ${modelRegime}, is the same as on ${dateText(before.monthEnd)}.`
      : `The model’s label has changed from ${before.regime} on ${dateText(before.monthEnd)} to ${modelRegime}.`;
  if (before.score === null || score === null || before.scoreChange === null) {
    return `${label} The scores of the two months cannot be compared: one of them had too few signals.`;
  }
  const change = before.scoreChange;
  const moved = `S has ${change < 0 ? 'fallen' : 'risen'} by ${grouped(Math.abs(change), 2)}, from ${signed(before.score, 2)} to ${signed(score, 2)}.`;
  return [label, moved, movers(signals)].filter(Boolean).join(' ');
}

function movers(signals: readonly SignalModel[]): string {
  const moved = signals
    .filter((s) => Math.abs(s.contributionChange ?? 0) >= WORTH_A_WORD)
    .sort((a, b) => Math.abs(b.contributionChange!) - Math.abs(a.contributionChange!));
  const list = (side: -1 | 1) =>
    moved
      .filter((s) => Math.sign(s.contributionChange!) === side)
      .map((s) => `${s.title} (${signed(s.contributionChange!, 2)})`)
      .join(', ');
  const [down, up] = [list(-1), list(1)];
  return [down && `Contributions that fell: ${down}.`, up && `Contributions that rose: ${up}.`]
    .filter(Boolean)
    .join(' ');
}

/** The smallest change that would have made another label, in a few sentences. */
export function nearestChange({ flips, modelRegime, score }: CallModel): string {
  if (score === null) return 'Without a score there is no nearest change of label to tell.';
  if (!flips.nearest) return 'No score would change the label.';
  const { to, score: needed } = flips.nearest;
  const gap = needed - score;
  const boundary = `From ${modelRegime} to ${to}, S would have to ${gap < 0 ? 'fall' : 'rise'} by ${grouped(Math.abs(gap), 2)}, to ${signed(needed, 2)}.`;
  const able = flips.alone.flatMap((f) => (f.way.kind === 'move' ? [{ move: f.way.move, to: f.to }] : []));
  if (able.length === 0) return `${boundary} No signal could do that alone.`;
  const ways = able
    .slice(0, 2)
    .map((way) => `${moveText(way.move)}${way.to === to ? '' : ` (to ${way.to})`}`)
    .join('; or ');
  return `${boundary} Nearest by one signal alone: ${ways}.`;
}

/** `Nifty 50 close at 9,412.00 (+9.5 %, from 8,597.75)`. */
const moveText = (move: MoveModel): string =>
  `${move.level} at ${levelText(move.needed, move)} (${changeText(move)}, from ${levelText(move.now, move)})`;

export const levelText = (level: number, { decimals, unit }: Pick<MoveModel, 'decimals' | 'unit'>): string =>
  `${grouped(level, decimals)}${unit === '%' || unit === '×' ? `${NO_BREAK}${unit}` : ''}`;

export const changeText = ({ change }: MoveModel): string =>
  change.unit === 'bp' ? `${signed(change.value, 0)}${NO_BREAK}bp` : signedPercent(change.value);
