import { POSITIONS } from '../../../allocations/positions.ts';
import type { Levies } from '../../../allocations/tax/tax-rules.ts';
import type { IndexMarket } from '../../../src/backtest/instruments/index-market.ts';
import { StockAccount } from '../../../src/backtest/stocks/stock-account.ts';
import { addDays, type Day, day, isWeekend } from '../../../src/market/day.ts';
import type { Distribution } from '../../../src/market/stocks/actions/distributions.ts';
import type { CapitalChange } from '../../../src/market/stocks/capital-changes.ts';
import type { DailySlice } from '../../../src/market/stocks/daily-slice.ts';
import { DEFAULT_COST_RULES } from '../../../allocations/cost-rules.ts';
import type { FillSettings } from '../../../src/backtest/stocks/order-cost.ts';

/** Issuer parts of made-up companies are nine letters, as in ISINs. */
export const IDS = ['INE001A01011', 'INE002A01010', 'INE003A01019', 'INE004A01018'];

export interface MadeMarket {
  readonly sessions: readonly Day[];
  readonly index: IndexMarket;
  readonly settings: FillSettings;
  readonly account: (options?: {
    readonly levies?: Levies | null;
    readonly expense?: number;
    readonly value?: number;
    readonly changes?: readonly (CapitalChange & { readonly column: number })[];
    readonly distributions?: readonly Distribution[];
  }) => StockAccount;
  /** The slice of a session: closes by company, NaN without a trade. */
  readonly slice: (session: number, close: readonly number[], more?: Partial<DailySlice>) => DailySlice;
}

/** A market of four companies from a day on; liquid fund and gold grow by a fixed rate a session. */
export function madeMarket(
  from: string,
  count: number,
  { interest = 0.0002, isCharged = true } = {},
): MadeMarket {
  const sessions: Day[] = [];
  for (let d = day(from); sessions.length < count; d = addDays(d, 1)) if (!isWeekend(d)) sessions.push(d);
  const path = (growth: number): Float64Array => Float64Array.from(sessions, (_, s) => (1 + growth) ** s);
  const levels = POSITIONS.map((id) => path(id === 'liquid-fund' ? interest : 0.0005));
  const index: IndexMarket = {
    sessions,
    levels,
    netLevels: levels,
    series: new Map(),
    field: 'tri',
    problems: [],
  };
  const zeros = (): Float64Array => new Float64Array(IDS.length);
  return {
    sessions,
    index,
    settings: {
      columnOf: (id) => (IDS.includes(id) ? IDS.indexOf(id) : undefined),
      costs: DEFAULT_COST_RULES,
      isCharged,
    },
    account: ({ levies = null, expense = 0, value = 1e7, changes = [], distributions = [] } = {}) =>
      new StockAccount({
        stocks: {
          issuers: IDS.map((isin) => ({
            isin,
            symbol: isin,
            name: isin,
            industry: null,
            listedOn: null,
            faceValue: null,
          })) as never,
          capitalChanges: IDS.map((_, i) => changes.filter((c) => c.column === i)),
          distributions,
        },
        index,
        expense,
        levies,
        value,
        session: 0,
      }),
    slice: (session, close, more = {}) => ({
      day: sessions[session]!,
      close: Float64Array.from(close),
      high: Float64Array.from(close),
      low: Float64Array.from(close),
      volume: zeros().fill(1000),
      tradedValue: zeros().fill(1e8),
      adjustment: zeros().fill(1),
      dividend: zeros(),
      sharesOutstanding: zeros(),
      statements: [],
      ...more,
    }),
  };
}
