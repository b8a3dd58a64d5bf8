import { accountRecord } from '../../../src/backtest/account/account-record.ts';
import type { MeasuredRecord } from '../../../src/backtest/account/measure-record.ts';
import { reconcileAccount } from '../../../src/backtest/account/reconciliation/reconcile-account.ts';
import {
  A,
  B,
  CASH,
  decisionOf,
  marketOf,
  trade,
  valuesOf,
  weekdays,
} from '../../backtest/account/reconciliation/simulated-account.fixture.ts';

/** An account of ₹ 10 crore that follows one decision in part, over so many sessions. */
export function measured(sessions: number, name = 'PMS-7'): MeasuredRecord {
  const days = weekdays('2019-01-29', sessions);
  const closes = {
    [A]: days.map((_, i) => 100 + (i % 7)),
    [B]: days.map((_, i) => 50 * 1.0002 ** i + (i % 5)),
  };
  const market = marketOf(days, closes);
  const value = 1e8;
  const prices = { [A]: closes[A][1]!, [B]: closes[B][1]! };
  const [D, E] = [days[1]!, days[2]!];
  const decision = decisionOf(D, { [A]: 0.5, [CASH]: 0.5 }, { [B]: 0.5, [CASH]: 0.5 }, { value, prices });
  const trades = [trade(E, A, 'sell', 400_000, 101, 9_000), trade(days[4]!, B, 'buy', 900_000, 53, 11_000)];
  const values = valuesOf(market, { [A]: 500_000 }, 5e7, trades);
  const rows = days.map((day, i) => ({
    day,
    value: values[i]!,
    flow: 0,
    fees: i % 60 === 59 ? 50_000 : 0,
    flowAt: 'start' as const,
  }));
  const { record, path } = accountRecord(name, rows);
  const holdings = [{ day: days.at(-1)!, isin: B, quantity: 900_000, value: null }];
  const reconciliation = reconcileAccount({
    recorded: [decision],
    path,
    days: rows,
    trades,
    holdings,
    market,
  });
  return {
    record,
    path,
    benchmark: null,
    outcome: null,
    reconciliation,
    simulated: false,
    problems: reconciliation!.problems,
  };
}
