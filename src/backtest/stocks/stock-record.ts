import { EQUITY } from '../../../allocations/positions.ts';
import { financialYearOf } from '../../../allocations/tax/financial-year.ts';
import { type Gain, realise } from '../../../allocations/tax/gain.ts';
import { type Lot, quantityOf } from '../../../allocations/tax/lot.ts';
import { iso } from '../../market/day.ts';
import type { Problem } from '../../market/problem.ts';
import type { OpenedBacktest } from '../open-backtest.ts';
import { closeYear, isYearOver, taxOf } from '../tax/tax-account.ts';
import { taxByYear } from '../tax/tax-record.ts';
import type { RecordMonth, RecordReturns, StockDealing } from '../walk/record-month.ts';
import type { Walk } from '../walker.ts';
import type { SessionFactors } from './session-factors.ts';
import type { StockAccount } from './stock-account.ts';

/** What a month leaves besides its paths and returns, which are known when the walk is over. */
export type HeldMonth = Omit<RecordMonth, 'net' | 'gross' | 'afterTax' | 'returns'> & {
  readonly stocks: StockDealing;
};

/** The paths and returns of the months, from what happened in each session. */
export function stockRecord(
  { plan, schedule }: OpenedBacktest,
  account: StockAccount,
  made: readonly HeldMonth[],
  factors: readonly SessionFactors[],
): Walk {
  const { months, sessions } = schedule;
  const start = months[0]!.filled;
  const [gross, net, afterTax] = [
    new Float64Array(factors.length),
    new Float64Array(factors.length),
    new Float64Array(factors.length),
  ];
  let value = { gross: 1, net: 1, afterTax: 1 };
  factors.forEach((f, i) => {
    value = {
      gross: value.gross * f.gross * f.hedged,
      net: value.net * f.net * f.hedged * f.afterFees * f.afterCosts,
      afterTax: value.afterTax * f.afterTax * f.hedged * f.afterFees * f.afterCosts * f.afterTaxOnTrades,
    };
    gross[i] = value.gross;
    net[i] = value.net;
    afterTax[i] = value.afterTax;
  });
  const isTaxed = plan.tax === 'lots';
  const walked = months.map(({ filled, until }, k): RecordMonth => {
    const isLast = k === months.length - 1;
    const [from, to] = [filled - start, until - start];
    const part = (path: Float64Array): Float64Array => path.slice(from, isLast ? to + 1 : to);
    return {
      ...made[k]!,
      net: part(net),
      gross: part(gross),
      afterTax: isTaxed ? part(afterTax) : null,
      returns: returnsOf(factors.slice(from, to + 1), isLast),
    };
  });
  const years = (sessions[months.at(-1)!.until]! - sessions[start]!) / 365.25;
  const growth = (end: number): number => end ** (1 / years) - 1;
  const liquidation = isTaxed ? liquidationTax(account) : 0;
  return {
    months: walked,
    tax: isTaxed
      ? {
          years: taxByYear(account.tax!),
          liquidation,
          growth: {
            beforeTax: growth(net.at(-1)!),
            afterTax: growth(afterTax.at(-1)!),
            afterLiquidation: growth(afterTax.at(-1)! - liquidation / plan.value),
          },
        }
      : null,
    problems: problemsOf(made, account),
  };
}

/** Returns from a fill to the next: growth of the sessions after the fill, costs and tax from the fill on. */
function returnsOf(factors: readonly SessionFactors[], isLast: boolean): RecordReturns {
  const product = (of: (f: SessionFactors) => number, from: number, to: number): number =>
    factors.slice(from, to).reduce((p, f) => p * of(f), 1);
  const n = factors.length;
  const traded = isLast ? n : n - 1;
  const held = product((f) => f.gross, 1, n);
  const hedged = held * product((f) => f.hedged, 1, n);
  const afterCosts = hedged * product((f) => f.afterCosts, 0, traded);
  const afterExpenses = afterCosts * product((f) => (f.net / f.gross) * f.afterFees, 1, n);
  const record =
    afterExpenses * product((f) => f.afterTax / f.net, 1, n) * product((f) => f.afterTaxOnTrades, 0, traded);
  return {
    held: held - 1,
    hedged: hedged - 1,
    afterCosts: afterCosts - 1,
    afterExpenses: afterExpenses - 1,
    record: record - 1,
  };
}

/** ₹ of tax on selling all that is held, beyond what is set aside. */
function liquidationTax(account: StockAccount): number {
  const on = account.day;
  const tax = isYearOver(account.tax!, on) ? closeYear(account.tax!) : account.tax!;
  const gains = gainsOfSelling(account);
  return (taxOf(tax, financialYearOf(on), on, gains) - tax.provision) / 100;
}

/** The gains of selling all that is taxed as listed equity at the session's prices, without charges. */
function gainsOfSelling(account: StockAccount): Gain[] {
  const sold = (holding: string, price: number, lots: readonly Lot[]): readonly Gain[] =>
    realise({ holding, quantity: quantityOf(lots), price, day: account.day, expenses: 0 }, lots).gains;
  return [
    ...Array.from(account.stocks, ([column, { id, lots }]) => sold(id, account.price[column]!, lots)),
    ...Array.from(account.units, ([id, lots]) =>
      EQUITY.some((e) => e === id) ? sold(id, account.levelOf(id), lots) : [],
    ),
  ].flat();
}

function problemsOf(months: readonly HeldMonth[], { delisted }: StockAccount): Problem[] {
  const cancelled = months.reduce((sum, m) => sum + m.stocks.cancelled.length, 0);
  const note = (code: string, message: string, remedy = ''): Problem => ({
    severity: 'note',
    code,
    about: 'stocks',
    message,
    remedy,
  });
  return [
    ...(cancelled === 0
      ? []
      : [
          note(
            'backtest-cancelled-orders',
            `${cancelled} ${cancelled === 1 ? 'order was' : 'orders were'} cancelled, because their companies did not trade until the next decision.`,
          ),
        ]),
    ...(delisted.length === 0
      ? []
      : [
          note(
            'backtest-delisted',
            `${delisted.length} ${delisted.length === 1 ? 'company' : 'companies'} stopped trading while held; after 250 sessions their last value became cash: ${delisted.map(({ id, on }) => `${id} on ${iso(on)}`).join(', ')}.`,
            'Import what became of them, if it was worth more or less than the last price.',
          ),
        ]),
  ];
}
