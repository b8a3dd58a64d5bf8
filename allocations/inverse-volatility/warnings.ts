import { day, displayDay } from '../../src/market/day.ts';
import type { Problem } from '../../src/market/problem.ts';
import type { SleeveAllocation } from '../allocation.ts';
import { notRepresentedWarning } from '../bouquet/represented.ts';
import { isPublished, type ProxyIndex } from './proxy-indices.ts';
import type { AllocationRules } from '../rules.ts';
import type { ProxyLookup } from './proxy-index.ts';
import type { SleeveId } from '../positions.ts';
import { plainPercent } from '../../src/format/words.ts';

/** Warnings and notes on the sleeves' proxy indices. */
export const indexWarnings = (
  sleeves: readonly SleeveAllocation[],
  proxies: ReadonlyMap<SleeveId, ProxyLookup>,
  instruments: AllocationRules['instruments'],
): Problem[] => [
  ...sleeves.flatMap((line) => withoutInstrument(line, proxies.get(line.id)!, instruments[line.id])),
  ...sleeves.flatMap(backTested),
  ...notRepresentedWarning(sleeves),
];

function withoutInstrument(
  { id, bouquet }: SleeveAllocation,
  index: ProxyLookup,
  proxy: ProxyIndex | null | undefined,
): Problem[] {
  if (index.kind === 'found') return [];
  const redistributed =
    bouquet > 0
      ? ` Its ${plainPercent(bouquet)} of the portfolio is redistributed to the other sleeves.`
      : '';
  return [
    {
      severity: index.kind === 'absent' ? 'note' : 'warning',
      code: 'no-instrument',
      about: id,
      message: `${index.reason} The sleeve is not held.${redistributed}`,
      remedy:
        proxy && !isPublished(proxy)
          ? `No vendor publishes ${proxy.name}: import stock prices, shares outstanding and accounts, from which the sleeve’s stocks are chosen, or set a published index in allocations.instruments.${id} of the rule book.`
          : `Import its index history, or set another index in allocations.instruments.${id} of the rule book.`,
    },
  ];
}

function backTested({ id, instrument }: SleeveAllocation): Problem[] {
  if (instrument?.kind !== 'index' || !instrument.backTested) return [];
  const launched = displayDay(day(instrument.launched!));
  return [
    {
      severity: 'note',
      code: 'back-tested-history',
      about: id,
      message: `${instrument.indexName} was launched on ${launched}; its volatility estimate uses history back-tested by the vendor.`,
      remedy: 'No action needed.',
    },
  ];
}

const LIMITATIONS = [
  ['scores', 'Sleeves are not scored; their bouquet weights are scaled by inverse volatility.'],
  ['limits', 'Limits on industries, single stocks and the BETA exposure are not applied.'],
  ['stocks', 'There is no look-through to stocks.'],
  ['risk', 'Risk is estimated from index returns, without a decomposition.'],
] as const;

/** What the allocation lacks without sleeves of stocks: one note per limitation. */
export const indexRouteNotes = (reason: string): Problem[] =>
  LIMITATIONS.map(([about, message]) => ({
    severity: 'note',
    code: 'without-stocks',
    about,
    message: `${message} ${reason}`,
    remedy: 'Import stock prices, shares outstanding and accounts; the next run uses them.',
  }));
