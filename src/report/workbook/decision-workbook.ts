import type { Decision } from '../../decision/document/decision.ts';
import { inWords } from '../../format/words.ts';
import { type Day, day, displayDay, iso } from '../../market/day.ts';
import { type HistoryRow, historyRow } from '../../../regimes/model/history-row.ts';
import type { MonthlyRun } from '../../decision/run/monthly-run.ts';
import { NIFTY } from '../../market/series.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';
import { orderSheets } from './order-sheets.ts';
import { riskSheets } from './risk-sheets.ts';
import { workbookBytes, type WorkbookSheet } from './workbook.ts';

/** What a workbook of a decision is made from. */
export interface WorkbookInput {
  readonly decision: Decision;
  /** SHA-256 of `decision.json`. */
  readonly hash: string;
  /** Month-end calls up to and including the decision, ascending. */
  readonly history: readonly HistoryRow[];
  /** Nifty 50 close of each of these month-ends. */
  readonly nifty: ReadonlyMap<string, number>;
}

/** The workbook of a monthly run; the same run gives the same bytes. */
export const decisionWorkbook = (run: MonthlyRun, book: RuleBook, hash: string): Promise<Uint8Array> =>
  workbookBytes(decisionSheets(workbookInput(run, book, hash)));

/** What a workbook shows of a monthly run, whose `decision.json` has the given hash. */
export function workbookInput(
  { decision, called, market }: MonthlyRun,
  book: RuleBook,
  hash: string,
): WorkbookInput {
  const { observedOn, value } = market.view(day(decision.asOf)).column(`${NIFTY}.close`);
  return {
    decision,
    hash,
    history: called.history.map((month) => historyRow(month, book.regimes)),
    nifty: new Map(Array.from(observedOn, (on, i) => [iso(on as Day), value[i]!])),
  };
}

/** The sheets of a decision: signals, weights, orders, tax by lot, risk, limits and the record of labels. */
export function decisionSheets(input: WorkbookInput): WorkbookSheet[] {
  const { decision } = input;
  const origin = originOf(input);
  return [
    ...signalSheets(decision, origin),
    weightSheet(decision, origin),
    ...orderSheets(decision.execution, origin),
    ...riskSheets(decision.allocation, origin),
    historySheet(input, origin),
  ];
}

/** Which decision a sheet belongs to, and whether it is of the simulated market. */
export const originOf = ({ decision, hash }: WorkbookInput): string =>
  `${decision.simulated ? 'SIMULATED MARKET. ' : ''}As of ${displayDay(day(decision.asOf))}. Decision ${hash}`;

function signalSheets({ signals, regime }: Decision, origin: string): WorkbookSheet[] {
  return [
    {
      title: 'Signals',
      note: `Label: ${regime.regime}. The sum of the contributions is the score S.`,
      origin,
      columns: [
        { title: 'Signal', kind: 'text', width: 22 },
        { title: 'Status', kind: 'text' },
        { title: 'Observed on', kind: 'day', width: 14 },
        { title: 'Weight', kind: 'fraction', summed: true },
        { title: 'Score', kind: 'score' },
        { title: 'Contribution', kind: 'score', summed: true, width: 14 },
        { title: 'Vote', kind: 'text' },
        { title: 'Reason', kind: 'text', width: 100 },
      ],
      rows: signals.map((s) => {
        const contribution = regime.contributions.find((c) => c.id === s.id);
        return [
          s.title,
          s.status,
          s.observedOn === null ? null : day(s.observedOn),
          contribution?.weight ?? 0,
          s.score,
          contribution?.contribution ?? 0,
          s.vote,
          s.reason,
        ];
      }),
    },
    {
      title: 'Signal inputs',
      note: `Percentiles are expanding mid-ranks in the series’ own history.`,
      origin,
      columns: [
        { title: 'Signal', kind: 'text', width: 22 },
        { title: 'Feature', kind: 'text', width: 20 },
        { title: 'Value', kind: 'number', width: 14 },
        { title: 'Unit', kind: 'text', width: 34 },
        { title: 'Percentile', kind: 'fraction', width: 12 },
      ],
      rows: signals.flatMap((s) =>
        s.features.map((f) => [s.title, f.name, f.value, f.unit, f.percentile ?? null]),
      ),
    },
  ];
}

function weightSheet({ allocation }: Decision, origin: string): WorkbookSheet {
  const { sleeves, opening, target, final, trades } = allocation;
  const positions = Object.keys(target) as (keyof typeof target)[];
  return {
    title: 'Weights',
    note: `Trades are positive for purchases.`,
    origin,
    columns: [
      { title: 'Position', kind: 'text', width: 24 },
      { title: 'Bouquet', kind: 'fraction' },
      { title: 'Band low', kind: 'fraction' },
      { title: 'Band high', kind: 'fraction' },
      { title: 'Target', kind: 'fraction', summed: true },
      { title: 'Opening', kind: 'fraction', summed: true },
      { title: 'Final', kind: 'fraction', summed: true },
      { title: 'Trade', kind: 'fraction', summed: true },
      { title: 'Amount, ₹', kind: 'rupees', width: 18, summed: true },
    ],
    rows: positions.map((id) => {
      const sleeve = sleeves.find((s) => s.id === id);
      const trade = trades.find((t) => t.id === id);
      const sign = trade?.side === 'sell' ? -1 : 1;
      return [
        inWords(id),
        sleeve?.bouquet ?? null,
        sleeve?.band.low ?? null,
        sleeve?.band.high ?? null,
        target[id] ?? 0,
        opening[id] ?? 0,
        final[id] ?? 0,
        trade ? sign * trade.weight : null,
        trade === undefined || trade.amount === null ? null : sign * trade.amount,
      ];
    }),
  };
}

/** Labels month by month beside the Nifty 50: the model’s record, not the performance of any account. */
function historySheet({ history, nifty }: WorkbookInput, origin: string): WorkbookSheet {
  const closes = history.map((m) => nifty.get(m.monthEnd) ?? null);
  return {
    title: 'Performance',
    note: `The Nifty 50 by label, price index: the record of the labels, not the return of any account.`,
    origin,
    columns: [
      { title: 'Month-end', kind: 'day', width: 14 },
      { title: 'Label', kind: 'text', width: 16 },
      { title: 'Model label', kind: 'text', width: 16 },
      { title: 'Score S', kind: 'score' },
      { title: 'Nifty 50', kind: 'rupees', width: 14 },
      { title: 'Month after', kind: 'fraction', width: 14 },
    ],
    rows: history.map((m, i) => {
      const [now, next] = [closes[i] ?? null, closes[i + 1] ?? null];
      return [
        day(m.monthEnd),
        m.regime,
        m.modelRegime,
        m.score,
        now,
        now === null || next === null ? null : next / now - 1,
      ];
    }),
  };
}
