import { publishFile } from '../../../decision/publish/publish-file.ts';
import { fundJson } from '../../../funds/funds-json.ts';
import { loadFundCard, type LoadCardRequest } from '../../../funds/load-card.ts';
import { usageError } from '../../../market/problem.ts';
import { cardCsv } from '../../../report/funds/card-csv.ts';
import { renderFundCard } from '../../../report/funds/card-page.ts';
import { type Io, json } from '../../shared/io.ts';
import type { CommonOptions } from '../../shared/options.ts';
import { withStore } from '../../shared/with-store.ts';
import { fundCardText } from '../../text/funds.ts';
import { problemText } from '../../text/layout/problem.ts';

/** Options of `trrm funds score`. */
interface Options extends CommonOptions {
  readonly category?: string;
  readonly codes?: readonly string[];
  readonly plan?: 'direct' | 'regular';
  readonly bands?: 'stars' | 'crisil';
  readonly out?: string;
  readonly csv?: string;
}

/** `trrm funds score`: the card in the terminal, as JSON, and as files. */
export async function runFundsScore(options: Options, request: LoadCardRequest, io: Io): Promise<void> {
  const { category, codes, plan, bands } = options;
  if (category === undefined && codes === undefined)
    throw usageError(
      'trrm funds score',
      'needs a category or codes.',
      'Use --category large-cap or --codes 119018,120586.',
    );
  await withStore(options, { purpose: 'trrm funds score', mode: 'read' }, async (store) => {
    const card = await loadFundCard(store, {
      ...request,
      ...(category !== undefined && { category }),
      ...(codes !== undefined && { codes }),
      ...(plan && { plan }),
      ...(bands && { bands }),
    });
    const { simulated } = store;
    if (options.out !== undefined) await publishFile(options.out, renderFundCard(card, { simulated }));
    if (options.csv !== undefined) await publishFile(options.csv, cardCsv(card));
    if (options.json) {
      if (!options.quiet) for (const problem of card.problems) io.err(`${problemText(problem)}\n`);
      return io.out(json(card.funds.map(fundJson)));
    }
    io.out(fundCardText(card, simulated));
    for (const file of [options.out, options.csv])
      if (file !== undefined && !options.quiet) io.err(`Written: ${file}\n`);
  });
}
