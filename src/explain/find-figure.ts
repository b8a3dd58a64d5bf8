import { isLeaf, leavesOf, nameOfEntry, pointerOf, segmentsOf, valueAt, withPositions } from './pointer.ts';

/** Short names of figures of a decision; `{}` stands for what follows the colon. */
const FIGURE_NAMES: Readonly<Record<string, string>> = {
  score: '/regime/score',
  regime: '/regime/regime',
  confidence: '/regime/confidence/level',
  agreement: '/regime/confidence/agreement',
  volatility: '/allocation/risk/final/volatility',
  beta: '/allocation/risk/final/beta',
  'tracking-error': '/allocation/risk/final/trackingError',
  turnover: '/allocation/turnover',
  'turnover-limit': '/allocation/turnoverLimit',
  cost: '/execution/plan/cost/total',
  'break-even': '/execution/plan/cost/breakEvenReturn',
  tax: '/execution/plan/tax/total',
  cash: '/execution/plan/cash/final',
  hedge: '/hedge/reason',
  'signal:{}': '/signals/{}/score',
  'contribution:{}': '/regime/contributions/{}/contribution',
  'change:{}': '/regime/nearestChanges/{}/inUnits/needed',
  'weight:{}': '/allocation/final/{}',
  'target:{}': '/allocation/target/{}',
  'opening:{}': '/allocation/opening/{}',
  'trade:{}': '/allocation/trades/{}/amount',
  'sleeve:{}': '/allocation/riskModel/sleeves/{}/score',
  'return:{}': '/allocation/riskModel/sleeves/{}/expectedActiveReturn',
  'style:{}': '/allocation/riskModel/styles/{}/final',
  'industry:{}': '/allocation/riskModel/industries/{}/final',
  'factor:{}': '/allocation/risk/final/volatilityContributions/factors/{}/contribution',
  'limit:{}': '/allocation/riskModel/limits/{}/value',
  'stock:{}': '/allocation/riskModel/stocks/{}/final',
  'order:{}': '/execution/plan/orders/{}/amount',
  'lot:{}': '/execution/plan/tax/lots/{}/tax',
};

/** Short names of figures of a back-test. */
export const BACKTEST_FIGURE_NAMES: Readonly<Record<string, string>> = {
  growth: '/summary/figures/cagr/own',
  volatility: '/summary/figures/volatility/own',
  sharpe: '/summary/figures/sharpe/own',
  drawdown: '/summary/figures/maximum-drawdown/own',
  'figure:{}': '/summary/figures/{}/own',
  'nav:{}': '/nav/{}/net',
  'turnover:{}': '/months/{}/turnover',
  'cost:{}': '/months/{}/cost',
  'label:{}': '/months/{}/label',
};

/** What a request for a figure names. */
export type FoundFigure =
  | { readonly kind: 'figure'; readonly pointer: string }
  /** A part of the document with several figures: pointers of what is directly below it. */
  | { readonly kind: 'group'; readonly pointer: string; readonly members: readonly string[] }
  /** Nothing of that name: pointers and names that are spelled much like it. */
  | { readonly kind: 'unknown'; readonly near: readonly string[] };

/**
 * Finds a figure of a document by JSON pointer or name. In a pointer an entry of a list may be named by its id, ISIN, factor,
 * style, industry, limit or day instead of its position.
 *
 * @param document as it was read from JSON.
 * @param asked such as `/regime/score`, `/signals/us-vix/score`, `score`, `weight:quality` or `order:INE002A01018`.
 * @param names short names of this kind of document; default: those of a decision.
 * @returns the pointer of a figure, the members of a part, or names that are spelled much like what was asked.
 * @example
 * import { findFigure, readDecision } from 'trrm';
 *
 * console.log(findFigure(readDecision('.trrm/demo/decision.json'), 'signal:us-vix'));
 */
