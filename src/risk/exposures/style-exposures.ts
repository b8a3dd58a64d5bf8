import type { Problem } from '../../market/problem.ts';
import { quotient } from '../../math/linear-algebra/columns.ts';
import { DESCRIPTORS, STYLE_DEFINITIONS } from './descriptors/styles.ts';
import type { Descriptor } from './descriptors/descriptor.ts';
import type { ExposureRules } from './exposure-rules.ts';
import { STYLE_COUNT, STYLES, type Style } from '../factors.ts';
import type { MarketMeasures } from './market-measures.ts';
import { addScores, fillIn, takeOut, toFinalScale, winsorise, type CrossSection } from './standardise.ts';

/** Columns that each day's styles are made in: room, not memory. */
export interface StyleRoom {
  /** A column for each of `STYLE_DEFINITIONS`. */
  readonly columns: readonly Float64Array[];
  readonly descriptor: Float64Array;
  readonly sums: Float64Array;
  readonly counts: Float64Array;
  readonly rootCap: Float64Array;
  readonly scratch: CrossSection['scratch'];
}

export function roomForStyles(names: number): StyleRoom {
  const column = (): Float64Array => new Float64Array(names);
  return {
    columns: STYLE_DEFINITIONS.map(column),
    descriptor: column(),
    sums: column(),
    counts: column(),
    rootCap: column(),
    scratch: [column(), column(), column()],
  };
}

/** All that the styles of a day are made of. */
export interface StyleInputs {
  readonly measures: MarketMeasures;
  /** Figures of the accounts, a column for each of `DESCRIPTORS` that reads them. */
  readonly figures: readonly (Float64Array | null)[];
  readonly members: Uint8Array;
  readonly industry: Uint8Array;
  readonly marketCap: Float64Array;
}

export interface MadeStyles {
  readonly styles: Float64Array;
  readonly inEstimation: Uint8Array;
  readonly flags: Uint16Array;
  readonly dropped: Int32Array;
  readonly problems: readonly Problem[];
}

/**
 * From descriptors to styles: winsorise each, put to scale, average, take out, fit what is missing, put to scale
 * again. See `Exposures` for what comes back.
 */
export function makeStyles(inputs: StyleInputs, room: StyleRoom, rules: ExposureRules): MadeStyles {
  const names = inputs.marketCap.length;
  const made = {
    styles: new Float64Array(names * STYLE_COUNT).fill(NaN),
    inEstimation: new Uint8Array(names),
    flags: new Uint16Array(names),
    dropped: new Int32Array(DESCRIPTORS.length),
    problems: [] as Problem[],
  };
  const section = crossSection(inputs, room);
  if (section.members.length < rules.minimumNames) return made;
  for (const i of section.members) made.inEstimation[i] = 1;

  let d = 0;
  for (const [k, { style, descriptors, orthogonalTo }] of STYLE_DEFINITIONS.entries()) {
    const column = room.columns[k]!;
    const single = descriptors.length === 1;
    room.sums.fill(0);
    room.counts.fill(0);
    for (const descriptor of descriptors) {
      const values = single ? column : room.descriptor;
      measure(descriptor, inputs, inputs.figures[d]!, values);
      made.dropped[d] = single
        ? winsorise(values, descriptor.sign, section, rules)
        : addScores(values, descriptor.sign, section, rules, room.sums, room.counts);
      d++;
    }
    if (!single) quotient(room.sums, room.counts, column);
    if (orthogonalTo !== undefined) takeOut(column, room.columns[madeAt(orthogonalTo)]!, section);
    const bit = 1 << STYLES.indexOf(style);
    const flag = (i: number): void => {
      made.flags[i]! |= bit;
    };
    if (!fillIn(column, room.columns[madeAt('SIZE')]!, section, flag)) {
      // Nobody has the style: it is 0 for all, said so and flagged, and not taken for a reading.
      for (const i of section.covered) {
        column[i] = 0;
        flag(i);
      }
      made.problems.push(withoutData(style));
    }
    toFinalScale(column, section, rules);
  }
  layOut(room.columns, section.covered, made.styles);
  return made;
}

const madeAt = (style: Style): number => STYLE_DEFINITIONS.findIndex((d) => d.style === style);

const ORDER = STYLES.map(madeAt);

/** The columns side by side, a row an issuer, in the order of `STYLES`. */
function layOut(columns: readonly Float64Array[], covered: Int32Array, styles: Float64Array): void {
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

function crossSection({ marketCap, members, industry }: StyleInputs, room: StyleRoom): CrossSection {
  const names = marketCap.length;
  const covered = new Int32Array(names);
  const chosen = new Int32Array(names);
  let many = 0;
  let few = 0;
  for (let i = 0; i < names; i++) {
    if (Number.isNaN(marketCap[i]!)) continue;
    room.rootCap[i] = Math.sqrt(marketCap[i]!);
    covered[many++] = i;
    if (members[i] === 1) chosen[few++] = i;
  }
  return {
    covered: covered.subarray(0, many),
    members: chosen.subarray(0, few),
    marketCap,
    rootCap: room.rootCap,
    industry,
    scratch: room.scratch,
  };
}

const withoutData = (style: Style): Problem => ({
  severity: 'warning',
  code: 'style-without-data',
  about: style,
  message: `no name of the estimation universe has a descriptor of ${style}; it is 0 and flagged for all.`,
  remedy: 'Import what its descriptors need, or read nothing into this factor until then.',
});
