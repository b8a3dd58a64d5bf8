import { RECONCILING_EFFECTS } from '../../../backtest/account/reconciliation/effects.ts';
import type {
  DecisionOutcome,
  Reconciliation,
} from '../../../backtest/account/reconciliation/reconcile-account.ts';
import { counted, NONE, percent, signed, signedPercent } from '../../../format/numbers.ts';
import { rupeesInWords } from '../../../format/rupees.ts';
import { inWords } from '../../../format/words.ts';
import { day, displayDay } from '../../../market/day.ts';
import { returnText } from '../../../report/performance/figure-text.ts';
import { table } from '../layout/table.ts';

const date = (iso: string): string => displayDay(day(iso));

/** Holdings named in the sentence on weights. */
const MOST = 3;

/** The account against the paper portfolio that followed the ledger, on a screen. */
export function reconciliationText({ from, to, decisions, returns, drift }: Reconciliation): string {
  const parts = [
    `Against the paper portfolio that followed ${counted(decisions.length, 'decision')} of the ledger, ${date(from)} to ${date(to)}`,
    returns &&
      table(
        ['Effect', 'Points'],
        [
          ['Paper portfolio', returnText(returns.paper)],
          ...RECONCILING_EFFECTS.map(({ title }, j) => [title, signed(100 * returns.arithmetic[j]!, 2)]),
          ['Account', returnText(returns.account)],
        ],
        [1],
      ),
    table(
      ['Entry', 'Decided', 'Orders', 'Traded', 'Not traded', 'Slippage cost', 'Charges', 'Switch added'],
      decisions.map(decisionRow),
      [0, 2, 3, 4, 5, 6, 7],
    ),
    drift &&
      `On ${date(drift.day)} ${percent(100 * drift.activeShare, 1)} of the account was held otherwise than on paper: ${drift.differences
        .slice(0, MOST)
        .map((d) => `${d.name === d.id ? inWords(d.id) : d.name} ${signed(100 * (d.held - d.paper), 1)}`)
        .join(', ')} points, and smaller differences.`,
  ];
  return parts.filter((part) => part !== null).join('\n');
}

function decisionRow({ entry, asOf, orders, switched }: DecisionOutcome): string[] {
  const total = orders?.total;
  const amount = (x: number | undefined): string => (x === undefined ? NONE : rupeesInWords(x));
  const rate = total?.slippageRate ?? null;
  return [
    `${entry}`,
    date(asOf),
    amount(total?.planned),
    amount(total?.traded),
    amount(total?.notTraded),
    rate === null ? NONE : signedPercent(100 * rate, 2),
    amount(total?.charges),
    returnText(switched?.gain ?? null),
  ];
}
