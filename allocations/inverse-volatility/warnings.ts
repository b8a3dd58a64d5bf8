import { day, displayDay } from '../../src/market/day.ts';
import type { Problem } from '../../src/market/problem.ts';
import type { SleeveLine } from '../allocation.ts';
import type { Found } from './proxy-index.ts';
import type { SleeveId } from '../positions.ts';
import { listed, percent } from '../../src/format/words.ts';

/** Share of a bouquet below which what can be held of it is another portfolio (our choice). */
const THIN = 0.5;

/** What a committee must know of the indices that the sleeves are held by. */
export const sleeveProblems = (
  sleeves: readonly SleeveLine[],
  found: ReadonlyMap<SleeveId, Found>,
): Problem[] => [
  ...sleeves.flatMap((line) => withoutInstrument(line, found.get(line.id)!)),
  ...sleeves.flatMap(backTested),
  ...thinBouquet(sleeves),
];

function withoutInstrument({ id, bouquet }: SleeveLine, index: Found): Problem[] {
  if (index.kind === 'found') return [];
  const share =
    bouquet > 0 ? ` Its ${percent(bouquet)} of the portfolio is shared out among the others.` : '';
  return [
    {
      severity: index.kind === 'absent' ? 'note' : 'warning',
      code: 'no-instrument',
      about: id,
      message: `${index.why} The sleeve is not held.${share}`,
      remedy: `Import its index history, or name another index under allocations.instruments.${id} in the rule book.`,
    },
  ];
}

function backTested({ id, instrument }: SleeveLine): Problem[] {
  if (instrument?.kind !== 'index' || !instrument.backTested) return [];
  const launched = displayDay(day(instrument.launched!));
  return [
    {
      severity: 'note',
      code: 'back-tested-history',
      about: id,
      message: `${instrument.indexName} was launched on ${launched}; the year behind its volatility includes the vendor’s own back-test.`,
      remedy: 'Nothing to do; bear it in mind.',
    },
  ];
}

export function thinBouquet(sleeves: readonly SleeveLine[]): Problem[] {
  const held = sleeves.filter(({ instrument }) => instrument !== null);
  const kept = bouquetOf(held) / bouquetOf(sleeves);
  if (!(kept < THIN)) return [];
  return [
    {
      severity: 'warning',
      code: 'thin-bouquet',
      about: 'allocation',
      message: `Only ${listed(held.map((line) => line.id))} can be held, ${percent(kept)} of the bouquet: this is another portfolio than the rule book means.`,
      remedy: 'Import the index histories of the other sleeves before acting on it.',
    },
  ];
}

const bouquetOf = (lines: readonly SleeveLine[]): number =>
  lines.reduce((sum, line) => sum + line.bouquet, 0);
