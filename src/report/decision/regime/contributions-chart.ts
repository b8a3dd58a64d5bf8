import { grouped, signed } from '../../../format/numbers.ts';
import { thresholdText } from '../../../format/score.ts';
import type { Markup } from '../../page/markup.ts';
import type { CallModel } from './call-model.ts';
import { scoreText, signalScoreText } from './call-text.ts';
import { COLOUR } from '../../charts/plot.ts';
import { waterfall } from '../../charts/waterfall.ts';

/** Draws weight × score of each signal end to end, from 0 to S. */
export function contributionChart(call: CallModel, id: string): Markup {
  const { enterBearish, enterBullish } = call.bands;
  const parts = call.signals
    .filter((s) => s.effectiveWeight > 0)
    .map((s) => ({
      row: s.title,
      note: `${grouped(s.effectiveWeight, 0)} % × ${signalScoreText(s.score ?? 0, call.voteThreshold)}`,
      value: s.contribution,
    }));
  const text = (x: number) => signed(x, 3);
  const sum = parts.reduce((total, { value }) => total + value, 0);
  return waterfall(
    {
      steps: parts,
      total: 'Score S',
      totalText: (sum) => scoreText(sum, call.bands, 3),
      references: [enterBearish, enterBullish].map((at) => ({ at, text: thresholdText(at) })),
      text,
      ink: { up: COLOUR.supportive, down: COLOUR.hostile },
      left: { page: 190, phone: 100 },
    },
    {
      id,
      title: 'Contributions to the score',
      description: `${parts.map((p) => `${p.row} ${text(p.value)}`).join(', ')}; total S = ${scoreText(sum, call.bands, 3)}.`,
    },
  );
}
