import { counted, grouped, MINUS, orNone, signed } from '../../../format/numbers.ts';
import { rupees, rupeesInWords } from '../../../format/rupees.ts';
import type { FuturesHeld } from '../../../../allocations/hedge/result.ts';
import { futureTradeText, heldFutureText } from '../orders/orders-text.ts';
import type { HedgeModel } from './hedge-model.ts';

export const betaText = (beta: number): string => grouped(beta, 2);

/** Why there is no hedge, with the beta of the portfolio where it is known. */
export const noHedgeText = ({ reason, beta, targetBeta }: Extract<HedgeModel, { kind: 'none' }>): string =>
  `No hedge. ${reason}${beta === null ? '' : ` Beta of the final portfolio: ${betaText(beta)}; target ${orNone(targetBeta, betaText)}.`}`;

/** Futures held before the run, and the trades from them to the hedge; none where none are held. */
export function heldTerms(held: FuturesHeld | undefined): [string, string][] {
  if (!held) return [];
  const charges = Object.values(held.charges).reduce((sum, amount) => sum + amount, 0);
  return [
    [
      'Futures held',
      held.positions.map((p) => `${heldFutureText(p)}, at ${grouped(p.price, 2)} now`).join('; '),
    ],
    [
      'Trades in futures',
      held.trades.length === 0
        ? 'none'
        : `${held.trades.map(futureTradeText).join(', ')}; charges ${rupees(charges)}`,
    ],
  ];
}

/** Number of lots with the calculation and the effect of the budget. */
export function sizingTerms(hedge: Extract<HedgeModel, { kind: 'hedged' }>): [string, string][] {
  const { beta, targetBeta, value, future, spot, chosen, lotsExact, budget } = hedge;
  const { lot, lots, lotsRequired, limitedBy } = chosen;
  const arithmetic = `(${grouped(beta, 3)} ${MINUS} ${betaText(targetBeta)}) × ${rupees(value)} ÷ (${grouped(future, 2)} × ${grouped(lot, 0)}) = ${grouped(lotsExact, 2)}`;
  const bound =
    limitedBy === 'budget'
      ? `; the hedge reserve of ${rupeesInWords(budget)} covers ${grouped(lots, 0)}`
      : ', covered by the hedge reserve';
  return [
    ['Beta', `${betaText(beta)} for the final portfolio; target ${betaText(targetBeta)}`],
    ['Lots required', `(beta ${MINUS} target) × portfolio ÷ (future × lot): ${arithmetic}`],
    ['Lots', `${counted(lotsRequired, 'whole lot')}${bound}`],
    [
      'Nifty',
      `${grouped(spot, 2)}; the near-month future ${grouped(future, 2)}, ${signed(future - spot, 2)} points`,
    ],
  ];
}
