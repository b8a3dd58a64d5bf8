import type { BacktestRun } from '../../backtest/backtest-run.ts';
import { counted, fractionAsPercent } from '../../format/numbers.ts';
import { rupeesInWords } from '../../format/rupees.ts';

/** What the futures of a back-test did, in a sentence or two. */
export function hedgeSentence({
  months,
  trades,
  profit,
  charges,
  marginCalls,
}: NonNullable<BacktestRun['hedge']>): string {
  const held = months.filter((m) => m.lots !== 0);
  const mean = held.length === 0 ? 0 : held.reduce((sum, m) => sum - m.exposure, 0) / held.length;
  const result = profit < 0 ? `lost ${rupeesInWords(-profit)}` : `earned ${rupeesInWords(profit)}`;
  return `Nifty futures were sold in ${held.length} of ${counted(months.length, 'month')}, on average ${fractionAsPercent(mean, 1)} of the portfolio then; they ${result} before charges of ${rupeesInWords(charges)}, with ${counted(trades.filter((t) => t.reason === 'roll' && t.side === 'buy').length, 'roll')} and ${counted(marginCalls, 'margin call')}.`;
}
