import { type Command, InvalidArgumentError, Option } from 'commander';
import {
  DEFAULT_CONFIDENCE,
  DEFAULT_POINTS,
  METHOD_NAMES,
  type MethodOptions,
} from '../../../optimiser/method-options.ts';
import { isPlausibleRate } from '../../shared/options.ts';
import { DEFAULT_MARKET_RISK_AVERSION, DEFAULT_TAU } from '../../../optimiser/views.ts';

/** Limits of one asset, or of the total of some. */
export interface Band {
  readonly subject: string;
  readonly low: number | null;
  readonly high: number | null;
}

export interface OptimiseOptions extends Omit<MethodOptions, 'budgets'> {
  readonly confidence: number;
  readonly points: number;
  readonly budget?: readonly (readonly [asset: string, share: number])[];
  readonly prices?: boolean;
  readonly perYear?: number;
  readonly histories: 'all' | 'common';
  readonly shrinkage?: 'identity' | 'constant-correlation';
  readonly views?: string;
  readonly market?: string;
  readonly marketRiskAversion: number;
  readonly tau: number;
  readonly min: number;
  readonly max: number;
  readonly bound?: readonly Band[];
  readonly groups?: string;
  readonly group?: readonly Band[];
  readonly opening?: string;
  readonly turnover?: number;
  readonly cost?: number;
  readonly names?: number;
  readonly smallest?: number;
  readonly out?: string;
  readonly json?: boolean;
}

/** All options of `trrm optimise`. Returns, weights and costs are fractions throughout: 0.08 is 8 %. */
export const withOptimiseOptions = (command: Command): Command =>
  command
    .addOption(
      new Option('--method <name>', 'the optimisation method').choices(METHOD_NAMES).makeOptionMandatory(),
    )
    .option(
      '--target-return <r>',
      'mean-variance, minimum-cvar: required return, as a fraction',
      targetReturn,
    )
    .option(
      '--target-volatility <v>',
      'mean-variance: largest volatility, as a fraction',
      fractionWithin(LARGEST_VOLATILITY),
    )
    .option('--risk-aversion <λ>', 'mean-variance: maximise return − λ/2 · variance', above(0))
    .option(
      '--risk-free <r>',
      'risk-free rate, as a fraction: of maximum-sharpe (0 if left out), and of the capital market line of frontier',
      rateOption,
    )
    .option('--budget <asset=share>', 'risk-budgeting: share of risk of one asset; repeatable', budget)
    .option(
      '--confidence <c>',
      'minimum-cvar: fraction of periods that are not in the tail',
      between(0, 1),
      DEFAULT_CONFIDENCE,
    )
    .option('--points <n>', 'frontier: number of portfolios', whole(2, 1000), DEFAULT_POINTS)
    .option('--prices', 'the file holds prices: make returns of them')
    .option(
      '--per-year <n>',
      'periods a year, to annualise returns: 12 for monthly, 252 for daily ones',
      above(0),
    )
    .addOption(
      new Option(
        '--histories <which>',
        'of assets that begin later: all periods (Stambaugh), or the common ones',
      )
        .choices(['all', 'common'])
        .default('all'),
    )
    .addOption(
      new Option('--shrinkage <target>', 'shrink the sample covariance (Ledoit and Wolf)').choices([
        'identity',
        'constant-correlation',
      ]),
    )
    .option('--views <file>', 'CSV of views: combine them with the prior (Black and Litterman)')
    .option('--market <file>', 'with --views: CSV asset,weight of the market, whose equilibrium is the prior')
    .option(
      '--market-risk-aversion <δ>',
      'with --market: risk aversion of the market',
      above(0),
      DEFAULT_MARKET_RISK_AVERSION,
    )
    .option('--tau <τ>', 'with --views: uncertainty of the prior, in covariances', above(0), DEFAULT_TAU)
    .option('--min <w>', 'minimum weight of an asset, as a fraction', figure, 0)
    .option('--max <w>', 'maximum weight of an asset, as a fraction', figure, 1)
    .option('--bound <asset=low:high>', 'bounds of one asset, as fractions; repeatable', bound)
    .option('--groups <file>', 'CSV asset,group: the groups that --group may name')
    .option(
      '--group <names=low:high>',
      'floor and cap, as fractions, on the total of a group or of assets joined by +; either may be left out; repeatable',
      group,
    )
    .option('--opening <file>', 'CSV asset,weight: present weights, as fractions')
    .option('--turnover <w>', 'with --opening: largest one-way turnover, as a fraction', atLeast(0))
    .option(
      '--cost <c>',
      'with --opening: cost of a trade, as a fraction of its amount',
      fractionWithin(LARGEST_COST),
    )
    .option('--names <n>', 'largest number of assets held', whole(1, 10_000))
    .option('--smallest <w>', 'smallest weight of an asset that is held, as a fraction', fractionWithin(1))
    .option('--out <file>', 'write an HTML file with the efficient frontier and the weights')
    .option('--json', 'print the result as JSON, and nothing else, to standard output');

