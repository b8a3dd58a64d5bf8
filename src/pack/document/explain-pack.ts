import { effectRules } from '../../explain/documents/effect-rules.ts';
import type { DocumentRule } from '../../explain/documents/document-rule.ts';
import { type DocumentRules, explainInDocument, ruleIn } from '../../explain/documents/explain-document.ts';
import type { Explanation } from '../../explain/explanation.ts';
import { leavesOf } from '../../explain/pointer.ts';
import { statisticsWithoutValues } from '../../explain/documents/statistic-rules.ts';
import { headlineFiguresOfPack } from './headline-figures.ts';
import type { PackDocument } from './pack-document.ts';
import { PACK_FORMULAS } from './pack-formulas.ts';
import { PACK_SOURCES } from './pack-sources.ts';
import type { PartId } from './parts.ts';

const BACKTEST = '/parts/attribution/ladder/data';
const RECORD = '/parts/performance/data/record';

const RISK = '/allocation/risk/final';
const POINT: Readonly<Record<string, string>> = {
  regime: '/regime/regime',
  modelRegime: '/regime/modelRegime',
  score: '/regime/score',
  turnover: '/allocation/turnover',
  volatility: `${RISK}/volatility`,
  beta: `${RISK}/beta`,
  trackingError: `${RISK}/trackingError`,
};

const BAND: Readonly<Record<string, (id: string) => string>> = {
  low: (id) => `/allocation/sleeves/${id}/band/low`,
  high: (id) => `/allocation/sleeves/${id}/band/high`,
  target: (id) => `/allocation/sleeves/${id}/target`,
  final: (id) => `/allocation/final/${id}`,
};

const TRADES: Readonly<Record<string, string>> = {
  byStock: '/allocation/turnover',
  gapToPlan: '/execution/plan/reached/gapToPlan',
  newMoney: '/allocation/newMoney/weight',
};

/**
 * The figure of `decision.json` that a figure of a pack is, with names of list entries; null for a figure of the pack's own. A
 * figure that is null or 0 because the decision has none is the pack's own.
 *
 * @param pointer of a leaf of the pack.
 */
export function figureOfDecision({ parts }: PackDocument, pointer: string): string | null {
  const point = /^\/parts\/decision\/now\/(\w+)$/.exec(pointer);
  if (point && parts.decision.now[point[1] as 'score'] !== null) return POINT[point[1]!] ?? null;
  const trade = /^\/parts\/trades\/(\w+)$/.exec(pointer);
  if (trade && parts.trades[trade[1] as 'byStock']) return TRADES[trade[1]!] ?? null;
  const band = /^\/parts\/limits\/bands\/(\d+)\/(\w+)$/.exec(pointer);
  if (band) {
    const { id, final } = parts.limits.bands[Number(band[1])]!;
    return band[2] === 'final' && final === 0 ? null : (BAND[band[2]!]?.(id) ?? null);
  }
  return null;
}

/** How the figures of `pack.json` that are not figures of its decision are explained. */
export const PACK_RULES: DocumentRules = {
  rules: [
    ...PACK_FORMULAS,
    ...effectRules(`${BACKTEST}/effects`),
    statisticsWithoutValues(`${BACKTEST}/sheet`, 'backtest.json'),
    statisticsWithoutValues(`${RECORD}/sheet`, 'the account’s record'),
    ...PACK_SOURCES,
  ],
  otherwise: () =>
    'Stated by the pack about itself. trrm pack makes the document again, and trrm pack --verify says whether the file is the sealed one.',
};

/** Inputs shown with an example; `trrm explain` lists all of them. */
const FEW = 6;

/** The explanations that a pack's pages print of its own figures. */
export interface PackExplanations {
  /** Of figures that open them where they stand, by part. */
  readonly headlines: ReadonlyMap<PartId, readonly Explanation[]>;
  /** One example of every other way in which the pack's own numbers come about. */
  readonly examples: readonly Explanation[];
}

/** Explains the pack's own headline figures with their inputs, and one figure of each kind that is not among them. */
export function packExplanations(document: PackDocument): PackExplanations {
  const pointers = headlineFiguresOfPack(document);
  const seen = new Set(
    [...pointers.values()].flat().map((pointer) => ruleIn(document, PACK_RULES, pointer).rule),
  );
  return {
    headlines: new Map(
      Array.from(pointers, ([id, of]) => [id, of.map((pointer) => explainedShortly(document, pointer))]),
    ),
    examples: explainedExamples(document, seen),
  };
}

const explainedShortly = (document: PackDocument, pointer: string): Explanation =>
  explainInDocument(document, PACK_RULES, pointer, { depth: 1, most: FEW });

/** The first figure that each rule explains, except those seen already. Figures of the decision are explained with it. */
function explainedExamples(document: PackDocument, seen: Set<DocumentRule>): Explanation[] {
  return leavesOf(document).flatMap(({ pointer, value }) => {
    if (typeof value !== 'number' || figureOfDecision(document, pointer) !== null) return [];
    const { rule } = ruleIn(document, PACK_RULES, pointer);
    if (rule.pattern === '' || seen.has(rule)) return [];
    seen.add(rule);
    return [explainedShortly(document, pointer)];
  });
}
