import { allocate } from '../../allocations/allocate.ts';
import { valueOf } from '../../allocations/holdings/portfolio-file.ts';
import { implement } from '../../allocations/orders/implement.ts';
import type { Regime } from '../../regimes/regime.ts';
import { rupeesOf } from '../market/money.ts';
import type { Problem } from '../market/problem.ts';
import type { RuleBook } from '../rulebook/rule-book.ts';
import { positionReturns, type PriceMoves } from './stress/position-returns.ts';
import { reprice } from './stress/reprice.ts';
import { type ScenarioLoss, scenarioLoss } from './stress/scenario-loss.ts';
import type { ImplementedAllocation, WarmMonth } from './warm-month.ts';
import type { Assumption } from './what-if.ts';

/** Said of every comparison whose prices have moved. */
export const PRICES_MOVED: Problem = {
  severity: 'note',
  code: 'prices-moved',
  about: 'Nifty 50',
  message:
    'Prices as assumed are after the move of the Nifty. Each stock moves by what its INEC-1 exposures imply for that move, mostly its beta to the market, so one with a beta of 1.2 falls more than the Nifty; sleeves without stocks move by their beta. Weights have drifted with prices; orders, gains, tax and hedge are at moved prices. Volatilities and correlations stay those of today.',
  remedy: 'Use `--todays-prices` to compare the regimes at today’s prices.',
};

/** Said where the Nifty moves and prices do not. */
export const PRICES_NOT_MOVED: Problem = {
  severity: 'warning',
  code: 'prices-not-moved',
  about: 'Nifty 50',
  message:
    'The move of the Nifty changes the signals, not the prices: value of the portfolio, orders, gains, tax and hedge are at today’s prices, not after the move.',
  remedy: 'Use them to compare regimes, not as amounts after such a move.',
};

/**
 * The moves of prices that a scenario's levels mean: the Nifty's, with that of the yield where it is set too. Null where the Nifty
 * does not move: a scenario of volatility or valuation alone leaves prices as they are.
 */
export function priceMoves(assumptions: readonly Assumption[]): PriceMoves | null {
  const level = (key: string) => assumptions.find((a) => a.kind === 'level' && a.key === key);
  const [nifty, gsec] = [level('nifty'), level('gsec')];
  if (nifty?.kind !== 'level' || nifty.from === null || nifty.to === nifty.from) return null;
  const yieldMove = gsec?.kind === 'level' && gsec.from !== null ? (gsec.to - gsec.from) / 100 : 0;
  return { nifty: nifty.to / nifty.from - 1, gsecYield: yieldMove };
}

/** The allocation with its orders and hedge after prices have moved, and what the opening holdings lose, before any trade. */
export async function allocateAtMovedPrices(
  warm: WarmMonth,
  moves: PriceMoves,
  regime: Regime,
  book: RuleBook,
): Promise<{ readonly side: ImplementedAllocation; readonly loss: ScenarioLoss }> {
  const { asOf, market, holdings, orderInput, decision } = warm;
  const { allocations: rules, costs, hedge } = book;
  const view = market.view(asOf);
  const stocks = await warm.snapshotsUnder(book)(asOf);
  const input = { view, stocks, holdings, rules };
  const moved = reprice({
    stocks,
    holdings,
    orderInput,
    nifty: moves.nifty,
    returns: positionReturns(input, moves),
  });
  const allocation = await allocate({
    view,
    holdings: moved.holdings,
    regime,
    rules,
    costs,
    stocks: moved.stocks,
  });
  const { portfolio } = orderInput;
  const value = portfolio && rupeesOf(valueOf(portfolio));
  return {
    side: { allocation, ...implement(allocation, { ...moved.orderInput, costs, hedge }) },
    loss: scenarioLoss(input, moves, value, decision.hedge),
  };
}
