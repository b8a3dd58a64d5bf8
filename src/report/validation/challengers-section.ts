import { BLOCK_MONTHS } from '../../validation/regimes/measures/volatility-ratio.ts';
import type { SwitchTest } from '../../validation/regimes/measures/switch-test.ts';
import type { ClassifierTrackRecord, RegimeValidation } from '../../validation/regimes/result.ts';
import { counted, grouped, NONE, orNone, percent, fractionAsPercent } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import { type Column, table } from '../page/table.ts';
import { terms } from '../page/terms.ts';

/** TRRM compared with the challengers, without a ranking. */
export const challengerSection = (evidence: RegimeValidation): Markup =>
  html`<section id="challengers">
    <h2>TRRM and challengers</h2>
    <h3>Agreement with dated phases, and risk</h3>
    ${agreementTable(evidence.classifiers)}
    ${terms([
      ['Months', 'Months compared: months with a label whose phase can be dated.'],
      ['κ', 'Cohen’s κ, agreement on bear or not beyond chance: 0 is chance, 1 is perfect.'],
      ['p', 'Fraction of all circular shifts of the labels with at least the same agreement.'],
      ['Bears detected', 'Bear markets that begin in the period, with at least one month labelled bearish.'],
      [
        'Entry, exit',
        'Months from the peak to the first bearish label, and from the trough to the first other label; means over the bear markets detected.',
      ],
      ['Changes', 'Label changes a year.'],
      ['Whipsaws', 'Labels that last only one or two months.'],
      [
        'Volatility ratio',
        `Volatility of the Nifty in the month after bearish labels, divided by that after bullish labels; interval by block bootstrap with blocks of ${counted(BLOCK_MONTHS, 'month')}. A ratio above 1 means that labels separate risk.`,
      ],
    ])}
    <p class="quiet">
      The jump model on S is shown at half, one and twice its penalty λ: the further its three rows differ,
      the less any one of them proves.
    </p>
    <h3>Switching test</h3>
    <p>
      Invested in the Nifty 50 unless the label is bearish, otherwise in cash, traded at the close of the
      session after the month-end, at ${fractionAsPercent(evidence.stability.cost, 2)} one-way cost. The test
      is identical for all classifiers and does not represent a portfolio. Price index, without dividends.
      Cash earns ${evidence.stability.cashSource}.
    </p>
    ${switchTable(evidence)}
    <p class="quiet">
      Return: percent a year, compounded, after costs. Volatility: percent a year. Sharpe ratio: annualised
      mean excess return over cash divided by volatility.
    </p>
  </section>`;

const two = (x: number | null): string => orNone(x, (v) => grouped(v, 2));
const one = (x: number | null): string => orNone(x, (v) => grouped(v, 1));

export const agreementTable = (classifiers: readonly ClassifierTrackRecord[]): Markup => {
  /** Figures of labels are not available without labels. */
  const ofLabels = (text: (c: ClassifierTrackRecord) => string) => (c: ClassifierTrackRecord) =>
    c.labelled === 0 ? NONE : text(c);
  return table<ClassifierTrackRecord>({
    label: 'Agreement and risk by classifier',
    rows: classifiers,
    columns: [
      { head: 'Classifier', cell: (c) => c.title },
      { head: 'Months', kind: 'number', cell: (c) => grouped(c.settled, 0) },
      { head: 'κ', kind: 'number', cell: (c) => two(c.kappa) },
      { head: 'p', kind: 'number', cell: (c) => orNone(c.kappaP, (p) => grouped(p, 3)) },
      {
        head: 'Bears detected',
        kind: 'number',
        cell: ofLabels(({ lags }) => `${lags.found} of ${lags.bears}`),
      },
      { head: 'Entry', kind: 'number', cell: (c) => one(c.lags.entry) },
      { head: 'Exit', kind: 'number', cell: (c) => one(c.lags.exit) },
      { head: 'Changes', kind: 'number', cell: ofLabels((c) => grouped(c.switchesAYear, 2)) },
      { head: 'Whipsaws', kind: 'number', cell: ofLabels((c) => grouped(c.whipsaws, 0)) },
      {
        head: 'Volatility ratio',
        kind: 'number',
        cell: (c) => orNone(c.volatilityRatio, (v) => two(v.ratio)),
      },
      {
        head: '95 % interval',
        kind: 'number',
        cell: (c) => orNone(c.volatilityRatio, ({ interval: [low, high] }) => `${two(low)} to ${two(high)}`),
      },
    ],
  });
};

/** Columns for the results of a switching test. */
export const switchColumns = <Row>(of: (row: Row) => SwitchTest | null): Column<Row>[] => {
  const column = (head: string, text: (test: SwitchTest) => string): Column<Row> => ({
    head,
    kind: 'number',
    cell: (row) => orNone(of(row), text),
  });
  return [
    column('Return', (t) => percent(t.annualReturn)),
    column('Volatility', (t) => percent(t.volatility)),
    column('Sharpe', (t) => grouped(t.sharpe, 2)),
    column('Maximum drawdown', (t) => percent(t.maxDrawdown)),
    column('Trades', (t) => grouped(t.trades, 0)),
  ];
};

/** Switching tests of all classifiers, with buy-and-hold of the Nifty for comparison. */
const switchTable = ({ classifiers, stability }: RegimeValidation): Markup =>
  table({
    label: 'Switching test by classifier',
    rows: [
      ...classifiers.map((c) => ({ name: c.title, test: c.switchTest })),
      { name: 'Nifty 50, buy and hold', test: stability.buyAndHold },
    ],
    columns: [
      { head: 'Classifier', cell: (row) => row.name },
      ...switchColumns<{ test: SwitchTest | null }>((row) => row.test),
    ],
  });
