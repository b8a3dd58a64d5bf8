import { beside, formula, type Rule, stage } from '../rule.ts';
import { signalRows } from './regime-inputs.ts';

const CALIBRATION = 'How past calls with a score of this size agreed with the phases dated since';

/** How past calls with a score of this size turned out, at one place of the document. */
export const calibrationRules = (base: string, what: string): Rule[] => [
  ...(['from', 'below'] as const).map((end, k) =>
    formula(
      `${base}/${end}`,
      'score',
      k === 0
        ? 'Lower end of the band of |S| that the score is in: 0, or a threshold of confidence.'
        : 'Upper end of the band of |S| that the score is in; none for the highest.',
      {
        inputs: () => ['/regime/score'],
        parameters: () => ['regimes.confidence.low', 'regimes.confidence.high'],
      },
      ([score], { made }) => {
        const { low, high } = made.book.regimes.confidence;
        const edges = [0, low, high];
        return edges[edges.findLastIndex((edge) => Math.abs(score as number) >= edge) + k] ?? null;
      },
    ),
  ),
  stage(
    `${base}/months`,
    'count',
    `Number of earlier ${what} with |S| in this band whose market phase is settled by the as-of date (Pagan and Sossounov).`,
    { parameters: () => ['regimes.confidence'], rows: signalRows },
  ),
  stage(
    `${base}/agreed`,
    'count',
    `Number of these ${what} whose label agreed with the phase: bearish in a bear market, not bearish outside one.`,
    { rows: signalRows },
  ),
  formula(
    `${base}/fraction`,
    'fraction',
    `${CALIBRATION}: ${what} that agreed, over all of them.`,
    { symbols: 'agreed / months', inputs: (at) => [beside(at, 'agreed'), beside(at, 'months')] },
    ([agreed, months]) => (agreed as number) / (months as number),
  ),
  stage(`${base}/interval`, 'words', 'There are no such months.'),
  stage(`${base}/interval/*`, 'fraction', 'End of the 95 % Wilson interval of the fraction.', {
    symbols: '(p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n), z = 1.96',
    inputs: (at) => [beside(at, '..', 'agreed'), beside(at, '..', 'months')],
  }),
];
