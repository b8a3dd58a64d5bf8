import { chooseCategories } from '../../../allocations/fund-plan/categories.ts';
import { chooseFunds } from '../../../allocations/fund-plan/choose-funds.ts';
import { exitLoadOf } from '../../../allocations/fund-plan/exit-load.ts';
import { fundWeights } from '../../../allocations/fund-plan/fund-weights.ts';
import { type OrderFund, planOrders } from '../../../allocations/fund-plan/plan-orders.ts';
import { type Client, investableMoney } from '../../../allocations/profile/client-file.ts';
import { nearestMove } from '../../../allocations/profile/nearest-change.ts';
import { riskProfile } from '../../../allocations/profile/risk-profile.ts';
import { tacticalPlace } from '../../../allocations/profile/tactical-place.ts';
import { tacticalRecord } from '../../../allocations/profile/tactical-record.ts';
import { tacticalScore } from '../../../allocations/profile/tactical-score.ts';
import { situationAt } from '../../../allocations/tax/tax-situation.ts';
import { growthOf } from '../../funds/benchmark-window.ts';
import { loadPeers } from '../../funds/load-card.ts';
import { completeMonthEnds } from '../../funds/month-ends.ts';
import { NO_LEVELS, valueOn } from '../../funds/nav-series.ts';
import { sebiGroup } from '../../market/funds/categories.ts';
import type { FundMarket } from '../../market/funds/fund-market.ts';
import type { Day } from '../../market/day.ts';
import { userError } from '../../market/problem.ts';
import type { Store } from '../../market/store/store.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';
import { regimeAt } from '../regime/regime-at.ts';
import { backTestedAttribution } from './back-tested-attribution.ts';
import { readIndices } from './class-indices.ts';
import { planCards } from './plan-cards.ts';
import type { ClientPlan, PlannedFund, TacticalStep } from './plan-document.ts';
import { recordMonths, valuationHalfRange } from './record-months.ts';

/** Months of NAVs that a fund needs, and over which risk is measured. */
const WINDOW = 36;

/**
 * Makes a client's plan with what was known on a day.
 *
 * @throws UserError for answers that are missing or have lapsed, a store without sessions or Treasury bills, or a scheme that
 *   the client holds and the store does not have.
 */
export async function clientPlan(
  store: Store,
  client: Client,
  {
    book,
    asOf: wanted,
    today,
  }: { readonly book: RuleBook; readonly asOf?: Day | undefined; readonly today: Day },
): Promise<ClientPlan> {
  const rules = book.profiles;
  const { called, asOf, simulated } = await regimeAt(store, { book, asOf: wanted, today });
  const profile = riskProfile(client, asOf, rules);
  const bands = rules.bands[profile.profile];
  const money = investableMoney(client);
  const indices = await readIndices(store, asOf);
  const score = tacticalScore(called.signals, rules, valuationHalfRange(book));
  const crisis = called.call.alerts.some(({ code }) => code === 'crisis');
  const place = tacticalPlace(bands, score.score, crisis, rules.tactical.minimumMove);
  const months = recordMonths(called.history, indices, book);
  const tactical: TacticalStep = {
    score,
    place,
    crisis,
    nearest: nearestMove(bands, score, crisis, rules),
    record: tacticalRecord(months, bands, rules),
  };
  const yieldScore = called.signals.find(({ id }) => id === 'gsec-yields')?.score ?? null;
  const categories = chooseCategories(profile.profile, called.call.regime, yieldScore);
  const market = await store.funds({ asOf });
  const { cards, problems: cardProblems } = await planCards(store, market, categories, {
    asOf,
    window: WINDOW,
  });
  const held = new Set(client.holdings.map(({ scheme }) => scheme));
  const { chosen, passedOver } = chooseFunds(categories, cards, held, rules);
  const navs = new Map(
    (
      await loadPeers(
        market,
        chosen.map(({ fund }) => fund.scheme),
      )
    ).map(({ scheme, nav }) => [scheme.code, nav]),
  );
  const ends = completeMonthEnds(indices.sessions, asOf).slice(-(WINDOW + 1));
  const weights = await fundWeights(
    chosen.map(({ fund, class: assetClass, category, cap }) => ({
      code: fund.code,
      class: assetClass,
      category,
      cap,
      returns: growthOf(ends.map((end) => valueOn(navs.get(fund.code)!, end))),
    })),
    place.weights,
    rules,
  );
  const funds = chosen
    .map((fund): PlannedFund => ({ ...fund, weight: weights.weights[fund.fund.code] ?? 0 }))
    .filter(({ weight }) => weight > 1e-6);
  const orders = planOrders(
    await orderFunds(market, client, funds, asOf),
    client,
    money.available,
    rules.funds.minimumPurchase,
    asOf,
    situationAt(asOf, book.costs.tax).situation,
  );
  return {
    asOf,
    simulated,
    client,
    profile,
    bands,
    money,
    regime: called.call.regime,
    tactical,
    categories,
    cards: [...cards.values()],
    funds,
    passedOver,
    weights,
    orders,
    attribution: await backTestedAttribution(store, asOf, { bands, funds, weights, navs, indices }),
    problems: [...profile.problems, ...weights.problems, ...cardProblems],
  };
}

/** Every fund with a weight, and every fund that is held. */
async function orderFunds(
  market: FundMarket,
  client: Client,
  funds: readonly PlannedFund[],
  asOf: Day,
): Promise<OrderFund[]> {
  const codes = [
    ...new Set([...funds.map(({ fund }) => fund.code), ...client.holdings.map(({ scheme }) => scheme)]),
  ];
  // Raw NAVs: what the client buys and sells at.
  const navs = await market.navs(codes);
  return codes.map((code): OrderFund => {
    const planned = funds.find(({ fund }) => fund.code === code);
    const scheme = planned?.fund.scheme ?? market.schemes.find((each) => each.code === code);
    const nav = valueOn(navs.get(code) ?? NO_LEVELS, asOf);
    if (!scheme || !(nav > 0))
      throw userError(
        'unknown-scheme',
        code,
        'the client holds the scheme, but the store has no NAV of it in the week before the as-of date.',
        'Import its NAVs, or correct the code in the client file.',
      );
    const facts = market.facts.get(code);
    return {
      code,
      name: scheme.name || code,
      isEquity: sebiGroup(scheme.category) === 'equity' || scheme.category === 'index',
      nav,
      exitLoad: exitLoadOf(facts?.exitLoad ?? null),
      weight: planned?.weight ?? 0,
      aum: facts?.aum ?? null,
    };
  });
}
