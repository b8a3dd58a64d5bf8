import { type Problem, UserError } from '../../src/market/problem.ts';
import type { Allotment } from './allot-fills.ts';

/** A change of an allotment by hand, with those who approved it. */
export interface Deviation {
  readonly line: number;
  readonly order: string;
  readonly from: string;
  readonly to: string;
  /** Whole units, above 0. */
  readonly quantity: number;
  readonly reason: string;
  readonly principalOfficer: string;
  readonly complianceOfficer: string;
}

/**
 * Moves units between clients of an order, at the same price and with their share of money and charges: the sums of the order
 * stay. Sources: SEBI (Portfolio Managers) Regulations 2020, reg. 24, and the circular of 30 Sep 2022: the intended allotment is
 * left only in exigency, with reasons and the prior written approval of the Principal Officer and the Compliance Officer.
 *
 * @param file its name in messages.
 * @throws UserError with one problem per deviation that has not two different approvers, a reason, or the units that it moves.
 */
export function withDeviations(
  allotments: readonly Allotment[],
  deviations: readonly Deviation[],
  file: string,
): Allotment[] {
  const changed = new Map(allotments.map((a) => [keyOf(a.order, a.client), a]));
  const problems: Problem[] = [];
  for (const { line, order, from, to, quantity, reason, principalOfficer, complianceOfficer } of deviations) {
    const refuse = (message: string, remedy: string): void =>
      void problems.push({ severity: 'error', code: 'deviation', about: `${file}:${line}`, message, remedy });
    const [giver, taker] = [changed.get(keyOf(order, from)), changed.get(keyOf(order, to))];
    if (principalOfficer === '' || complianceOfficer === '' || principalOfficer === complianceOfficer)
      refuse(
        'It is not approved by two people.',
        'Give the Principal Officer and the Compliance Officer, who are not the same.',
      );
    else if (reason === '') refuse('It has no reason.', 'Say why the intended allotment is left.');
    else if (!giver || !taker || from === to)
      refuse(`${order} has no allotment of ${giver ? to : from}.`, 'Name two clients of the order.');
    else if (giver.quantity < quantity)
      refuse(`${from} has ${giver.quantity} of it, not ${quantity}.`, 'Move at most what the client got.');
    else {
      const part = (of: number): number => Math.round((of * quantity) / giver.quantity);
      const [paise, charges] = [part(giver.paise), part(giver.charges)];
      const moved = (a: Allotment, sign: number): Allotment => ({
        ...a,
        quantity: a.quantity + sign * quantity,
        paise: a.paise + sign * paise,
        charges: a.charges + sign * charges,
      });
      changed.set(keyOf(order, from), moved(giver, -1));
      changed.set(keyOf(order, to), moved(taker, 1));
    }
  }
  if (problems.length > 0) throw new UserError(problems);
  return allotments.map((a) => changed.get(keyOf(a.order, a.client))!);
}

const keyOf = (order: string, client: string): string => `${order}/${client}`;
