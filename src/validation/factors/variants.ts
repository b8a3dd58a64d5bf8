import type { Score, SleeveDefinition } from '../../sleeves/definition.ts';
import type { Measure } from '../../sleeves/characteristics/characteristic.ts';
import type { SleeveRules } from '../../sleeves/sleeve-rules.ts';

/** A definition that is tried beside a sleeve's own, and what is other in it. */
export interface TriedDefinition {
  readonly name: string;
  readonly definition: SleeveDefinition;
}

/** Numbers of names that NSE's factor indices have. */
const NAMES = [25, 30, 50];

const ours = 'our choice' as const;

/**
 * The declared grid: each rule of a sleeve changed by itself, the others as they are. Numbers of names with the buffer in
 * proportion, no buffer and a wide one, the latest month of momentum counted or not, two plain ways of weighting. A
 * grid of all combinations would be fifty to a sleeve, most of them alike (our choice).
 */
export function variantsOf(own: SleeveDefinition): TriedDefinition[] {
  return [...sizes(own), ...buffers(own), ...skips(own), ...weightings(own)];
}

/** How many ways the sleeves of a rule book are tried in, all together. */
export const triesOf = (rules: SleeveRules): number =>
  Object.values(rules).reduce((sum, own) => sum + 1 + variantsOf(own).length, 0);

function sizes(own: SleeveDefinition): TriedDefinition[] {
  const { select } = own;
  if (select.kind === 'all') return [];
  return NAMES.filter((n) => n !== select.names).map((names) => {
    const scaled = (rank: number): number => Math.round((rank * names) / select.names);
    return {
      name: `${names} names`,
      definition: {
        ...own,
        select: {
          ...select,
          names,
          surelyIn: scaled(select.surelyIn),
          keepTo: scaled(select.keepTo),
          source: ours,
        },
      },
    };
  });
}

function buffers(own: SleeveDefinition): TriedDefinition[] {
  const { select } = own;
  if (select.kind === 'all') return [];
  const { names } = select;
  return [
    { name: 'no buffer', surelyIn: names, keepTo: names },
    { name: 'wide buffer', surelyIn: Math.floor(names / 2), keepTo: 2 * names },
  ]
    .filter((b) => b.surelyIn !== select.surelyIn || b.keepTo !== select.keepTo)
    .map(({ name, ...ranks }) => ({
      name,
      definition: { ...own, select: { ...select, ...ranks, source: ours } },
    }));
}

function skips(own: SleeveDefinition): TriedDefinition[] {
  const { score } = own;
  if (!score) return [];
  const other = (part: Score['parts'][number]): Score['parts'][number] => {
    const { measure } = part;
    return measure.kind === 'risk-adjusted-momentum' ? { ...part, measure: turned(measure) } : part;
  };
  const parts = score.parts.map(other);
  if (parts.every((part, k) => part === score.parts[k])) return [];
  const counted = parts.some(
    (p) => p.measure.kind === 'risk-adjusted-momentum' && p.measure.skipMonths === 0,
  );
  return [
    {
      name: counted ? 'latest month counted' : 'latest month left out',
      definition: { ...own, score: { ...score, parts, source: ours } },
    },
  ];
}

const turned = (m: Extract<Measure, { kind: 'risk-adjusted-momentum' }>): Measure => ({
  ...m,
  skipMonths: m.skipMonths === 0 ? 1 : 0,
});

function weightings(own: SleeveDefinition): TriedDefinition[] {
  const { weight } = own;
  return [
    // Equal weights need no limit, and a limit by market value would leave no room for them.
    { name: 'equal weights', by: 'equal' as const, cap: null },
    { name: 'weights by market value', by: 'free-float-cap' as const, cap: own.cap },
  ]
    .filter(({ by }) => by !== weight.by)
    .map(({ name, by, cap }) => ({ name, definition: { ...own, cap, weight: { by, source: ours } } }));
}
