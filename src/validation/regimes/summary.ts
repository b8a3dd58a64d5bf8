import type { MeanEstimate } from './measures/mean-estimate.ts';
import { signed } from '../../../signals/wording.ts';
import type { ClassifierRecord, Evidence } from './result.ts';

const two = (x: number | null): string => (x === null ? 'not measurable' : x.toFixed(2));
/** A probability is never told as certain. */
const chance = (p: number): string =>
  p < 0.01 ? 'under 1 %' : p > 0.99 ? 'over 99 %' : `${(100 * p).toFixed(0)} %`;
const tText = (e: MeanEstimate): string => `${signed(e.annual, 1)} % a year, t ${signed(e.t, 1)}, n ${e.n}`;

/** Below this probability a skill is not called shown. */
const SHOWN = 0.95;

/** The evidence in sentences, unflattering ones included. Says nothing of future returns. */
export function summarise(e: Omit<Evidence, 'summary'>): string[] {
  const [trrm, ...others] = e.classifiers;
  if (!trrm) return [];
  return [
    agreement(trrm, others),
    `${trrm.lags.found} of ${trrm.lags.bears} bear markets were labelled, on average ${two(trrm.lags.entry)} months after the peak; the label was given up ${two(trrm.lags.exit)} months after the trough. It changed ${trrm.switchesAYear.toFixed(2)} times a year, with ${trrm.whipsaws} whipsaws.`,
    riskSentence(trrm),
    returnSentence(trrm),
    ...e.premia
      .filter((p) => p.bullMinusBear !== null && Math.abs(p.bullMinusBear.t) >= 1.96)
      .map((p) => `${p.title}: after bullish less after bearish labels ${tText(p.bullMinusBear!)}.`),
    ...e.tilts
      .filter((t) => t.verdict === 'contradicted')
      .map(
        (t) =>
          `The record speaks against the ${t.tilt > 0 ? 'heavier' : 'lighter'} ${t.sleeve} in ${t.regime} markets: there its premium was ${tText(t.againstRest!)} against other months. The tilt is kept and flagged.`,
      ),
    `Under jitters of ±${Math.round(e.stability.jitter.size * 100)} % of every threshold and weight at once, ${(100 * e.stability.jitter.meanFlipped).toFixed(1)} % of month labels change on average over ${e.stability.jitter.draws} draws.`,
    ...(e.multipleTesting ? [searchSentence(e.multipleTesting, e.simulated)] : []),
  ];
}

function agreement(trrm: ClassifierRecord, others: readonly ClassifierRecord[]): string {
  const better = others.filter((o) => o.kappa !== null && trrm.kappa !== null && o.kappa > trrm.kappa);
  const beaten =
    better.length === 0
      ? 'No challenger agrees better.'
      : `Better agreement: ${better.map((o) => `${o.title} (${two(o.kappa)})`).join(', ')}.`;
  return `TRRM's bear labels agree with the phases dated afterwards with κ ${two(trrm.kappa)} over ${trrm.judged} months. ${beaten}`;
}

function riskSentence({ volatilityRatio: v }: ClassifierRecord): string {
  if (!v) return 'There are too few months to compare the risk after bearish and bullish labels.';
  const [low, high] = v.interval;
  const clear = low > 1 ? 'The interval lies above 1: the labels separate risk.' : 'The interval includes 1.';
  return `In the month after a bearish label the Nifty moved ${v.ratio.toFixed(2)} times as much as after a bullish one (95 % interval ${low.toFixed(2)} to ${high.toFixed(2)}). ${clear}`;
}

function returnSentence({ nextMonth }: ClassifierRecord): string {
  const { bullish, bearish } = nextMonth;
  if (!bullish || !bearish) return 'There are too few months to compare the returns after the labels.';
  return `The mean return after bullish labels (${tText(bullish)}) and after bearish ones (${tText(bearish)}) is shown for completeness; a label is no forecast of return.`;
}

function searchSentence(
  { variantsTried, sharpe, deflated, timing }: NonNullable<Evidence['multipleTesting']>,
  simulated: boolean,
): string {
  const timed = timing
    ? ` For the return above the Nifty held throughout it is ${chance(timing.deflated)}${timing.deflated < SHOWN ? ': the labels are not shown to time the market' : ''}.`
    : '';
  const search = simulated
    ? `About ${variantsTried} variants are counted as tried before these rules, on the real market and not on this simulated one.`
    : `About ${variantsTried} variants are counted as tried before these rules, on history that could be seen when they were chosen.`;
  return `${search} Allowing for the search, the probability that the switch test's Sharpe ratio (${sharpe.toFixed(2)}) is more than the luck of the best of so many is ${chance(deflated)}.${timed}`;
}
