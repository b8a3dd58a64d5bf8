import type { BooksFairness } from '../../../book/verify/recorded-allotments.ts';
import { counted, fractionAsPercent, grouped, orNone, signed } from '../../../format/numbers.ts';
import { rupees } from '../../../format/rupees.ts';
import { day, displayDay } from '../../../market/day.ts';
import { COLUMNS_TEXT, leastLucky, pText, roundingTexts } from '../../../report/book/period-fairness-text.ts';
import { simulatedMark } from '../layout/simulated-mark.ts';
import { table } from '../layout/table.ts';
import { listItem, TERMINAL_WIDTH, wrapped } from '../layout/wrapped.ts';

/** Clients that are printed of each order of them; the CSV file has all. */
const SHOWN = 10;

/** @param files that were written; none without `--out`. */
export function periodFairnessText(fairness: BooksFairness, files: readonly string[]): string {
  const { from, to, books, orders, deviations, clients, simulated } = fairness;
  const rounding = roundingTexts(fairness);
  const unlucky = leastLucky(clients);
  const sentence = (text: string): string[] => wrapped(text, TERMINAL_WIDTH);
  const more = (all: readonly unknown[]): string[] =>
    all.length > SHOWN ? [`and ${counted(all.length - SHOWN, 'further client')}`] : [];
  const lines = [
    ...sentence(
      `Fairness of allotments, ${displayDay(day(from))} to ${displayDay(day(to))}: ${counted(books, 'book')}, ${counted(orders, 'pooled order')}, ${counted(clients.length, 'client')}`,
    ),
    ...listItem(`rounding, all: ${rounding.all}`),
    ...listItem(`rounding, by client: ${rounding.clients}`),
    ...listItem(`deviations: ${deviations === 0 ? 'none' : grouped(deviations, 0)}`),
    '',
    ...(clients.length === 0
      ? ['No client had an order.', '']
      : [
          'Least filled first',
          '',
          table(
            ['Client', 'Wanted', 'Filled', 'In proportion', 'Price, bp', 'Deviations'],
            clients
              .slice(0, SHOWN)
              .map((c) => [
                c.client,
                grouped(c.wanted, 0),
                fractionAsPercent(c.fillRatio, 2),
                fractionAsPercent(c.proportionalRatio, 2),
                orNone(c.priceDifference, (bp) => signed(bp, 2)),
                grouped(c.deviations, 0),
              ]),
            [1, 2, 3, 4, 5],
          ),
          ...more(clients),
          '',
        ]),
    ...(unlucky.length === 0
      ? []
      : [
          'Least lucky in rounding first',
          '',
          table(
            ['Client', 'Orders', 'Rounding', 'Value', 'Score', 'p, adjusted'],
            unlucky
              .slice(0, SHOWN)
              .map((c) => [
                c.client,
                grouped(c.luck!.orders, 0),
                signed(c.rounding, 2),
                rupees(c.roundingAmount),
                signed(c.luck!.score, 2),
                pText(c.luck!.adjusted),
              ]),
            [1, 2, 3, 4, 5],
          ),
          ...more(unlucky),
          '',
        ]),
    ...Object.values(COLUMNS_TEXT).flatMap(sentence),
    ...(files.length > 0 ? ['', ...sentence(`Written: ${files.join(', ')}`)] : []),
  ];
  return `${simulatedMark(simulated)}${lines.join('\n')}\n`;
}
