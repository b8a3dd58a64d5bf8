import { counted, fractionAsPercent, grouped, NO_BREAK, signed } from '../../format/numbers.ts';
import { day, displayDay } from '../../market/day.ts';
import { rupeesInWords } from '../../format/rupees.ts';
import type { Estimate } from '../../math/statistics/pair-errors.ts';
import type { SimulationReport } from '../../whatif/simulation/simulation-of-store.ts';
import type { PolicyOutcome } from '../../whatif/simulation/summary.ts';

const POLICY_NAMES: Readonly<Record<string, string>> = {
  follow: 'Follow the rules',
  keep: 'Keep the weights',
  hold: 'Buy and hold',
  nifty: 'Nifty 50',
};

export const policyName = (id: string): string => POLICY_NAMES[id] ?? id;

export const POLICY_MEANINGS: Readonly<Record<string, string>> = {
  follow: 'each label’s target weights, changed when the label changes, after charges and impact',
  keep: 'the weights after the month’s run, restored every month, after charges and impact',
  hold: 'the weights after the month’s run, bought once and never traded',
  nifty: 'the Nifty 50 with dividends, without costs',
};

/** Below it a standard error is not printed: the figure hardly varies between paths. */
const NO_ERROR = 5e-5;

/** Decimals with which an estimate is printed: those of the first digit of its standard error, at least one, at most four. */
const decimalsFor = (error: number, unit: number): number =>
  error * unit >= NO_ERROR ? Math.max(1, Math.min(4, -Math.floor(Math.log10(error * unit)))) : 2;

const errorText = (error: number, decimals: number): string =>
  error >= NO_ERROR ? ` ± ${grouped(error, decimals)}` : '';

/** `1.523 ± 0.004`: an estimate and its standard error. */
export function estimateText({ value, error }: Estimate, unit = 1): string {
  const decimals = decimalsFor(error, unit);
  return `${grouped(value * unit, decimals)}${errorText(error * unit, decimals)}`;
}

/** The same as a percentage. */
export const percentText = (estimate: Estimate): string => `${estimateText(estimate, 100)}${NO_BREAK}%`;

export const signedEstimate = ({ value, error }: Estimate): string => {
  const decimals = decimalsFor(error, 1);
  return `${signed(value, decimals)}${errorText(error, decimals)}`;
};

const LAWS = {
  t: (r: SimulationReport) =>
    `multivariate t with ${r.settings.degrees} degrees of freedom, one χ² a month for all assets`,
  normal: () => 'multivariate normal',
  blocks: (r: SimulationReport) =>
    `blocks of months that bore the label, ${r.settings.blockKind === 'fixed' ? 'length' : 'mean length'} ${r.settings.blockLength}, ended by the simulated spell`,
} as const;

const MEANS = {
  pooled: 'the mean of all months under every label',
  regime: 'each label’s own mean, shrunk to that of all months by n/(n + 24)',
  zero: 'the mean of cash for every asset',
} as const;

/** The assumptions of a simulation, as terms and sentences. */
export function assumptions(r: SimulationReport): [string, string][] {
  const { settings, record, chain } = r;
  return [
    [
      'Labels',
      `First-order Markov chain fitted to ${grouped(chain.months, 0)} month-end labels, starting from ${chain.labels[chain.start]}${settings.uncertain ? '; transition probabilities drawn from their distribution once for every 100 paths' : '; transition probabilities taken as known'}.`,
    ],
    [
      'Law of returns',
      `Simple returns of a month, given the label at its beginning: ${LAWS[settings.law](r)}.`,
    ],
    ['Expected returns', `${MEANS[settings.means][0]!.toUpperCase()}${MEANS[settings.means].slice(1)}.`],
    [
      'Record',
      `${grouped(record.months, 0)} months, ${displayDay(day(record.from))} to ${displayDay(day(record.to))}${record.leftOut === 0 ? '' : `; ${counted(record.leftOut, 'month')} without a return left out`}: ${record.byLabel.map((l) => `${l.label} ${l.months}`).join(', ')}.`,
    ],
    [
      'Costs',
      'Charges and impact of selling and buying at the rates of the as-of date, on one-way turnover at each change of label; the drift restored in other months at its expected turnover. No tax.',
    ],
    [
      'Random numbers',
      `Seed ${settings.seed}, ${grouped(settings.paths, 0)} paths in antithetic pairs; ± is one Monte Carlo standard error, of the simulation and not of the assumptions.`,
    ],
  ];
}

export const NOT_A_FORECAST =
  'A simulation under the assumptions listed, not a forecast: it can only repeat what its history contains.';

/** The start of wealth in words. */
export const startText = ({ value }: SimulationReport): string =>
  value === null
    ? 'Wealth is a multiple of the start.'
    : `Wealth is a multiple of the start, ${rupeesInWords(value)}.`;

export const shareText = (x: number): string => fractionAsPercent(x, 1);

/** Ticks of an axis of years: the last one names the unit. */
export const yearTick =
  (last: number) =>
  (year: number): string =>
    year === Math.floor(last) ? counted(year, 'year') : grouped(year, 0);

/** What a policy comes to in one sentence: median, 90 % of the paths, and the chance of a loss, with standard errors. */
export function outcomeText(
  id: string,
  { month, quantiles, chanceOfLoss }: Pick<PolicyOutcome, 'month' | 'quantiles' | 'chanceOfLoss'>,
): string {
  const [low, , median, , high] = quantiles.map((q) => estimateText(q));
  return `${policyName(id)}, after ${counted(month, 'month')}: ${median} times the start in the median, 90 % of paths from ${low} to ${high}; chance of a loss ${percentText(chanceOfLoss)}.`;
}
