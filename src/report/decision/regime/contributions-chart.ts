import { grouped, signed } from '../../../format/numbers.ts';
import type { Markup } from '../../page/markup.ts';
import type { CallModel } from './call-model.ts';
import { COLOUR } from '../../charts/plot.ts';
import { waterfall } from '../../charts/waterfall.ts';

/** Draws weight × score of each signal end to end, from 0 to S. */
export function contributionChart(call: CallModel, id: string): Markup {
  const { enterBearish, enterBullish } = call.bands;
  const parts = call.signals
    .filter((s) => s.effectiveWeight > 0)
    .map((s) => ({
      row: s.title,
      note: `${grouped(s.effectiveWeight, 0)} % × ${signed(s.score ?? 0, 2)}`,
      value: s.contribution,
    }));
  const text = (x: number) => signed(x, 3);
  const sum = parts.reduce((total, { value }) => total + value, 0);
  return waterfall(
    {
      steps: parts,
      total: 'Score S',
      references: [enterBearish, enterBullish].map((at) => ({ at, text: signed(at, 2) })),
      text,
      ink: { up: COLOUR.supportive, down: COLOUR.hostile },
      left: { page: 190, phone: 100 },
    },
    {
      id,
      title: 'Contributions to the score',
      description: `${parts.map((p) => `${p.row} ${text(p.value)}`).join(', ')}; total S = ${text(sum)}.`,
    },
  );
}
