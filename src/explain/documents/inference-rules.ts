import type { BacktestDocument } from '../../backtest/document/document.ts';
import { counted, grouped } from '../../format/numbers.ts';
import { type DocumentAt, type DocumentRule, stageOf } from './document-rule.ts';

type Inference = BacktestDocument['inference'];
const inferenceOf = ({ document }: DocumentAt): Inference => (document as BacktestDocument).inference;

const setOf = (at: DocumentAt): Inference['differences'][number] =>
  inferenceOf(at).differences[Number(at.keys[0])]!;

/** `the months drawn together in blocks of 6 on average, 10,000 times`. */
const drawn = ({ draws, meanBlock }: { readonly draws: number; readonly meanBlock: number }): string =>
  `the months drawn together in blocks of ${meanBlock} on average, ${grouped(draws, 0)} times (stationary bootstrap, Politis and Romano 1994)`;

const DIFFERENCE = '/inference/differences/*/differences/*';

/** What is compared: the figure and its convention. */
const figureOf = (at: DocumentAt): string =>
  at.keys.includes('growth')
    ? 'the difference of log growth a year to this alternative, ln(record ÷ alternative) × 12 ÷ months'
    : 'the difference of annualised Sharpe ratios of monthly returns above cash to this alternative';

const alternativeOf = (at: DocumentAt): string =>
  `Compared with “${setOf(at).differences[Number(at.keys[1])]!.id}” over ${counted(setOf(at).months, 'month')}`;

/** Log growth is a fraction, a Sharpe ratio has no unit. */
const unitOfDifference = (at: DocumentAt) => (at.keys.includes('growth') ? 'fraction' : 'number');

/** What the inference of a back-test states: units, conventions and the source of each test. */
export const INFERENCE_RULES: readonly DocumentRule[] = [
  stageOf(
    `${DIFFERENCE}/(growth|sharpe)/value`,
    unitOfDifference,
    (at) => `${alternativeOf(at)}: ${figureOf(at)}, of the months as they were.`,
  ),
  stageOf(
    `${DIFFERENCE}/(growth|sharpe)/interval/*`,
    unitOfDifference,
    (at) =>
      `${alternativeOf(at)}: ${at.keys[3] === '0' ? 'lower' : 'upper'} end of the 95 % interval of ${figureOf(at)}; percentiles (type 7) over ${drawn(setOf(at))}.`,
  ),
  stageOf(
    `${DIFFERENCE}/(growth|sharpe)/aboveZero`,
    'fraction',
    (at) =>
      `${alternativeOf(at)}: share of the resamples that end above 0, in ${figureOf(at)}; ${drawn(setOf(at))}. Not a probability that the record is better.`,
  ),
  stageOf(
    '/inference/rotation/(growth|meanOfShifts)',
    'fraction',
    (at) =>
      `Log growth a year, before costs, of ${at.keys[0] === 'growth' ? 'the labels as they were' : 'the mean over all shifts of the labels in time, the labels as they were included'}.`,
  ),
  stageOf(
    '/inference/rotation/atLeastAsHigh',
    'fraction',
    'The p-value of the rotation test: share of all shifts of the labels in time, no shift included, that end at least as high; at least 1 ÷ months.',
  ),
  stageOf(
    '/inference/superiorAbility/bestGrowth',
    'fraction',
    'Log growth a year of the best variant over the benchmark’s, of the months as they were.',
  ),
  stageOf(
    '/inference/superiorAbility/realityCheck',
    'fraction',
    (at) => `The p-value of White’s reality check (2000), ${drawn(inferenceOf(at).superiorAbility!)}.`,
  ),
  stageOf(
    '/inference/superiorAbility/superiorAbility',
    'fraction',
    (at) =>
      `The p-value of Hansen’s test of superior predictive ability (2005), consistent, ${drawn(inferenceOf(at).superiorAbility!)}.`,
  ),
  stageOf(
    '/inference/overfitting/probability',
    'fraction',
    (at) =>
      `Probability of backtest overfitting: share of the ${grouped(inferenceOf(at).overfitting!.splits, 0)} splits of the months in halves in which the variant with the best Sharpe ratio of one half is no better than the median of all in the other (Bailey, Borwein, López de Prado and Zhu 2017).`,
  ),
  stageOf(
    '/inference/overfitting/mostChosen/share',
    'fraction',
    'Share of the splits in which this variant has the best Sharpe ratio of the first half.',
  ),
  stageOf('/inference/**/months', 'count', 'Whole months from fill to fill that the test rests on.'),
  stageOf('/inference/**/draws', 'count', 'Resamples of the months.'),
  stageOf('/inference/**/meanBlock', 'count', 'Mean length of a block of the resampling, in months.'),
  stageOf('/inference/**/variants', 'count', 'Rule books and alternatives among which the best was chosen.'),
  stageOf('/inference/**/splits', 'count', 'Ways to take half of 16 groups of months.'),
  stageOf(
    '/inference/months',
    'count',
    'Whole months from fill to fill of the record; below 36 nothing is tested.',
  ),
  stageOf('/inference/draws', 'count', 'Resamples of the months, as asked for with --draws.'),
  stageOf('/inference/seed', 'number', 'Seed of the resampling: the same seed gives the same figures.'),
];
