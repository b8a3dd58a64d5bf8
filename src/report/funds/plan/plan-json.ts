import type { ClientPlan } from '../../../decision/client-plan/plan-document.ts';
import { fundJson } from '../../../funds/funds-json.ts';
import { iso } from '../../../market/day.ts';

/** A plan for programs: ISO dates, fractions, ₹. */
export const planJson = (plan: ClientPlan) => ({
  asOf: iso(plan.asOf),
  simulated: plan.simulated,
  client: plan.client.name,
  answeredOn: iso(plan.client.answeredOn),
  profile: {
    profile: plan.profile.profile,
    points: plan.profile.points,
    ability: plan.profile.ability,
    willingness: plan.profile.willingness,
    contradiction: plan.profile.contradiction,
    decidedBy: plan.profile.decidedBy,
    questions: plan.profile.questions,
  },
  bands: plan.bands,
  money: plan.money,
  regime: plan.regime,
  tactical: {
    score: plan.tactical.score.score,
    reason: plan.tactical.score.reason,
    points: plan.tactical.score.points.map((point) => ({ ...point, since: iso(point.since) })),
    crisis: plan.tactical.crisis,
    weights: plan.tactical.place.weights,
    move: plan.tactical.place.move,
    limitedBy: plan.tactical.place.limitedBy,
    nearestChange: plan.tactical.nearest,
    record: plan.tactical.record && {
      ...plan.tactical.record,
      from: iso(plan.tactical.record.from),
      to: iso(plan.tactical.record.to),
    },
  },
  categories: plan.categories,
  funds: plan.funds.map(({ fund, weight, category, reason, class: assetClass }) => ({
    weight,
    class: assetClass,
    category,
    reason,
    ...fundJson(fund),
  })),
  passedOver: plan.passedOver,
  unfilled: plan.weights.unfilled,
  volatility: plan.weights.volatility,
  expectedReturn: plan.weights.expectedReturn,
  orders: plan.orders,
  attribution: plan.attribution,
  problems: plan.problems,
});
