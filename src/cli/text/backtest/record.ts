import type { ForecastFigure } from '../../../backtest/account/forecast-outcome.ts';
import type { MeasuredRecord } from '../../../backtest/account/measure-record.ts';
import { counted, grouped, NONE } from '../../../format/numbers.ts';
import { rupeesInWords } from '../../../format/rupees.ts';
import { day, displayDay } from '../../../market/day.ts';
import { figureText, returnText } from '../../../report/performance/figure-text.ts';
import { moneyWeightedText } from '../../../report/record/money-weighted-text.ts';
import { performanceText } from './performance.ts';
import { reconciliationText } from './reconciliation.ts';
import { table } from '../layout/table.ts';

const date = (iso: string): string => displayDay(day(iso));

/** An account's record on a screen: returns by both methods, the last decision's forecast, then the tear sheet. */
export function recordText({ record, outcome, reconciliation }: MeasuredRecord): string {
  const { timeWeighted, moneyWeighted, modifiedDietz } = record;
  return `${record.name}: record from ${date(record.from)} to ${date(record.to)}
${rupeesInWords(record.opening)} at the start, ${rupeesInWords(record.closing)} at the end; flows of ${rupeesInWords(record.netFlow)} net on ${counted(record.flowDays, 'day')}, fees ${rupeesInWords(record.fees)}

${table(
  ['Return', 'Whole period', 'A year', 'Convention'],
  [
    [
      'Time-weighted, net',
      returnText(timeWeighted.net),
      returnText(timeWeighted.netAnnual),
      'linked between valuations, without the influence of flows',
    ],
    [
      'Time-weighted, before fees',
      returnText(timeWeighted.beforeFees),
      returnText(timeWeighted.beforeFeesAnnual),
      'the same with fees added back',
    ],
    ['Money-weighted (XIRR)', '', moneyWeightedText(moneyWeighted), 'days/365; with the influence of flows'],
  ],
  [1, 2],
)}
${modifiedDietz.map((d) => `Modified Dietz from ${date(d.from)} to ${date(d.to)}: ${d.flows} flows without a valuation\n`).join('')}${outcome ? `\n${outcomeText(outcome)}\n` : ''}${reconciliation ? `\n${reconciliationText(reconciliation)}\n` : ''}
${performanceText(record.sheet)}`;
}

function outcomeText(outcome: NonNullable<MeasuredRecord['outcome']>): string {
  const row = (name: string, { forecast, realised }: ForecastFigure, unit: 'fraction' | 'number') => [
    name,
    figureText(forecast, unit),
    figureText(realised, unit),
  ];
  return `Decision of ${date(outcome.asOf)} (ledger entry ${outcome.entry}) and what followed, ${grouped(outcome.sessions, 0)} sessions to ${date(outcome.to)}
${table(
  ['A year', 'Forecast', 'Realised'],
  [
    row('Volatility', outcome.volatility, 'fraction'),
    row('Beta', outcome.beta, 'number'),
    row('Tracking error', outcome.trackingError, 'fraction'),
  ],
  [1, 2],
)}
Return ${returnText(outcome.own)}${outcome.benchmark === null ? '' : `, benchmark ${returnText(outcome.benchmark)}`}; one standard deviation of the forecast is ± ${outcome.band === null ? NONE : figureText(outcome.band, 'fraction')}. A realised deviation has a relative standard error of ${figureText(outcome.error, 'fraction')}.`;
}
