import type { Assets } from '../../../optimiser/assets.ts';
import type { ConstraintSet, GroupLimit } from '../../../optimiser/constraint-set.ts';
import { readAssets } from '../../../optimiser/file/read-assets.ts';
import type { Period } from '../../../optimiser/file/period.ts';
import { readGroups } from '../../../optimiser/file/read-groups.ts';
import { readViews } from '../../../optimiser/file/read-views.ts';
import { readOpening, readWeights } from '../../../optimiser/file/read-weights.ts';
import { withViews } from '../../../optimiser/views.ts';
import { ASSET_TABLE, readText } from '../../../market/files/read-text.ts';
import { type Problem, userError } from '../../../market/problem.ts';
import type { OptimiseOptions } from './options.ts';

export interface Inputs {
  readonly assets: Assets;
  readonly constraints: ConstraintSet;
  readonly period: Period;
  readonly problems: readonly Problem[];
}

/** Reads all files that the options name. @throws UserError for a file or an option that is not usable. */
export function readInputs(file: string, options: OptimiseOptions): Inputs {
  const { prices = false, shrinkage, histories, perYear } = options;
  const { assets, problems, period } = readAssets(readText(file, ASSET_TABLE), file, perYear, {
    prices,
    ...(shrinkage && { shrinkage }),
    commonPeriods: histories === 'common',
  });
  return {
    assets: options.views === undefined ? withoutViews(assets, options) : viewed(assets, options),
    constraints: constraintSet(assets.names, file, options),
    period,
    problems,
  };
}

function withoutViews(assets: Assets, { market }: OptimiseOptions): Assets {
  if (market === undefined) return assets;
  throw needs('--market', '--views', 'The market is the prior of views.');
}

function viewed(assets: Assets, options: OptimiseOptions): Assets {
  const { names } = assets;
  const views = readViews(readText(options.views!, ASSET_TABLE), options.views!, names);
  return withViews(assets, views, {
    market: options.market === undefined ? null : marketWeights(names, options.market),
    riskAversion: options.marketRiskAversion,
    riskFree: options.riskFree ?? 0,
    tau: options.tau,
  });
}

/** Weights or market capitalisations, scaled to sum to 1. */
function marketWeights(names: readonly string[], file: string): Float64Array {
  const by = readWeights(readText(file, ASSET_TABLE), file, names);
  const weights = Float64Array.from(names, (name) => (Object.hasOwn(by, name) ? by[name]! : 0));
  const sum = weights.reduce((a, b) => a + b, 0);
  if (!(sum > 0) || weights.some((w) => w < 0))
    throw userError('unusable-weights', file, 'The market has no positive weights.', 'Correct the file.');
  return weights.map((w) => w / sum);
}

function constraintSet(names: readonly string[], file: string, options: OptimiseOptions): ConstraintSet {
  const { min, max, bound = [], group = [], groups, opening, turnover, cost } = options;
  for (const { subject } of bound)
    if (!names.includes(subject)) throw unknownAsset(`--bound ${subject}`, names, file);
  const own = (side: 'low' | 'high', otherwise: number) =>
    bound.length === 0
      ? otherwise
      : Object.fromEntries([
          ...names.map((name) => [name, otherwise] as const),
          ...bound.map((b) => [b.subject, b[side]!] as const),
        ]);
  refusePercentages(options);
  if (opening === undefined) {
    if (turnover !== undefined)
      throw needs('--turnover', '--opening', 'Turnover is measured from present weights.');
    if (cost !== undefined) throw needs('--cost', '--opening', 'Trades are made from present weights.');
  }
  const members =
    groups === undefined
      ? new Map<string, readonly string[]>()
      : readGroups(readText(groups, ASSET_TABLE), groups, names);
  return {
    minWeight: own('low', min),
    maxWeight: own('high', max),
    groups: group.map(({ subject, low, high }): GroupLimit => ({
      name: groupName(subject, low, high),
      assets: membersOf(subject, members, names, file),
      ...(low !== null && { min: low }),
      ...(high !== null && { max: high }),
    })),
    ...(opening !== undefined && {
      turnover: {
        opening: readOpening(readText(opening, ASSET_TABLE), opening, names),
        ...(turnover !== undefined && { max: turnover }),
        ...(cost !== undefined && { cost }),
      },
    }),
    ...(options.names !== undefined && { maxNames: options.names }),
    ...(options.smallest !== undefined && { minHolding: options.smallest }),
  };
}

/** Without short positions no weight, sum of weights or turnover is above 1: a larger limit is a percentage, or a mistake. */
function refusePercentages({ min, max, bound = [], group = [], turnover }: OptimiseOptions): void {
  if (min < 0 || bound.some(({ low }) => low! < 0)) return;
  const limits = [['--max', max] as const, ...bound.map((b) => [`--bound ${b.subject}`, b.high!] as const)];
  for (const [option, limit] of limits)
    if (limit > 1)
      throw userError(
        'wrong-limit',
        option,
        `A maximum weight of ${limit} is ${percent(limit)}; without short positions no weight is above 1.`,
        'Write weights as fractions: 0.4 is 40 %.',
      );
  const totals = group.flatMap(({ subject, low, high }) =>
    [low, high].flatMap((limit) => (limit === null ? [] : [[`--group ${subject}`, limit] as const])),
  );
  const sums = [...totals, ...(turnover === undefined ? [] : [['--turnover', turnover] as const])];
  for (const [option, limit] of sums)
    if (limit > 1)
      throw userError(
        'wrong-limit',
        option,
        `A limit of ${limit} is ${percent(limit)}; without short positions none is above 100 %.`,
        'Write limits as fractions: 0.2 is 20 %.',
      );
}

const percent = (fraction: number): string => `${Number((100 * fraction).toPrecision(12))} %`;

/** `metals from 5 % to 15 %`. */
const groupName = (subject: string, low: number | null, high: number | null): string =>
  low === null
    ? `${subject} at most ${percent(high!)}`
    : high === null
      ? `${subject} at least ${percent(low)}`
      : `${subject} from ${percent(low)} to ${percent(high)}`;

/** The assets of a group, or of names joined by +, each an asset or a group. */
function membersOf(
  subject: string,
  groups: ReadonlyMap<string, readonly string[]>,
  names: readonly string[],
  file: string,
): readonly string[] {
  const one = (name: string): readonly string[] | undefined =>
    groups.get(name) ?? (names.includes(name) ? [name] : undefined);
  const whole = one(subject);
  if (whole) return whole;
  const parts = subject.split('+').map((part) => part.trim());
  const unknown = parts.find((part) => one(part) === undefined);
  if (unknown !== undefined)
    throw userError(
      'unknown-group',
      `--group ${subject}`,
      `${unknown} is neither an asset of ${file} nor a group.`,
      groups.size > 0
        ? `The groups are ${[...groups.keys()].join(', ')}.`
        : `Name the groups in a file for --groups, or join assets by +. The assets are ${names.join(', ')}.`,
    );
  return [...new Set(parts.flatMap((part) => one(part)!))];
}

const unknownAsset = (about: string, names: readonly string[], file: string) =>
  userError(
    'unknown-asset',
    about,
    `There is no such asset in ${file}.`,
    `Its assets are ${names.join(', ')}.`,
  );

const needs = (option: string, other: string, why: string) =>
  userError('option-alone', option, `${why} ${other} is missing.`, `Give ${other}, or leave out ${option}.`);
