import type { RegimeValidation, MultipleTesting } from '../../validation/regimes/result.ts';
import { counted, grouped, probability } from '../../format/numbers.ts';
import { html, type Markup, type Piece } from '../page/markup.ts';
import { table } from '../page/table.ts';

/** Performance adjusted for the number of rules tried. */
export const multipleTestingSection = ({ multipleTesting }: RegimeValidation): Markup =>
  html`<section id="multiple-testing">
    <h2>Adjustment for multiple testing</h2>
    ${
      multipleTesting
        ? html`<p>
              The best of many rules performs well on the history it was selected from, even if none has
              skill. Ratios are annualised, of daily excess returns over cash in the switching test.
            </p>
            ${multipleTestingTable(multipleTesting)}`
        : html`<p>Not available: the period is too short for the switching test.</p>`
    }
  </section>`;

interface Line {
  readonly figure: string;
  readonly value: string;
  readonly meaning: Piece;
}

const multipleTestingTable = (m: MultipleTesting): Markup => {
  const rows: Line[] = [
    {
      figure: 'Variants tried',
      value: grouped(m.variantsTried, 0),
      meaning:
        'As declared for this run; treated as independent, which is conservative, because real variants are correlated.',
    },
    {
      figure: 'Sharpe ratio',
      value: grouped(m.sharpe, 2),
      meaning: 'Of the switching test with TRRM’s labels.',
    },
    {
      figure: 'Expected best by chance',
      value: grouped(m.expectedBest, 2),
      meaning: `Expected ratio of the best of ${counted(m.variantsTried, 'variant')} without skill over the same period.`,
    },
    {
      figure: 'Probability of skill, unadjusted',
      value: probability(m.probabilistic),
      meaning: 'That the true ratio is positive, if these rules were the only ones tried.',
    },
    {
      figure: 'Probability of skill, adjusted',
      value: probability(m.deflated),
      meaning: 'That it exceeds the expected best by chance: the deflated Sharpe ratio.',
    },
    ...(m.timing
      ? [
          {
            figure: 'Adjusted, for market timing',
            value: probability(m.timing.deflated),
            meaning: `For the return relative to buying and holding the Nifty, with a ratio of ${grouped(m.timing.sharpe, 2)}. No market-timing ability is claimed.`,
          },
        ]
      : []),
    {
      figure: 'Tilts tested',
      value: grouped(m.tiltsTested, 0),
      meaning: `Each at the 10 % level: about ${grouped(m.tiltsTested / 10, 0)} would appear supported or contradicted by chance alone.`,
    },
  ];
  return table<Line>({
    label: 'Adjustment for multiple testing',
    rows,
    columns: [
      { head: 'Figure', cell: (l) => l.figure },
      { head: 'Value', kind: 'number', cell: (l) => l.value },
      { head: 'Meaning', cell: (l) => l.meaning },
    ],
  });
};
