import { contractOf } from '../../../allocations/holdings/held-future.ts';
import { niftyLot } from '../../../allocations/hedge/nifty-lot.ts';
import { day } from '../../market/day.ts';
import type { Problem } from '../../market/problem.ts';
import type { DecidedHedge } from './decided-hedge.ts';
import type { FuturesTrade } from './futures-account.ts';

/** The hedge of one month as it was walked: from its fill to the next. Money in ₹. */
export interface HedgedMonth {
  /** Null where the decision could not say. */
  readonly decided: DecidedHedge | null;
  readonly trades: readonly FuturesTrade[];
  readonly profit: number;
  readonly charges: number;
  /** Mean over the closes of contract value over the portfolio, below 0 where sold. */
  readonly exposure: number;
  /** Sessions in which a contract held had no price, and those at whose close the liquid fund lacked margin or was overdrawn. */
  readonly unpriced: number;
  readonly marginCalls: number;
  readonly overdrawn: number;
}

/** The hedge of a whole walk. */
export interface WalkedHedge {
  readonly months: readonly HedgedMonth[];
  /** Profit less charges of each session of the record, in the terms of its value after costs. */
  readonly flow: Float64Array;
}

/** What the hedge of a back-test did. Money in ₹. */
export interface HedgeRecord {
  readonly months: readonly {
    readonly decided: string;
    /** `puts`: the decision chose puts, and the futures of its other form were traded; `unavailable`: what was held stayed. */
    readonly kind: DecidedHedge['kind'] | 'unavailable';
    /** NSE’s symbol, and lots, below 0 where sold, that the decision asked for. */
    readonly contract: string | null;
    readonly lots: number;
    readonly exposure: number;
    readonly profit: number;
    readonly charges: number;
  }[];
  readonly trades: readonly FuturesTrade[];
  readonly profit: number;
  readonly charges: number;
  readonly unpricedSessions: number;
  readonly marginCalls: number;
  readonly overdrawnSessions: number;
}

/** @param days of the decisions, ISO. */
export function hedgeRecord({ months }: WalkedHedge, days: readonly string[]): HedgeRecord {
  const sum = (of: (m: HedgedMonth) => number): number => months.reduce((all, m) => all + of(m), 0);
  return {
    months: months.map(({ decided, exposure, profit, charges }, k) => {
      const expiry = decided?.expiry ? day(decided.expiry) : null;
      return {
        decided: days[k]!,
        kind: decided?.kind ?? 'unavailable',
        contract: expiry && contractOf(expiry),
        lots: expiry ? decided!.units / niftyLot(expiry) : 0,
        exposure,
        profit,
        charges,
      };
    }),
    trades: months.flatMap((m) => m.trades),
    profit: sum((m) => m.profit),
    charges: sum((m) => m.charges),
    unpricedSessions: sum((m) => m.unpriced),
    marginCalls: sum((m) => m.marginCalls),
    overdrawnSessions: sum((m) => m.overdrawn),
  };
}

/** What a reader of a hedged back-test must know. */
export function hedgeProblems(record: HedgeRecord): Problem[] {
  const note = (code: string, message: string, remedy = ''): Problem => ({
    severity: 'note',
    code,
    about: 'hedge',
    message,
    remedy,
  });
  const months = (kind: HedgeRecord['months'][number]['kind']): number =>
    record.months.filter((m) => m.kind === kind).length;
  const counted = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
  const found: Problem[] = [];
  if (months('unavailable') > 0)
    found.push(
      note(
        'backtest-hedge-unavailable',
        `In ${counted(months('unavailable'), 'month')} the decision could not size a hedge; futures held then stayed as they were.`,
        'Import NSE’s derivatives bhavcopies of the last session of each month.',
      ),
    );
  if (months('puts') > 0)
    found.push(
      note(
        'backtest-hedge-puts',
        `In ${counted(months('puts'), 'month')} the decision chose puts. The store has no option prices, so the futures of its other form were traded.`,
      ),
    );
  if (record.unpricedSessions > 0)
    found.push(
      note(
        'backtest-hedge-unpriced',
        `In ${counted(record.unpricedSessions, 'session')} a contract held had no price; its last one stood.`,
        'Import NSE’s derivatives bhavcopies of every session.',
      ),
    );
  if (record.marginCalls > 0)
    found.push(
      note(
        'backtest-margin-calls',
        `At ${counted(record.marginCalls, 'close')} the liquid fund was less than the initial margin; the lots without margin were bought back at the next close.`,
      ),
    );
  if (record.overdrawnSessions > 0)
    found.push(
      note(
        'backtest-overdrawn',
        `At ${counted(record.overdrawnSessions, 'close')} losses on futures exceeded the liquid fund; the difference was owed until the next fill.`,
      ),
    );
  return found;
}