function figure(text: string): number {
  const value = text.trim() === '' ? NaN : Number(text);
  if (!Number.isFinite(value)) throw new InvalidArgumentError('Give a plain number, such as 0.08.');
  return value;
}

/** Beyond these, a percentage was probably meant: returns and volatilities of 200 % a year, costs of a tenth of the amount. */
const LARGEST_RETURN = 2;
const LARGEST_VOLATILITY = 2;
const LARGEST_COST = 0.1;

/** A fraction from 0 to a limit. */
const fractionWithin =
  (most: number) =>
  (text: string): number => {
    const value = figure(text);
    if (!(value >= 0 && value <= most))
      throw new InvalidArgumentError(`Give a fraction from 0 to ${most}: 0.05 is 5 %.`);
    return value;
  };

function rateOption(text: string): number {
  const rate = figure(text);
  if (!isPlausibleRate(rate))
    throw new InvalidArgumentError('Give a rate as a fraction, such as 0.065 for 6.5 %.');
  return rate;
}

function targetReturn(text: string): number {
  const value = figure(text);
  if (Math.abs(value) > LARGEST_RETURN)
    throw new InvalidArgumentError(
      `Give a fraction from −${LARGEST_RETURN} to ${LARGEST_RETURN}: 0.12 is 12 %.`,
    );
  return value;
}

function above(least: number) {
  return (text: string): number => {
    const value = figure(text);
    if (!(value > least)) throw new InvalidArgumentError(`Give a number above ${least}.`);
    return value;
  };
}

function atLeast(least: number) {
  return (text: string): number => {
    const value = figure(text);
    if (!(value >= least)) throw new InvalidArgumentError(`Give a number of at least ${least}.`);
    return value;
  };
}

function between(least: number, most: number) {
  return (text: string): number => {
    const value = figure(text);
    if (!(value > least && value < most))
      throw new InvalidArgumentError(`Give a number above ${least} and below ${most}.`);
    return value;
  };
}

function whole(least: number, most: number) {
  return (text: string): number => {
    const value = figure(text);
    if (!(Number.isInteger(value) && value >= least && value <= most))
      throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
    return value;
  };
}

function bound(text: string, before: readonly Band[] = []): readonly Band[] {
  const [, subject, low, high] = /^(.+)=([^:]+):([^:]+)$/.exec(text) ?? [];
  if (subject === undefined || low === undefined || high === undefined)
    throw new InvalidArgumentError('Give bounds like GOLD=0.05:0.15.');
  return [...before, { subject, low: figure(low), high: figure(high) }];
}

function group(text: string, before: readonly Band[] = []): readonly Band[] {
  const [, subject, low = '', high = ''] = /^(.+)=([^:]*):([^:]*)$/.exec(text) ?? [];
  if (subject === undefined || (low === '' && high === ''))
    throw new InvalidArgumentError('Give limits like metals=0.05:0.15, metals=:0.15 or GOLD+SILVER=0.05:.');
  return [
    ...before,
    { subject, low: low === '' ? null : figure(low), high: high === '' ? null : figure(high) },
  ];
}

function budget(
  text: string,
  before: readonly (readonly [string, number])[] = [],
): readonly (readonly [string, number])[] {
  const [, asset, share] = /^(.+)=([^=]+)$/.exec(text) ?? [];
  if (asset === undefined || share === undefined)
    throw new InvalidArgumentError('Give risk budgets like GOLD=0.2.');
  return [...before, [asset, above(0)(share)]];
}
