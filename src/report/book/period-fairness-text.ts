import type { ClientPeriodFairness, PeriodFairness } from '../../../allocations/pool/period-fairness.ts';
import { counted, grouped, signed } from '../../format/numbers.ts';
import { listed } from '../../format/words.ts';
import { roundingTestText, UNUSUAL } from './fairness-text.ts';

/** Clients whose roundings chance hardly explains, with the largest score first. */
export const unusualClients = (clients: readonly ClientPeriodFairness[]): ClientPeriodFairness[] =>
  clients
    .filter(({ luck }) => luck !== null && luck.adjusted < UNUSUAL)
    .sort((a, b) => Math.abs(b.luck!.score) - Math.abs(a.luck!.score));

/** Clients that lost most by rounding, in standard deviations, first; without those that were never rounded. */
export const leastLucky = (clients: readonly ClientPeriodFairness[]): ClientPeriodFairness[] =>
  clients
    .filter(({ luck }) => luck !== null)
    .sort((a, b) => a.luck!.score - b.luck!.score || (a.client < b.client ? -1 : 1));

/** Whether rounding to whole units favours anybody, over all orders and by client. */
export function roundingTexts({ clients, rounding }: PeriodFairness): {
  readonly all: string;
  readonly clients: string;
} {
  const unusual = unusualClients(clients);
  const tested = clients.filter(({ luck }) => luck !== null).length;
  const names = unusual
    .slice(0, 5)
    .map(
      ({ client, luck }) => `${client} (${luck!.score > 0 ? 'gained' : 'lost'}, ${signed(luck!.score, 1)})`,
    );
  return {
    all: roundingTestText(rounding, 'see the clients by rounding'),
    clients:
      tested === 0
        ? 'none was rounded'
        : unusual.length === 0
          ? `none of ${counted(tested, 'client')} gained or lost more than chance explains (p adjusted by Holm’s method)`
          : `${counted(unusual.length, 'client')} of ${grouped(tested, 0)} gained or lost more than chance explains (p adjusted by Holm’s method): ${listed(unusual.length > 5 ? [...names, `${unusual.length - 5} more`] : names)}`,
  };
}

/** What the columns mean, for pages and terminals. */
export const COLUMNS_TEXT = {
  filled:
    'Filled: units got of units wanted in all pooled orders, filled or not. In proportion: the same with every order shared out exactly; clients differ in it by which orders they have, and from it by rounding to whole units and by deviations alone.',
  price:
    'Price: against the mean of the same orders in basis points, above 0 where it is worse for the client; 0 but for whole paise and recorded deviations.',
  rounding:
    'Rounding: units beyond the proportional share before deviations, and their value at the price of each order. Score: these units in standard deviations of fair rounding. p: chance of a score as far from 0, adjusted for the number of clients by Holm’s method.',
} as const;

/** A probability for reading: never 0. */
export const pText = (p: number): string => (p < 0.001 ? '< 0.001' : grouped(p, 3));
