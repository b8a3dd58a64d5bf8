import { type CalledMonth, callRegime } from '../../../regimes/model/call.ts';
import type { Day } from '../../market/day.ts';
import { type RuleBook, signalsOf } from '../../rulebook/rule-book.ts';
import type { Io } from './io.ts';
import { type CommonOptions, readRuleBook } from './options.ts';
import { asOfOr, keysOf, withStore } from './with-store.ts';

export interface Called {
  readonly asOf: Day;
  readonly book: RuleBook;
  readonly called: CalledMonth;
  readonly simulated: boolean;
}

/** The call at a date, as the commands that only look at signals and regime need it. */
export async function callAt(
  options: CommonOptions & { readonly asOf?: Day },
  purpose: string,
  io: Pick<Io, 'today'>,
): Promise<Called> {
  const book = await readRuleBook(options.rulebook);
  const signals = signalsOf(book);
  return withStore(options, { purpose, mode: 'read' }, async (store) => {
    const market = await store.load(keysOf(signals.map((s) => s.series)));
    const asOf = asOfOr(options.asOf, market, io.today());
    return {
      asOf,
      book,
      called: callRegime(market, asOf, signals, book.regimes),
      simulated: store.simulated,
    };
  });
}
