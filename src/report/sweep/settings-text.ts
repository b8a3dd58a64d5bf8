import { MINUS, NO_BREAK } from '../../format/numbers.ts';
import type { RankedTrial } from '../../sweep/report-schema.ts';

/** Parameters of a trial in one line: `regimes.enterBullish 0.25; signals.us-vix.weight 0.1`. */
export function settingsText(parameters: Readonly<Record<string, unknown>>): string {
  const settings = Object.entries(parameters);
  return settings.length === 0
    ? 'the rule book itself'
    : settings.map(([path, value]) => `${path}${NO_BREAK}${valueText(value)}`).join('; ');
}

/** A column of a ranking. */
interface SettingsColumn {
  readonly head: string;
  readonly isNumber: boolean;
  readonly cell: (trial: RankedTrial) => string;
}

/** More parameters than this do not fit beside the figures. */
const MOST_COLUMNS = 5;

/**
 * How a ranking shows parameters: in a column each, headed by the end of the path that tells them apart, where all trials have the
 * same few; else in one line a trial.
 */
export function settingsColumns(ranking: readonly RankedTrial[]): SettingsColumn[] {
  const paths = Object.keys(ranking[0]?.parameters ?? {});
  const isShared = ranking.every(({ parameters }) => Object.keys(parameters).join() === paths.join());
  if (!isShared || paths.length === 0 || paths.length > MOST_COLUMNS)
    return [{ head: 'Parameters', isNumber: false, cell: ({ parameters }) => settingsText(parameters) }];
  const end = (path: string, parts: number): string => path.split('.').slice(-parts).join('.');
  return paths.map((path) => {
    const isUnique = paths.filter((other) => end(other, 1) === end(path, 1)).length === 1;
    return {
      head: end(path, isUnique ? 1 : 2),
      isNumber: ranking.every(({ parameters }) => typeof parameters[path] === 'number'),
      cell: ({ parameters }) => valueText(parameters[path]),
    };
  });
}

/** Digits of a parameter: a step of a logarithmic range has sixteen, which nobody reads. */
const DIGITS = 6;

/** A value of the rule book, a number to six digits, with a minus sign in place of a hyphen. */
export const valueText = (value: unknown): string =>
  String(typeof value === 'number' ? Number(value.toPrecision(DIGITS)) : value).replace(/^-(?=\d)/, MINUS);

/** Whether neighbours in a ranking have the same ratio to the last digit. */
export const hasTies = (ranking: readonly RankedTrial[]): boolean =>
  ranking.some((trial, i) => i > 0 && trial.ratio === ranking[i - 1]!.ratio);

export const TIES =
  'Rule books with the same figures differ in parameters that changed nothing in these months; they are ranked by trial number.';
