import type { Evidence, MultipleTesting } from '../../validation/regimes/result.ts';
import { counted, grouped, probability } from '../../format/numbers.ts';
import { html, type Markup, type Piece } from '../page/markup.ts';
import { table } from '../page/table.ts';

/** What is left of the record once the search for the rules is owned up to. */
export const searchSection = ({ multipleTesting }: Evidence): Markup =>
  html`<section id="search">
    <h2>How many rules were tried</h2>
    ${
      multipleTesting
        ? html`<p>
              The best of many rules looks good on the history it was chosen from, even if none has any merit.
              Ratios are of daily returns above cash in the switch test, a year.
            </p>
            ${searchTable(multipleTesting)}`
        : html`<p>The period is too short for the switch test, on which this rests.</p>`
    }
  </section>`;

interface Line {
  readonly figure: string;
  readonly value: string;
  readonly meaning: Piece;
}

const searchTable = (m: MultipleTesting): Markup => {
  const rows: Line[] = [
    {
      figure: 'Variants tried',
      value: grouped(m.variantsTried, 0),
      meaning:
        'As stated for this run; taken as independent, which is cautious, since real variants resemble one another.',
    },
    {
      figure: 'Sharpe ratio',
      value: grouped(m.sharpe, 2),
      meaning: 'Of the switch test with TRRM’s labels.',
    },
    {
      figure: 'Expected best of so many',
      value: grouped(m.expectedBest, 2),
      meaning: `What the best of ${counted(m.variantsTried, 'variant')} without any merit would be expected to show over as long a time.`,
    },
    {
      figure: 'Probability of merit, search ignored',
      value: probability(m.probabilistic),
      meaning: 'That the true ratio is above nought, if these rules had been the only ones tried.',
    },
    {
      figure: 'Probability of merit, search counted',
      value: probability(m.deflated),
      meaning: 'That it is above the expected best of so many: the deflated Sharpe ratio.',
    },
    ...(m.timing
      ? [
          {
            figure: 'The same for timing the market',
            value: probability(m.timing.deflated),
            meaning: `For the return above the Nifty held throughout, whose ratio is ${grouped(m.timing.sharpe, 2)}. No timing of the market is claimed.`,
          },
        ]
      : []),
    {
      figure: 'Tilts judged',
      value: grouped(m.tiltsJudged, 0),
      meaning: `Each at one in ten: about ${grouped(m.tiltsJudged / 10, 0)} would seem to be spoken for or against by chance alone.`,
    },
  ];
  return table<Line>({
    label: 'The search owned up to',
    rows,
    columns: [
      { head: 'Figure', cell: (l) => l.figure },
      { head: 'Value', kind: 'number', cell: (l) => l.value },
      { head: 'What it says', cell: (l) => l.meaning },
    ],
  });
};
