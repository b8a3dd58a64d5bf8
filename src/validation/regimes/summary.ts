import type { MeanEstimate } from './measures/mean-estimate.ts';
import { signed } from '../../format/numbers.ts';
import type { ClassifierTrackRecord, RegimeValidation } from './result.ts';

const two = (x: number | null): string => (x === null ? 'not available' : x.toFixed(2));
/** Never printed as 0 or 100 %: an estimate is not a certainty. */
const chance = (p: number): string =>
  p < 0.01 ? 'under 1 %' : p > 0.99 ? 'over 99 %' : `${(100 * p).toFixed(0)} %`;
const tText = (e: MeanEstimate): string => `${signed(e.annual, 1)} % a year, t ${signed(e.t, 1)}, n ${e.n}`;

/** Probability from which skill counts as demonstrated. */
const DEMONSTRATED = 0.95;

/** The findings as sentences, including unfavourable ones. Makes no statement about future returns. */
export function summarise(e: Omit<RegimeValidation, 'summary'>): string[] {
  const [trrm, ...others] = e.classifiers;
  if (!trrm) return [];
  return [
    agreement(trrm, others),
    `TRRM labelled ${trrm.lags.found} of ${trrm.lags.bears} bear markets, on average ${two(trrm.lags.entry)} months after the peak, and left the label ${two(trrm.lags.exit)} months after the trough. The label changed ${trrm.switchesAYear.toFixed(2)} times a year, with ${trrm.whipsaws} whipsaws.`,
    riskSentence(trrm),
    returnSentence(trrm),
    ...e.premia
      .filter((p) => p.bullMinusBear !== null && Math.abs(p.bullMinusBear.t) >= 1.96)
      .map((p) => `${p.title}: premium after bullish minus after bearish labels ${tText(p.bullMinusBear!)}.`),
    ...e.tilts
      .filter((t) => t.verdict === 'contradicted')
      .map(
        (t) =>
          `The data contradict the ${t.tilt > 0 ? 'overweight' : 'underweight'} in ${t.sleeve} in ${t.regime} markets: its premium there minus in other months was ${tText(t.againstRest!)}. The tilt is kept and flagged.`,
      ),
    `Perturbing every threshold and weight at once by up to ±${Math.round(e.stability.perturbation.size * 100)} % changes ${(100 * e.stability.perturbation.meanChanged).toFixed(1)} % of the month labels on average (${e.stability.perturbation.draws} draws).`,
    ...(e.multipleTesting ? [multipleTestingSentence(e.multipleTesting, e.simulated)] : []),
  ];
}

function agreement(trrm: ClassifierTrackRecord, others: readonly ClassifierTrackRecord[]): string {
  const better = others.filter((o) => o.kappa !== null && trrm.kappa !== null && o.kappa > trrm.kappa);
  const comparison =
    better.length === 0
      ? 'No challenger agrees better.'
      : `Challengers with better agreement: ${better.map((o) => `${o.title} (${two(o.kappa)})`).join(', ')}.`;
  return `TRRM’s bear labels agree with the ex-post phases with κ ${two(trrm.kappa)} over ${trrm.settled} months. ${comparison}`;
}

function riskSentence({ volatilityRatio: v }: ClassifierTrackRecord): string {
  if (!v) return 'Not enough months to compare risk after bearish and bullish labels.';
  const [low, high] = v.interval;
  const clear = low > 1 ? 'The interval lies above 1: the labels separate risk.' : 'The interval includes 1.';
  return `In the month after a bearish label the Nifty 50 is ${v.ratio.toFixed(2)} times as volatile as after a bullish one (95 % interval ${low.toFixed(2)} to ${high.toFixed(2)}). ${clear}`;
}

function returnSentence({ nextMonth }: ClassifierTrackRecord): string {
  const { bullish, bearish } = nextMonth;
  if (!bullish || !bearish) return 'Not enough months to compare returns after the labels.';
  return `Mean returns after bullish labels (${tText(bullish)}) and after bearish labels (${tText(bearish)}) are shown for completeness; a label does not forecast returns.`;
}

function multipleTestingSentence(
  { variantsTried, sharpe, deflated, timing }: NonNullable<RegimeValidation['multipleTesting']>,
  simulated: boolean,
): string {
  const timed = timing
    ? ` For the return above the Nifty 50 held throughout it is ${chance(timing.deflated)}${timing.deflated < DEMONSTRATED ? ': there is no evidence that the labels time the market' : ''}.`
    : '';
  const trials = simulated
    ? `About ${variantsTried} variants of the rules are counted as tried, on the real market and not on this simulated one.`
    : `About ${variantsTried} variants of the rules are counted as tried, on history that was known when the rules were chosen.`;
  return `${trials} Adjusted for multiple testing, the probability that the switch test’s Sharpe ratio (${sharpe.toFixed(2)}) exceeds the best expected from as many variants without skill is ${chance(deflated)}.${timed}`;
}
