import type { AccountDayRecord } from '../../market/accounts/read-account.ts';
import { type Day, displayDay, iso } from '../../market/day.ts';
import { rupeesInWords } from '../../format/rupees.ts';
import { plainPercent } from '../../format/words.ts';
import { type Problem, userError } from '../../market/problem.ts';
import { compoundAnnual, yearsBetween } from '../statistics/growth.ts';
import { tearSheet, type TearSheet, type TearSheetInput } from '../statistics/tear-sheet.ts';
import type { ValuePath } from '../statistics/value-path.ts';
import { moneyWeightedReturn } from './money-weighted.ts';
import { type DietzSpan, timeWeightedReturn } from './time-weighted.ts';

/** The money-weighted return a year; or why there is none. */
export type MoneyWeighted =
  | { readonly kind: 'one'; readonly rate: number }
  | { readonly kind: 'several'; readonly rates: readonly number[] }
  | { readonly kind: 'none' }
  | { readonly kind: 'under-a-year' };

/** What really happened in an account: returns by both methods, flows, fees and statistics. ₹ and fractions; dates ISO. */
export interface AccountRecord {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** Values at the first and the last valuation. */
  readonly opening: number;
  readonly closing: number;
  /** Sum of external flows after the first valuation, and number of days with one. */
  readonly netFlow: number;
  readonly flowDays: number;
  readonly fees: number;
  /** Time-weighted returns net of fees and before them: over the whole, and a year where it is longer than one. */
  readonly timeWeighted: {
    readonly net: number;
    readonly beforeFees: number;
    readonly netAnnual: number | null;
    readonly beforeFeesAnnual: number | null;
  };
  readonly moneyWeighted: MoneyWeighted;
  /** Stretches measured by modified Dietz. */
  readonly modifiedDietz: readonly { readonly from: string; readonly to: string; readonly flows: number }[];
  /** Statistics of the net time-weighted path. */
  readonly sheet: TearSheet;
  readonly problems: readonly Problem[];
}

/** A flow above this part of the value, on a day without a valuation, needs one (GIPS large flow; SEBI's 10 %). */
const LARGE_FLOW = 0.1;

/**
 * The record of an account from its valuations and flows: time-weighted return (modified Dietz where a flow has no valuation of its
 * day), money-weighted return, and the statistics of a tear sheet on the net path.
 *
 * @param name of the account, on the record.
 * @param days ascending; only those from `from` to `to` are measured.
 * @returns the record with its net path.
 * @throws UserError for fewer than three valuations, or a large flow without a valuation.
 * @example
 * import { accountRecord, readAccountFile } from 'trrm/backtest';
 *
 * const text = 'date,value,flow,fees\n2024-01-31,1000000,,\n2024-02-29,1030000,,\n2024-03-28,1125000,100000,\n';
 * const { record } = accountRecord('A1', readAccountFile(text, 'account.csv'));
 * console.log(record.timeWeighted.net, record.moneyWeighted);
 */
export function accountRecord(
  name: string,
  days: readonly AccountDayRecord[],
  {
    from,
    to,
    benchmark = null,
    riskFree = null,
  }: {
    readonly from?: Day;
    readonly to?: Day;
    readonly benchmark?: TearSheetInput['benchmark'];
    readonly riskFree?: TearSheetInput['riskFree'];
  } = {},
): { readonly record: AccountRecord; readonly path: ValuePath } {
  const measured = days.filter(
    ({ day }) => (from === undefined || day >= from) && (to === undefined || day <= to),
  );
  refuseLargeFlows(name, measured);
  const found = timeWeightedReturn(measured);
  if (!found || found.net.days.length < 3)
    throw userError(
      'short-record',
      name,
      'The record has fewer than three valuations with money invested between them.',
      'Give the value of every session; SEBI asks for daily valuation.',
    );
  const { net, beforeFees, dietz } = found;
  const sheet = tearSheet({ name, path: net, benchmark, riskFree });
  const first = net.days[0]!;
  const last = net.days.at(-1)!;
  const counted = measured.filter(({ day }) => day > first && day <= last);
  const opening = measured.find(({ day }) => day === first)!.value!;
  const closing = measured.find(({ day }) => day === last)!.value!;
  const years = yearsBetween(first, last);
  const isYear = last - first >= 365;
  const total = (path: ValuePath): number => path.values[path.values.length - 1]! - 1;
  const annual = (path: ValuePath): number | null => (isYear ? compoundAnnual(total(path), years) : null);
  return {
    path: net,
    record: {
      name,
      from: iso(first),
      to: iso(last),
      opening,
      closing,
      netFlow: counted.reduce((sum, { flow }) => sum + flow, 0),
      flowDays: counted.filter(({ flow }) => flow !== 0).length,
      fees: counted.reduce((sum, { fees }) => sum + fees, 0),
      timeWeighted: {
        net: total(net),
        beforeFees: total(beforeFees),
        netAnnual: annual(net),
        beforeFeesAnnual: annual(beforeFees),
      },
      moneyWeighted: isYear
        ? moneyWeightedReturn([
            { day: first, amount: -opening },
            ...counted.map(({ day, flow }) => ({ day, amount: -flow })),
            { day: last, amount: closing },
          ])
        : { kind: 'under-a-year' },
      modifiedDietz: dietz.map((span) => ({
        from: iso(span.from),
        to: iso(span.to),
        flows: span.flows.length,
      })),
      sheet,
      problems: [...sheet.problems, ...dietzProblem(name, dietz)],
    },
  };
}

function refuseLargeFlows(name: string, days: readonly AccountDayRecord[]): void {
  let value = 0;
  for (const { day, value: valued, flow } of days) {
    if (valued === null && value > 0 && Math.abs(flow) > LARGE_FLOW * value)
      throw userError(
        'large-flow',
        name,
        `On ${displayDay(day)} ${rupeesInWords(Math.abs(flow))} ${flow > 0 ? 'came in' : 'went out'}, ${plainPercent(Math.abs(flow) / value)} of the last value, and the account was not valued that day.`,
        'Give its value on that day: a large flow needs one (GIPS).',
      );
    if (valued !== null) value = valued;
  }
}

const dietzProblem = (about: string, spans: readonly DietzSpan[]): Problem[] =>
  spans.length === 0
    ? []
    : [
        {
          severity: 'warning',
          code: 'modified-dietz',
          about,
          message: `${spans.length} ${spans.length === 1 ? 'stretch has' : 'stretches have'} flows without a valuation of their day and ${spans.length === 1 ? 'is' : 'are'} measured by modified Dietz, an approximation.`,
          remedy: 'Value the account on the day of every flow.',
        },
      ];