export function findFigure(document: unknown, asked: string, names = FIGURE_NAMES): FoundFigure {
  const pointer = asked.startsWith('/') || asked === '' ? asked : pointerOfName(asked, names);
  const found = pointer === null ? null : withPositions(document, pointer);
  if (found === null) return { kind: 'unknown', near: nearTo(document, pointer ?? asked, asked, names) };
  const value = valueAt(document, found);
  if (isLeaf(value)) return { kind: 'figure', pointer: found };
  return {
    kind: 'group',
    pointer: found,
    members: Object.keys(value as object).map((key) => `${found}${pointerOf([key])}`),
  };
}

function pointerOfName(asked: string, names: typeof FIGURE_NAMES): string | null {
  const whole = names[asked];
  if (whole !== undefined) return whole;
  const colon = asked.indexOf(':');
  const template = colon < 0 ? undefined : names[`${asked.slice(0, colon)}:{}`];
  return (
    template?.replace(
      '{}',
      asked
        .slice(colon + 1)
        .replaceAll('~', '~0')
        .replaceAll('/', '~1'),
    ) ?? null
  );
}

const NEAREST = 6;

/** The names and pointers spelled most like a request. */
function nearTo(document: unknown, pointer: string, asked: string, known: typeof FIGURE_NAMES): string[] {
  const names = Object.entries(known).flatMap(([name, template]) => {
    if (!name.endsWith(':{}')) return valueAt(document, template) === undefined ? [] : [name];
    const [list, below] = template.split('/{}');
    const entries = valueAt(document, list!);
    if (typeof entries !== 'object' || entries === null) return [];
    return Object.keys(entries)
      .map((key) => (Array.isArray(entries) ? namedSegment(entries, key) : key))
      .filter((key) => withPositions(document, `${list}/${key}${below}`) !== null)
      .map((key) => name.replace('{}', key));
  });
  const pointers = leavesOf(document).map((leaf) => leaf.pointer);
  const byName = ranked([...new Set(names)], asked);
  return asked.startsWith('/') ? ranked(pointers, pointer).slice(0, NEAREST) : byName.slice(0, NEAREST);
}

const namedSegment = (list: readonly unknown[], key: string): string =>
  segmentsOf(namedPointer(list, `/${key}`))[0]!;

/** Candidates by the share of letter pairs that they have in common with a text (Dice’s coefficient), the most alike first. */
function ranked(candidates: readonly string[], text: string): string[] {
  const wanted = pairsOf(text);
  return candidates
    .map((candidate) => {
      const pairs = pairsOf(candidate);
      const common = [...wanted].filter((pair) => pairs.has(pair)).length;
      return { candidate, likeness: (2 * common) / (wanted.size + pairs.size) };
    })
    .filter(({ likeness }) => likeness > 0)
    .sort(
      (a, b) =>
        b.likeness - a.likeness ||
        a.candidate.length - b.candidate.length ||
        (a.candidate < b.candidate ? -1 : 1),
    )
    .map(({ candidate }) => candidate);
}

const pairsOf = (text: string): Set<string> =>
  new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2).toLowerCase()));

/**
 * A pointer with the names of list entries instead of their positions, where a name is the only one of its kind; `findFigure`
 * takes it back: `/signals/0/score` → `/signals/us-vix/score`.
 */
export function namedPointer(document: unknown, pointer: string): string {
  let value = document;
  let at = '';
  let named = '';
  for (const segment of segmentsOf(pointer)) {
    const candidate = Array.isArray(value) ? entryName(value, Number(segment)) : null;
    const step = candidate === null ? segment : candidate;
    named += pointerOf([step]);
    at += pointerOf([segment]);
    value = (value as Readonly<Record<string, unknown>>)[segment];
  }
  return withPositions(document, named) === at ? named : pointer;
}

function entryName(list: readonly unknown[], place: number): string | null {
  const names = list.map(nameOfEntry);
  const name = names[place]!;
  return name !== null && names.indexOf(name) === place && names.lastIndexOf(name) === place ? name : null;
}
