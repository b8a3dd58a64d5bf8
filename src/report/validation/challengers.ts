import { BLOCK_MONTHS } from '../../validation/regimes/measures/volatility-ratio.ts';
import type { SwitchTest } from '../../validation/regimes/measures/switch-test.ts';
import type { ClassifierRecord, Evidence } from '../../validation/regimes/result.ts';
import { counted, grouped, NONE, orNone, percent, share } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import { type Column, table } from '../page/table.ts';
import { terms } from '../page/terms.ts';

/** TRRM beside the other ways of labelling, none of them crowned. */
export const challengerSection = (evidence: Evidence): Markup =>
  html`<section id="challengers">
    <h2>TRRM and its challengers</h2>
    <h3>Agreement with the dated phases, and risk</h3>
    ${agreementTable(evidence.classifiers)}
    ${terms([
      ['Months', 'Months judged: with a label, and of a phase that can be dated.'],
      ['κ', 'Agreement on bear or not, beyond what chance would give: 0 is chance, 1 is perfect.'],
      ['p', 'Share of all shifts of the labels round the calendar that agree at least as well.'],
      ['Bears found', 'Bear phases that begin in the period in which some month was labelled bearish.'],
      [
        'Entry, exit',
        'Months from the peak to the first bearish label, and from the trough to the first other label; means over the bears found.',
      ],
      ['Changes', 'Changes of label a year.'],
      ['Whipsaws', 'Labels held for one or two months between two others.'],
      [
        'Volatility ratio',
        `How much the Nifty’s next month varied after bearish labels, over the same after bullish ones; its interval is by bootstrap of blocks of ${counted(BLOCK_MONTHS, 'month')}. Above 1 the labels tell risk apart.`,
      ],
    ])}
    <h3>A switch test</h3>
    <p>
      The Nifty 50 while the label is not bearish, cash while it is, traded at the close of the session after
      the month-end, at ${share(evidence.stability.cost, 2)} one way. It is the same for all and stands for no
      portfolio. Price index, without dividends. Cash earns ${evidence.stability.cashFrom}.
    </p>
    ${switchTable(evidence)}
    <p class="quiet">
      Return: percent a year, compounded, after costs. Volatility: percent a year. Sharpe: yearly mean above
      cash over its deviation. Worst fall: from a peak to the lowest close after it.
    </p>
  </section>`;

const two = (x: number | null): string => orNone(x, (v) => grouped(v, 2));
const one = (x: number | null): string => orNone(x, (v) => grouped(v, 1));

export const agreementTable = (classifiers: readonly ClassifierRecord[]): Markup => {
  /** A figure of labels says nothing where there are none. */
  const ofLabels = (text: (c: ClassifierRecord) => string) => (c: ClassifierRecord) =>
    c.labelled === 0 ? NONE : text(c);
  return table<ClassifierRecord>({
    label: 'Agreement and risk',
    rows: classifiers,
    columns: [
      { head: 'Labels by', cell: (c) => c.title },
      { head: 'Months', kind: 'number', cell: (c) => grouped(c.judged, 0) },
      { head: 'κ', kind: 'number', cell: (c) => two(c.kappa) },
      { head: 'p', kind: 'number', cell: (c) => orNone(c.kappaP, (p) => grouped(p, 3)) },
      { head: 'Bears found', kind: 'number', cell: ofLabels(({ lags }) => `${lags.found} of ${lags.bears}`) },
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

/** The figures of a switch test, for tables whose rows have one. */
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
    column('Worst fall', (t) => percent(t.maxDrawdown)),
    column('Trades', (t) => grouped(t.trades, 0)),
  ];
};

/** Rows with a name and a switch test, the Nifty held throughout among them for comparison. */
export const switchTable = ({ classifiers, stability }: Evidence): Markup =>
  table({
    label: 'Switch test',
    rows: [
      ...classifiers.map((c) => ({ name: c.title, test: c.switchTest })),
      { name: 'Nifty 50 held throughout', test: stability.buyAndHold },
    ],
    columns: [
      { head: 'Labels by', cell: (row) => row.name },
      ...switchColumns<{ test: SwitchTest | null }>((row) => row.test),
    ],
  });
