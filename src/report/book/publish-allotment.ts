import type { BookAllotment } from '../../book/results/allocate-book.ts';
import type { BookResult } from '../../book/results/book-result.ts';
import { ALLOTMENT_FILE } from '../../book/results/read-allotment.ts';
import type { AllotmentEntry } from '../../decision/ledger/entries/attached-entry.ts';
import { canonicalJson } from '../../decision/document/canonical-json.ts';
import type { LedgerStore } from '../../decision/ledger/tables/ledger-table.ts';
import { publishSet } from '../../decision/publish/publish-set.ts';
import { recordAllotment } from '../../decision/ledger/record-book.ts';
import { sha256 } from '../../market/files/sha256.ts';
import { toCsv } from '../csv/csv.ts';
import { allotmentsCsv } from '../csv/pool-csv.ts';
import { renderAllotment } from './allotment-page.ts';

const fairnessCsv = ({ fairness, simulated }: BookAllotment): string =>
  toCsv(
    ['client', 'orders', 'wanted', 'filled', 'fill_ratio', 'price_difference', 'rounding'],
    fairness.clients.map((c) => [
      c.client,
      c.orders,
      c.wanted,
      c.filled,
      c.fillRatio,
      c.priceDifference,
      c.rounding,
    ]),
    simulated ? { market: 'SIMULATED' } : {},
  );

const withoutLine = (of: BookAllotment['deviations'][number]) => {
  const { line: _, ...deviation } = of;
  return deviation;
};

/**
 * Writes the allotments of a book and records them, with every deviation and who approved it.
 *
 * @returns the entry, and the paths of the files.
 */
export async function publishAllotment(
  store: LedgerStore,
  allotment: BookAllotment,
  book: Pick<BookResult, 'pool'>,
  folder: string,
  { author, recordedOn }: { readonly author: string; readonly recordedOn: string },
): Promise<{ readonly entry: AllotmentEntry; readonly files: readonly string[] }> {
  const csv = allotmentsCsv(allotment.allotments, allotment.simulated);
  let entry: AllotmentEntry | undefined;
  const { files } = await publishSet(
    folder,
    {
      set: 'allotment',
      asOf: allotment.asOf,
      decision: null,
      contents: {
        [ALLOTMENT_FILE]: canonicalJson(allotment),
        'allotment.html': renderAllotment(allotment, book),
        'allotments.csv': csv,
        'fairness.csv': fairnessCsv(allotment),
      },
    },
    {
      record: async (made) => {
        entry = await recordAllotment(store, {
          root: allotment.root,
          allotments: sha256(csv),
          deviations: allotment.deviations.map(withoutLine),
          asOf: allotment.asOf,
          files: made,
          author,
          recordedOn,
        });
        return entry.seq;
      },
    },
  );
  return { entry: entry!, files };
}
