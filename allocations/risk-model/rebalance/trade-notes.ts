import type { Problem } from '../../../src/market/problem.ts';
import { isCovered } from '../../../src/risk/snapshot.ts';
import { issuerPart } from '../../../src/market/stocks/isin.ts';
import type { OpeningHoldings } from '../../holdings/opening.ts';
import type { AllocationRules } from '../../rules.ts';
import { type PositionId, POSITIONS, SLEEVES, type SleeveId } from '../../positions.ts';
import type { StockSnapshot } from '../../stocks/stock-snapshot.ts';
import { inWords, listed, plainPercent } from '../../../src/format/words.ts';
import type { PartialRebalance } from './partial-rebalance.ts';
import { sleeveMismatch } from './stock-turnover.ts';
import { issuerColumns } from '../sleeve-holdings.ts';
import type { Rebalanced } from './rebalance.ts';

/** Sentences on what limited trading, and on stocks exchanged within sleeves that keep their weight. */
export function tradeNotes(
  stocks: StockSnapshot,
  holdings: OpeningHoldings,
  { belowMinimum, notWorthCost }: Rebalanced,
  move: PartialRebalance,
  { trading }: AllocationRules,
): string[] {
  const { completion, fullTurnover, turnover, changes, start } = move;
  const exchanged = SLEEVES.flatMap((id) => {
    const part = changes[POSITIONS.indexOf(id)] === 0 ? completion * sleeveMismatch(stocks, holdings, id) : 0;
    return part < MIN_OF_SLEEVE && part * (holdings.opening[id] ?? 0) < MIN_OF_PORTFOLIO
      ? []
      : [{ id, part }];
  });
  const untraded = (ids: readonly PositionId[]): PositionId[] =>
    ids.filter((id) => !exchanged.some((e) => e.id === id));
  const [small, costly] = [untraded(belowMinimum), untraded(notWorthCost)];
  return [
    ...(completion < 1
      ? [
          `Full rebalancing would need one-way turnover of ${plainPercent(fullTurnover)}${start ? ' besides the new money' : ''}; the ${plainPercent(turnover)} limit allows ${plainPercent(completion, 0)} of each trade.`,
        ]
      : []),
    ...(costly.length > 0
      ? [`Not traded: ${listed(costly.map(inWords))} (expected gain is below trading cost).`]
      : []),
    ...(small.length > 0
      ? [
          `Not traded: ${listed(small.map(inWords))} (below the minimum trade of ${plainPercent(trading.minimumTrade)}).`,
        ]
      : []),
    ...exchangeNotes(exchanged),
  ];
}

/** Below both, as a fraction of the sleeve and of the portfolio, a mismatch is due to whole shares and is not reported. */
const MIN_OF_SLEEVE = 0.02;
const MIN_OF_PORTFOLIO = 0.0005;

function exchangeNotes(exchanged: readonly { readonly id: SleeveId; readonly part: number }[]): string[] {
  const [one, ...others] = exchanged;
  if (!one) return [];
  if (others.length === 0)
    return [
      `No change in the weight of ${inWords(one.id)}; ${plainPercent(one.part)} of it is exchanged for the sleeve’s current constituents.`,
    ];
  const names = exchanged.map(({ id }) => inWords(id));
  const parts = exchanged.map(({ id, part }) => `${plainPercent(part)} of ${inWords(id)}`);
  return [
    `No change in the weights of ${listed(names)}; ${listed(parts)} are exchanged for the sleeves’ current constituents.`,
  ];
}

/** Warns of constraints that a partial rebalancing still breaches. */
export const breachWarning = (limits: readonly string[], { completion }: PartialRebalance): Problem[] =>
  limits.length === 0
    ? []
    : [
        {
          severity: 'warning',
          code: 'constraint-breached',
          about: 'trading',
          message: `With ${plainPercent(completion, 0)} of each trade completed, the portfolio still breaches these limits – ${limits.join('; ')}.`,
          remedy: 'Accept it for this month, or raise allocations.trading.turnoverLimit in the rule book.',
        },
      ];

/** Warns of stocks held that INEC-1 does not cover. */
export function uncoveredHoldings(stocks: StockSnapshot, holdings: OpeningHoldings): Problem[] {
  const columns = issuerColumns(stocks);
  const outside = (holdings.stocks ?? []).filter(({ isin }) => {
    const issuer = columns.get(issuerPart(isin));
    return issuer === undefined || !isCovered(stocks.riskModel, issuer);
  });
  if (outside.length === 0) return [];
  const weight = outside.reduce((sum, s) => sum + s.weight, 0);
  const names = [...new Set(outside.map((s) => s.isin))];
  const first = names.slice(0, NAMED);
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : '';
  return [
    {
      severity: 'warning',
      code: 'holdings-not-covered',
      about: 'holdings',
      message: `INEC-1 does not cover ${plainPercent(weight)} of the portfolio: ${first.join(', ')}${more}. Their risk is proxied by the rest of the sleeve, unless they exceed half of it.`,
      remedy: 'Import their prices and shares outstanding, unless they no longer trade.',
    },
  ];
}

const NAMED = 5;
