import { z } from 'zod';
import { LEVELS } from '../../signals/levels.ts';
import { signed } from '../../src/format/numbers.ts';
import { listed } from '../../src/format/words.ts';
import { displayDay, iso } from '../../src/market/day.ts';
import { isoDaySchema, type Published } from '../../src/market/published.ts';
import type { UnexplainedJump } from '../../src/market/quality/unexplained-jumps.ts';
import { regimeSchema, scoreSchema, signalIdSchema } from '../published-terms.ts';
import type { Alert } from './alert.ts';
import { classify, combine } from './classify.ts';
import type { MonthCall } from './history.ts';
import type { RegimeRules } from './rules.ts';
import { chainedScore } from './signal-doubt.ts';

const doubtfulSignal = z.strictObject({
  id: signalIdSchema,
  score: scoreSchema.describe('As published'),
  chainedScore: scoreSchema.nullable().describe('With the jumps chained away; null where it has none'),
});

const jump = z.strictObject({
  series: z.string(),
  from: isoDaySchema.describe('Last day before the jump'),
  to: isoDaySchema,
  before: z.number(),
  after: z.number(),
});

export const callDoubtSchema = z
  .strictObject({
    signals: z.array(doubtfulSignal),
    jumps: z.array(jump),
    chainedScore: scoreSchema.nullable().describe('S with the jumps chained away'),
    effect: z.number().nullable().describe('S as published less S with the jumps chained away'),
    chainedRegime: regimeSchema
      .nullable()
      .describe('The model’s label at that score, from the same label of the previous month'),
  })
  .describe('What unexplained jumps of series contribute to the score');

/** What unexplained jumps contribute to a call. */
export type CallDoubt = Published<typeof callDoubtSchema>;

/** The effect of unexplained jumps on a month's score and label; null if no weighted signal rests on one. */
export function callDoubt(month: MonthCall, rules: RegimeRules): CallDoubt | null {
  const { combined, evaluated, prior, session } = month;
  const rescored = evaluated.map(({ aligned, observation, evaluation, doubt }) => {
    const { id, weight } = aligned.signal;
    const { score } = evaluation;
    const isDoubtful = doubt !== null && score !== null && weight > 0 && 'levels' in observation;
    return {
      id,
      weight,
      published: isDoubtful ? score : null,
      score: isDoubtful ? chainedScore(aligned, doubt, session, observation.levels) : score,
      jumps: isDoubtful ? doubt.jumps : [],
    };
  });
  const doubtful = rescored.filter((s) => s.jumps.length > 0);
  if (doubtful.length === 0) return null;
  const chained = combine(rescored, rules);
  const score = chained.kind === 'scored' ? chained.score : null;
  const jumps = new Map(doubtful.flatMap((s) => s.jumps).map((j) => [`${j.key} ${j.to}`, j]));
  return {
    signals: doubtful.map((s) => ({ id: s.id, score: s.published!, chainedScore: s.score })),
    jumps: [...jumps.values()].map(publishedJump),
    chainedScore: score,
    effect: score === null || combined.kind !== 'scored' ? null : combined.score - score,
    chainedRegime: score === null ? null : classify(prior, score, rules),
  };
}

const publishedJump = ({ key, from, to, before, after }: UnexplainedJump): CallDoubt['jumps'][number] => ({
  series: key,
  from: iso(from),
  to: iso(to),
  before,
  after,
});

/** The alert for the first page: which signals are doubtful, why, and by how much it matters. */
export function doubtAlert(doubt: CallDoubt, month: MonthCall): Alert {
  const { signals, chainedScore: chained, effect, chainedRegime } = doubt;
  const titles = new Map(month.evaluated.map(({ aligned: { signal } }) => [signal.id, signal.title]));
  const which = listed(signals.map(({ id }) => titles.get(id)!));
  const jumps = month.evaluated.flatMap((s) => (s.doubt === null ? [] : s.doubt.jumps));
  const latest = jumps.reduce((a, b) => (b.to > a.to ? b : a));
  const others = doubt.jumps.length - 1;
  const ratio = LEVELS[latest.key.slice(latest.key.lastIndexOf('.') + 1) as 'pe' | 'pb' | 'dy'].title;
  const why = `${ratio} jumps from ${latest.before} on ${displayDay(latest.from)} to ${latest.after} on ${displayDay(latest.to)}, which neither the price nor a known change of method explains${others > 0 ? ` (and ${others} earlier ${others === 1 ? 'jump' : 'jumps'})` : ''}`;
  const verb = signals.length === 1 ? 'is' : 'are';
  return {
    code: 'doubtful-signal',
    message: `${which} ${verb} doubtful: ${why}. ${effectText(month, chained, effect, chainedRegime)}`,
  };
}

function effectText(
  { combined, regime }: MonthCall,
  chained: number | null,
  effect: number | null,
  chainedRegime: CallDoubt['chainedRegime'],
): string {
  if (combined.kind !== 'scored' || chained === null || effect === null || chainedRegime === null)
    return 'Its effect on the score cannot be computed.';
  const label =
    chainedRegime === regime
      ? 'the regime is the same'
      : `the regime would be ${chainedRegime}, not ${regime}`;
  return `S is ${signed(combined.score, 4)} as published and ${signed(chained, 4)} with the jump chained away: an effect of ${signed(effect, 4)}; ${label}.`;
}
