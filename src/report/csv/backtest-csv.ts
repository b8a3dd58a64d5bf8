import { CHARGES } from '../../../allocations/costs/charges.ts';
import { POSITIONS } from '../../../allocations/positions.ts';
import type { BacktestRun } from '../../backtest/backtest-run.ts';
import type { LadderEffects } from '../../backtest/attribution/ladder.ts';
import type { RecordMonth } from '../../backtest/walk/record-month.ts';
import { toCsv } from './csv.ts';

const mark = ({ plan }: BacktestRun): Readonly<Record<string, string>> =>
  plan.simulated ? { market: 'SIMULATED' } : {};

/** Values by session: before and after costs, the benchmark and every alternative, each 1 at the start. */
export function navCsv(run: BacktestRun): string {
  const labels = run.months.map((m) => [m.filled, m.label, m.backFilledWeight] as const);
  const isCompared = run.nav[0]?.beforeHedgeAndFee !== undefined;
  let month = -1;
  return toCsv(
    [
      'date',
      'gross',
      'net',
      ...(run.tax ? ['after_tax'] : []),
      ...(run.hedge ? ['unhedged'] : []),
      ...(isCompared ? ['before_hedge_and_fee'] : []),
      'benchmark',
      ...run.alternatives.map((a) => a.id),
      'label',
      'back_filled_weight',
    ],
    run.nav.map(({ date, gross, net, afterTax, unhedged, beforeHedgeAndFee, benchmark }, i) => {
      while (month + 1 < labels.length && labels[month + 1]![0] <= date) month++;
      const [, label, backFilled] = labels[month]!;
      return [
        date,
        gross,
        net,
        ...(run.tax ? [afterTax!] : []),
        ...(run.hedge ? [unhedged!] : []),
        ...(isCompared ? [beforeHedgeAndFee!] : []),
        benchmark,
        ...run.alternatives.map((a) => a.values[i]!),
        label,
        backFilled,
      ];
    }),
    mark(run),
  );
}

/** One row a month: label, trading, cost and the effects of the ladder. */
export const monthsCsv = (run: BacktestRun, { effects, byPeriod }: LadderEffects): string =>
  toCsv(
    [
      'decided',
      'filled',
      'until',
      'label',
      'score',
      'nav_before',
      'nav_after',
      'bought',
      'sold',
      'turnover',
      'cost',
      ...effects,
    ],
    run.months.map((m, k) => [
      m.decided,
      m.filled,
      m.until,
      m.label,
      m.score,
      m.navBefore,
      m.navAfter,
      m.bought,
      m.sold,
      m.turnover,
      m.cost,
      ...byPeriod[k]!.log,
    ]),
    mark(run),
  );

/** What was held after each fill: ₹ and weight by position. */
export const holdingsCsv = (run: BacktestRun): string =>
  toCsv(
    ['filled', 'position', 'weight', 'value'],
    run.months.flatMap((m) =>
      POSITIONS.flatMap((id) => {
        const weight = m.weightsAfter[id];
        return weight === undefined
          ? []
          : [[m.filled, id, weight, paise(weight * m.navAfter * run.plan.value)]];
      }),
    ),
    mark(run),
  );

/** What was traded at each fill: ₹ by position. */
export const tradesCsv = (run: BacktestRun): string =>
  toCsv(
    ['decided', 'filled', 'position', 'side', 'amount', 'weight_before', 'weight_after'],
    run.months.flatMap((m, k) =>
      POSITIONS.flatMap((id) => {
        const held = m.weightsBefore[id] ?? 0;
        const after = m.weightsAfter[id] ?? 0;
        // The money of the first purchase is not a position that is sold.
        const before = k === 0 ? 0 : held;
        const amount = (after * m.navAfter - before * m.navBefore) * run.plan.value;
        if (Math.abs(amount) < 0.005) return [];
        return [
          [m.decided, m.filled, id, amount > 0 ? 'buy' : 'sell', paise(Math.abs(amount)), before, after],
        ];
      }),
    ),
    mark(run),
  );

/** What was held in stocks after each fill, share by share; a share that several sleeves hold has a row for each. */
export const stockHoldingsCsv = (run: BacktestRun, months: readonly RecordMonth[]): string =>
  toCsv(
    ['filled', 'position', 'id', 'units', 'price', 'value', 'weight'],
    run.months.flatMap(({ filled, navAfter }, k) =>
      (months[k]!.stocks?.holdings ?? []).map(({ position, id, units, price }) => {
        const value = units * price;
        return [filled, position, id, units, price, paise(value), value / (navAfter * run.plan.value)];
      }),
    ),
    mark(run),
  );

/**
 * Every order in stocks as it was filled, with each charge, what its gain adds to the tax set aside, and what the wait since the decision
 * cost (below 0 it gained).
 */
export const stockTradesCsv = (run: BacktestRun, months: readonly RecordMonth[]): string =>
  toCsv(
    [
      'decided',
      'filled',
      'id',
      'side',
      'quantity',
      'price_decided',
      'price',
      'amount',
      'cost',
      ...CHARGES.map((id) => id.replaceAll('-', '_')),
      ...(run.tax ? ['tax'] : []),
      'delay_cost',
    ],
    run.months.flatMap(({ decided }, k) =>
      (months[k]!.stocks?.filled ?? []).map((f) => {
        const moved = f.priceDecided === null ? null : f.quantity * (f.price - f.priceDecided);
        return [
          decided,
          f.filled,
          f.id,
          f.side,
          f.quantity,
          f.priceDecided,
          f.price,
          paise(f.amount),
          paise(f.cost),
          ...CHARGES.map((id) => f.charges[id] ?? 0),
          ...(run.tax ? [paise(f.tax)] : []),
          moved === null ? null : paise(f.side === 'buy' ? moved : -moved),
        ];
      }),
    ),
    mark(run),
  );

/** Every future traded: by decision, on a roll day, or for want of margin. */
export const futuresCsv = (run: BacktestRun): string =>
  toCsv(
    ['filled', 'contract', 'side', 'lots', 'units', 'price', 'amount', 'charges', 'reason'],
    (run.hedge?.trades ?? []).map((t) => [
      t.filled,
      t.contract,
      t.side,
      t.lots,
      t.units,
      t.price,
      paise(t.amount),
      paise(t.charges),
      t.reason,
    ]),
    mark(run),
  );

const paise = (rupees: number): number => Math.round(100 * rupees) / 100;
