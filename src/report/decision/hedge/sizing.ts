import { counted, grouped, MINUS, signed } from '../../../format/numbers.ts';
import { rupees, rupeesInWords } from '../../../format/rupees.ts';
import type { HedgeModel } from './hedge.ts';

export const betaText = (beta: number): string => grouped(beta, 2);

/** How many lots, with the arithmetic, and what the budget made of that. */
export function sizingTerms(hedge: Extract<HedgeModel, { kind: 'hedged' }>): [string, string][] {
  const { beta, targetBeta, value, future, spot, chosen, lotsExact, budget } = hedge;
  const { lot, lots, lotsWanted, boundBy } = chosen;
  const arithmetic = `(${grouped(beta, 3)} ${MINUS} ${betaText(targetBeta)}) × ${rupees(value)} ÷ (${grouped(future, 2)} × ${grouped(lot, 0)}) = ${grouped(lotsExact, 2)}`;
  const bound =
    boundBy === 'budget'
      ? `; the hedge part of ${rupeesInWords(budget)} pays for ${grouped(lots, 0)}`
      : ', which the hedge part pays for';
  return [
    ['Beta', `${betaText(beta)} of what is to be held; the rule book’s target is ${betaText(targetBeta)}`],
    ['Lots asked for', `(beta ${MINUS} target) × portfolio ÷ (future × lot): ${arithmetic}`],
    ['Lots', `${counted(lotsWanted, 'whole lot')}${bound}`],
    [
      'Nifty',
      `${grouped(spot, 2)}; the near-month future ${grouped(future, 2)}, ${signed(future - spot, 2)} points`,
    ],
  ];
}
