import type { Score, SleeveDefinition } from '../../sleeves/definition.ts';
import type { Characteristic } from '../../sleeves/characteristics/characteristic.ts';
import type { SleeveRules } from '../../sleeves/sleeve-rules.ts';

/** A variant of a sleeve's definition, named after what differs. */
export interface VariantDefinition {
  readonly name: string;
  readonly definition: SleeveDefinition;
}

/** Numbers of constituents that NSE's factor indices use. */
const SIZES = [25, 30, 50];

const ours = 'our choice' as const;

/**
 * The declared grid of variants: each rule of a sleeve changed one at a time. Number of constituents with the buffer scaled
 * in proportion, no buffer and a wide buffer, the latest month of momentum included or skipped, and two simple weighting
 * schemes. All combinations would be about fifty variants a sleeve, most of them nearly identical (our choice).
 */
export function variantsOf(own: SleeveDefinition): VariantDefinition[] {
  return [...sizes(own), ...buffers(own), ...skips(own), ...weightings(own)];
}

/** Total number of variants tried over all sleeves of a rule book, their own definitions included. */
export const trialsOf = (rules: SleeveRules): number =>
  Object.values(rules).reduce((sum, own) => sum + 1 + variantsOf(own).length, 0);

function sizes(own: SleeveDefinition): VariantDefinition[] {
  const { select } = own;
  if (select.kind === 'all') return [];
  return SIZES.filter((n) => n !== select.count).map((count) => {
    const scaled = (rank: number): number => Math.round((rank * count) / select.count);
    return {
      name: `${count} constituents`,
      definition: {
        ...own,
        select: {
          ...select,
          count,
          entryRank: scaled(select.entryRank),
          exitRank: scaled(select.exitRank),
          source: ours,
        },
      },
    };
  });
}

function buffers(own: SleeveDefinition): VariantDefinition[] {
  const { select } = own;
  if (select.kind === 'all') return [];
  const { count } = select;
  return [
    { name: 'no buffer', entryRank: count, exitRank: count },
    { name: 'wide buffer', entryRank: Math.floor(count / 2), exitRank: 2 * count },
  ]
    .filter((b) => b.entryRank !== select.entryRank || b.exitRank !== select.exitRank)
    .map(({ name, ...ranks }) => ({
      name,
      definition: { ...own, select: { ...select, ...ranks, source: ours } },
    }));
}

function skips(own: SleeveDefinition): VariantDefinition[] {
  const { score } = own;
  if (!score) return [];
  const other = (part: Score['parts'][number]): Score['parts'][number] => {
    const { characteristic } = part;
    return characteristic.kind === 'risk-adjusted-momentum'
      ? { ...part, characteristic: otherSkip(characteristic) }
      : part;
  };
  const parts = score.parts.map(other);
  if (parts.every((part, k) => part === score.parts[k])) return [];
  const isIncluded = parts.some(
    (p) => p.characteristic.kind === 'risk-adjusted-momentum' && p.characteristic.skipMonths === 0,
  );
  return [
    {
      name: isIncluded ? 'latest month included' : 'latest month skipped',
      definition: { ...own, score: { ...score, parts, source: ours } },
    },
  ];
}

const otherSkip = (m: Extract<Characteristic, { kind: 'risk-adjusted-momentum' }>): Characteristic => ({
  ...m,
  skipMonths: m.skipMonths === 0 ? 1 : 0,
});

function weightings(own: SleeveDefinition): VariantDefinition[] {
  const { weight } = own;
  return [
    // Equal weights need no cap, and a cap by market value could make them infeasible.
    { name: 'equal weights', by: 'equal' as const, cap: null },
    { name: 'weights by market value', by: 'free-float-cap' as const, cap: own.cap },
  ]
    .filter(({ by }) => by !== weight.by)
    .map(({ name, by, cap }) => ({ name, definition: { ...own, cap, weight: { by, source: ours } } }));
}
