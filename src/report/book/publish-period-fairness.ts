import { publishSet } from '../../decision/publish/publish-set.ts';
import type { BooksFairness } from '../../book/verify/recorded-allotments.ts';
import { toCsv } from '../csv/csv.ts';
import { renderPeriodFairness } from './period-fairness-page.ts';

/** One row a client and month, in the order of the clients. */
export const periodFairnessCsv = ({ clients, simulated }: BooksFairness): string =>
  toCsv(
    [
      'client',
      'month',
      'orders',
      'wanted',
      'filled',
      'fill_ratio',
      'proportional_ratio',
      'price_difference_bp',
      'rounding',
      'rounding_inr',
      'deviations',
      'moved',
      'period_rounding_score',
      'period_rounding_p',
      'period_rounding_p_adjusted',
    ],
    clients.flatMap(({ client, months, luck }) =>
      months.map((m) => [
        client,
        m.month,
        m.orders,
        m.wanted,
        m.filled,
        m.fillRatio,
        m.proportionalRatio,
        m.priceDifference,
        m.rounding,
        m.roundingAmount,
        m.deviations,
        m.moved,
        luck?.score ?? null,
        luck?.probability ?? null,
        luck?.adjusted ?? null,
      ]),
    ),
    simulated ? { market: 'SIMULATED' } : {},
  );

/**
 * Writes `fairness.html` and `fairness.csv`.
 *
 * @returns the paths of the files.
 * @throws UserError where the folder cannot be written to, or is that of a book.
 */
export const publishPeriodFairness = async (
  fairness: BooksFairness,
  folder: string,
): Promise<readonly string[]> =>
  (
    await publishSet(folder, {
      set: 'fairness',
      asOf: fairness.to,
      decision: null,
      contents: {
        'fairness.html': renderPeriodFairness(fairness),
        'fairness.csv': periodFairnessCsv(fairness),
      },
    })
  ).files;
