import { displayDay, iso } from '../../market/day.ts';
import { rupeesOf } from '../../market/money.ts';
import { userError, UserError } from '../../market/problem.ts';
import { type Account, readAccount } from '../account/account.ts';
import { accountLines } from '../account/account-lines.ts';
import { accountTargets } from '../orders/account-targets.ts';
import { type ApproachModel, modelWeights } from '../model/approach-model.ts';
import { associatesHeld, associatesRestrictions } from '../restrictions/associates.ts';
import type { BookContext } from '../model/book-context.ts';
import type { ClientInputs, Restriction } from '../files/client.ts';
import { CLIENT_DECISION_SCHEMA, type ClientDecision } from './client-decision.ts';
import { inCanonicalOrder } from '../files/client-inputs.ts';
import { clientOrders } from '../orders/client-orders.ts';
import { settingsOf } from '../account/client-settings.ts';
import { effectText, overrideText } from './client-text.ts';
import { emptiedSleeves, leftInCash } from './client-warnings.ts';
import { restrictedTarget } from '../restrictions/restricted-target.ts';
import {
  inForceOn,
  limitsByStock,
  type LimitsByStock,
  stocksOf,
} from '../restrictions/restrictions-in-force.ts';
import { stockKey } from '../files/stock-key.ts';
import { type TradeGoal, tradeGoals } from '../orders/trade-goals.ts';

/**
 * The decision for one client: its account brought toward the model under its restrictions, with orders, charges and tax.
 * It depends on nothing but the client's own lines and what all clients have in common.
 *
 * @param inputsHash SHA-256 of the inputs.
 * @throws UserError with every fault for which the client is left out.
 */
export function decideClient(given: ClientInputs, context: BookContext, inputsHash: string): ClientDecision {
  const inputs = inCanonicalOrder(given);
  const { client } = inputs;
  if (!client || inputs.problems.length > 0) throw new UserError(inputs.problems);
  const { model, rules, lists } = context;
  const { asOf } = model;
  if (client.opened !== null && client.opened > asOf)
    throw userError(
      'not-opened',
      client.id,
      `The account is opened on ${displayDay(client.opened)}.`,
      'Run the book for a later day, or correct the day.',
    );
  const account = readAccount(inputs, client, model);
  const overrides = inputs.overrides.filter(({ until }) => asOf <= until);
  const settings = settingsOf(client, overrides);
  const managed = account.value - account.due;
  const held = heldWeights(account, managed, model);
  const restrictions = [...inForceOn(inputs.restrictions, asOf), ...associatesRestrictions(client, context)];
  const isins = [...model.stocks.issuers.map(({ isin }) => isin), ...account.holdings.map(({ id }) => id)];
  const limitsOf = (of: readonly Restriction[]): LimitsByStock => limitsByStock(of, isins, model, lists);
  const limits = limitsOf(restrictions);
  const target = restrictedTarget(model, limits, held);
  const shown = accountLines(account, target.weights, model);
  const targets = accountTargets(account, shown, target, limits, settings, client);
  const goals = tradeGoals(targets, rules, asOf);
  const execution = clientOrders({ account, lines: shown, goals, client, settings, model });
  const isTraded = execution.kind === 'planned';
  const weightInModel = modelWeights(model);
  const ordered = new Set(execution.kind === 'planned' ? execution.plan.orders.map((o) => o.id) : []);
  return {
    schema: CLIENT_DECISION_SCHEMA,
    simulated: model.simulated,
    asOf: iso(asOf),
    client: client.id,
    approach: client.approach,
    profile: client.profile,
    taxStatus: client.taxStatus,
    discretionary: client.discretionary,
    model: model.decision,
    inputs: inputsHash,
    value: rupeesOf(account.value),
    managed: rupeesOf(managed),
    cash: {
      settled: rupeesOf(account.cash),
      unsettled: rupeesOf(account.unsettled),
      due: rupeesOf(account.due),
      floor: rupeesOf(settings.cashFloor),
      final: execution.kind === 'planned' ? execution.plan.cash.final : rupeesOf(account.cash),
    },
    restrictions: restrictions.flatMap((r) => {
      const stocks = stocksOf(r, involved(model, account), model, lists);
      if (stocks.length === 0 && r.client === '*') return [];
      return [
        {
          client: r.client,
          ...r.subject,
          effect: effectText(r.effect),
          until: r.until === null ? null : iso(r.until),
          reason: r.reason,
          stocks,
          trackingDifference:
            stocks.length === 0 ? 0 : restrictedTarget(model, limitsOf([r]), held).trackingDifference,
        },
      ];
    }),
    substitutes: target.substitutes.map(({ column, weight }) => {
      const { isin, name } = model.stocks.issuers[column]!;
      return { id: isin, name, weight };
    }),
    scope: target.scope,
    trackingDifference: target.trackingDifference,
    overrides: overrides.map(({ what, until, reason, author }) => {
      return { what: overrideText(what), until: iso(until), reason, author };
    }),
    lines: shown.lines
      .map((line, i) => ({
        id: line.id,
        name: line.name,
        model: weightInModel.get(stockKey(line.id)) ?? 0,
        target: targets.lines[i]!.target,
        held: targets.lines[i]!.held,
        goal: isTraded ? goals[i]!.weight : targets.lines[i]!.held,
        reason: reasonOf(goals[i]!, isTraded && ordered.has(line.id)),
      }))
      .filter((l) => l.target > 0 || l.held > 0 || l.model > 0)
      .sort((a, b) => b.target - a.target || b.held - a.held || (a.id < b.id ? -1 : 1)),
    execution,
    problems: [
      ...emptiedSleeves(model, target),
      ...leftInCash(target),
      ...(execution.kind === 'planned' ? execution.plan.problems : shown.problems),
      ...associatesHeld(account, managed, context),
    ],
  };
}

function heldWeights({ holdings }: Account, managed: number, { stocks }: ApproachModel) {
  const columns = new Map(stocks.issuers.map(({ isin }, column) => [stockKey(isin), column]));
  const held = new Map<number, number>();
  for (const { kind, id, value } of holdings) {
    const column = kind === 'stock' ? columns.get(stockKey(id)) : undefined;
    if (column !== undefined && managed > 0) held.set(column, (held.get(column) ?? 0) + value / managed);
  }
  return held;
}

/** ISINs that the model or the account holds. */
const involved = ({ stocks, weights }: ApproachModel, { holdings }: Account): string[] => [
  ...new Set([...weights.map(({ column }) => stocks.issuers[column]!.isin), ...holdings.map(({ id }) => id)]),
];

const reasonOf = ({ reason }: TradeGoal, isOrdered: boolean): ClientDecision['lines'][number]['reason'] =>
  isOrdered || reason === 'within the band' || reason === 'not tradable' ? reason : 'not traded';
