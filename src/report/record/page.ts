import type { MeasuredRecord } from '../../backtest/account/measure-record.ts';
import { onCommonDays } from '../../backtest/statistics/value-path.ts';
import { counted, grouped } from '../../format/numbers.ts';
import { rupeesInWords } from '../../format/rupees.ts';
import { dateText } from '../page/dates.ts';
import { renderDocument } from '../page/document.ts';
import { html, type Markup, type Piece } from '../page/markup.ts';
import { AS_TEXT, type Opens } from '../page/opens.ts';
import { masthead } from '../page/masthead.ts';
import { problemSection } from '../page/problems.ts';
import { table } from '../page/table.ts';
import { drawdownsSection } from '../performance/drawdowns-section.ts';
import { drawnValues } from '../performance/drawn-values.ts';
import { returnText } from '../performance/figure-text.ts';
import { figuresSection } from '../performance/figures-section.ts';
import { rollingSection } from '../performance/rolling-section.ts';
import { valueFigure } from '../performance/value-figure.ts';
import { yearsSection } from '../performance/years-section.ts';
import { outcomeSection } from './outcome-section.ts';
import { moneyWeightedText } from './money-weighted-text.ts';
import { reconciliationSection } from './reconciliation-section.ts';

/** Renders the real record of an account as one HTML file. */
export function renderRecord(measured: MeasuredRecord): string {
  const { record, outcome, reconciliation, simulated, problems } = measured;
  const { sheet } = record;
  const dated = `${dateText(record.from)} to ${dateText(record.to)}`;
  const rolling = rollingSection(sheet);
  return renderDocument({
    title: `${record.name}: record, ${dated}`,
    running: {
      title: 'Record of an account',
      dated: dated.replaceAll('\u00a0', ' '),
      caution: 'Past performance is no guide to future returns',
      simulated,
    },
    contents: [
      ['record', 'Record'],
      ...(outcome ? [['outcome', 'Forecast and outcome'] as const] : []),
      ...(reconciliation ? [['reconciliation', 'Against the recorded decisions'] as const] : []),
      ['figures', 'Statistics'],
      ['years', 'Returns by period'],
      ['drawdowns', 'Drawdowns'],
      ...(rolling ? [['rolling', 'Rolling windows'] as const] : []),
      ['problems', 'Problems'],
    ],
    body: [
      html`<section id="record" class="opening">
        ${masthead({ title: record.name, dateline: `Record of the account, ${dated}${sheet.benchmark === null ? '' : `; benchmark ${sheet.benchmark}`}`, simulated })}
        ${recordOpening(measured)}
      </section>`,
      outcome && outcomeSection(outcome),
      reconciliation && reconciliationSection(reconciliation),
      figuresSection(sheet),
      yearsSection(sheet),
      drawdownsSection(sheet),
      rolling,
      problemSection(problems),
    ],
  });
}

/**
 * Returns, money in and out, and growth of the account.
 *
 * @param opens writes figures of the measured record.
 */
export function recordOpening(measured: MeasuredRecord, opens: Opens = AS_TEXT): Markup {
  const { record, path, benchmark } = measured;
  const [own, other] = onCommonDays([path, ...(benchmark ? [benchmark] : [])]);
  return html`${returnsTable(measured, opens)}
    <p>
      ${rupeesInWords(record.opening)} at the start and ${rupeesInWords(record.closing)} at the end, after
      flows of ${rupeesInWords(record.netFlow)} net on ${counted(record.flowDays, 'day')} and fees of
      ${rupeesInWords(record.fees)}.
      ${record.modifiedDietz.length > 0 && `${grouped(record.modifiedDietz.length, 0)} stretches are measured by modified Dietz, because a flow had no valuation of its day.`}
    </p>
    ${valueFigure(record.sheet, drawnValues(own!, other ?? null))}`;
}

const returnsTable = ({ record: { timeWeighted, moneyWeighted } }: MeasuredRecord, opens: Opens): Markup =>
  table<{
    readonly name: string;
    readonly whole: Piece;
    readonly annual: Piece;
    readonly convention: string;
  }>({
    label: 'Returns of the account',
    rows: [
      {
        name: 'Time-weighted, net of fees',
        whole: opens('/record/timeWeighted/net', returnText(timeWeighted.net)),
        annual: opens('/record/timeWeighted/netAnnual', returnText(timeWeighted.netAnnual)),
        convention: 'linked between valuations, without the influence of flows',
      },
      {
        name: 'Time-weighted, before fees',
        whole: opens('/record/timeWeighted/beforeFees', returnText(timeWeighted.beforeFees)),
        annual: opens('/record/timeWeighted/beforeFeesAnnual', returnText(timeWeighted.beforeFeesAnnual)),
        convention: 'the same with fees added back',
      },
      {
        name: 'Money-weighted (XIRR)',
        whole: '',
        annual: opens('/record/moneyWeighted/rate', moneyWeightedText(moneyWeighted)),
        convention: 'days/365; with the influence of flows',
      },
    ],
    columns: [
      { head: 'Return', cell: (r) => r.name },
      { head: 'Whole period', kind: 'number', cell: (r) => r.whole },
      { head: 'A year', kind: 'number', cell: (r) => r.annual },
      { head: 'Convention', cell: (r) => html`<small class="remark">${r.convention}</small>` },
    ],
  });
