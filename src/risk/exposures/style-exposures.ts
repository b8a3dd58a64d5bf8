import type { Problem } from '../../market/problem.ts';
import { quotient } from '../../math/linear-algebra/columns.ts';
import { DESCRIPTORS, STYLE_DEFINITIONS } from './descriptors/styles.ts';
import type { Descriptor } from './descriptors/descriptor.ts';
import type { ExposureRules } from './exposure-rules.ts';
import { STYLE_COUNT, STYLES, type Style } from '../factors.ts';
import type { MarketMeasures } from './market-measures.ts';
import {
  addStandardised,
  imputeMissing,
  orthogonalise,
  standardiseStyle,
  winsorise,
  type StandardisationSample,
} from './standardise.ts';

/** Scratch columns in which each day's styles are computed; they carry no state. */
export interface StyleWorkspace {
  /** A column for each of `STYLE_DEFINITIONS`. */
  readonly columns: readonly Float64Array[];
  readonly descriptor: Float64Array;
  readonly sums: Float64Array;
  readonly counts: Float64Array;
  readonly rootCap: Float64Array;
  readonly scratch: StandardisationSample['scratch'];
}

/** Scratch columns for so many issuers. */
export function newStyleWorkspace(issuerCount: number): StyleWorkspace {
  const column = (): Float64Array => new Float64Array(issuerCount);
  return {
    columns: STYLE_DEFINITIONS.map(column),
    descriptor: column(),
    sums: column(),
    counts: column(),
    rootCap: column(),
    scratch: [column(), column(), column()],
  };
}

/** The inputs of a day's style exposures. */
export interface StyleInputs {
  readonly measures: MarketMeasures;
  /** Accounting figures: an [N] column for each of `DESCRIPTORS` that uses accounts. */
  readonly figures: readonly (Float64Array | null)[];
  readonly members: Uint8Array;
  readonly industry: Uint8Array;
  readonly marketCap: Float64Array;
}

/** Style exposures of a day; the fields are described in `Exposures`. */
export interface StyleExposures {
  readonly styles: Float64Array;
  readonly inEstimation: Uint8Array;
  readonly flags: Uint16Array;
  readonly dropped: Int32Array;
  readonly problems: readonly Problem[];
}

/**
 * Computes styles from descriptors, in the manner of USE4: winsorise and standardise each descriptor, average them,
 * orthogonalise, impute missing scores from industry and SIZE, and standardise the style again.
 */
export function computeStyleExposures(
  inputs: StyleInputs,
  workspace: StyleWorkspace,
  rules: ExposureRules,
): StyleExposures {
  const issuerCount = inputs.marketCap.length;
  const result = {
    styles: new Float64Array(issuerCount * STYLE_COUNT).fill(NaN),
    inEstimation: new Uint8Array(issuerCount),
    flags: new Uint16Array(issuerCount),
    dropped: new Int32Array(DESCRIPTORS.length),
    problems: [] as Problem[],
  };
  const sample = sampleOf(inputs, workspace);
  if (sample.members.length < rules.minimumNames) return result;
  for (const i of sample.members) result.inEstimation[i] = 1;

  let d = 0;
  for (const [k, { style, descriptors, orthogonalTo }] of STYLE_DEFINITIONS.entries()) {
    const column = workspace.columns[k]!;
    const single = descriptors.length === 1;
    workspace.sums.fill(0);
    workspace.counts.fill(0);
    for (const descriptor of descriptors) {
      const values = single ? column : workspace.descriptor;
      measure(descriptor, inputs, inputs.figures[d]!, values);
      result.dropped[d] = single
        ? winsorise(values, descriptor.sign, sample, rules)
        : addStandardised(values, descriptor.sign, sample, rules, workspace.sums, workspace.counts);
      d++;
    }
    if (!single) quotient(workspace.sums, workspace.counts, column);
    if (orthogonalTo !== undefined)
      orthogonalise(column, workspace.columns[definitionIndex(orthogonalTo)]!, sample);
    const bit = 1 << STYLES.indexOf(style);
    const flag = (i: number): void => {
      result.flags[i]! |= bit;
    };
    if (!imputeMissing(column, workspace.columns[definitionIndex('SIZE')]!, sample, flag)) {
      // No stock has data on the style: all exposures are 0, flagged, and reported as a problem.
      for (const i of sample.covered) {
        column[i] = 0;
        flag(i);
      }
      result.problems.push(styleWithoutData(style));
    }
    standardiseStyle(column, sample, rules);
  }
  interleave(workspace.columns, sample.covered, result.styles);
  return result;
}

const definitionIndex = (style: Style): number => STYLE_DEFINITIONS.findIndex((d) => d.style === style);

const ORDER = STYLES.map(definitionIndex);

/** Writes the style columns as rows by issuer, in the order of `STYLES`. */
function interleave(columns: readonly Float64Array[], covered: Int32Array, styles: Float64Array): void {
  const inOrder = ORDER.map((k) => columns[k]!);
  for (let k = 0; k < covered.length; k++) {
    const i = covered[k]!;
    for (let s = 0; s < STYLE_COUNT; s++) styles[i * STYLE_COUNT + s] = inOrder[s]![i]!;
  }
}

function measure(
  descriptor: Descriptor,
  { measures }: StyleInputs,
  figures: Float64Array | null,
  out: Float64Array,
): void {
  if (descriptor.kind === 'market') descriptor.measure(measures, out);
  else if (descriptor.kind === 'priced') descriptor.measure(figures!, measures, out);
  else out.set(figures!);
}

function sampleOf(
  { marketCap, members, industry }: StyleInputs,
  workspace: StyleWorkspace,
): StandardisationSample {
  const issuerCount = marketCap.length;
  const covered = new Int32Array(issuerCount);
  const inUniverse = new Int32Array(issuerCount);
  let coveredCount = 0;
  let memberCount = 0;
  for (let i = 0; i < issuerCount; i++) {
    if (Number.isNaN(marketCap[i]!)) continue;
    workspace.rootCap[i] = Math.sqrt(marketCap[i]!);
    covered[coveredCount++] = i;
    if (members[i] === 1) inUniverse[memberCount++] = i;
  }
  return {
    covered: covered.subarray(0, coveredCount),
    members: inUniverse.subarray(0, memberCount),
    marketCap,
    rootCap: workspace.rootCap,
    industry,
    scratch: workspace.scratch,
  };
}

const styleWithoutData = (style: Style): Problem => ({
  severity: 'warning',
  code: 'style-without-data',
  about: style,
  message: `no stock of the estimation universe has a descriptor of ${style}; its exposure is 0 and flagged for all stocks.`,
  remedy: 'Import the data of its descriptors; until then, do not interpret this factor.',
});
