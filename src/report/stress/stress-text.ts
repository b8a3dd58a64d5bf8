import { counted, NONE, orNone, percent, signedPercent } from '../../format/numbers.ts';
import { plainPercent } from '../../format/words.ts';
import type { Plausibility } from '../../whatif/stress/factor-shock.ts';
import type { PathOutcome, PositionOutcome } from '../../whatif/stress/replay-window.ts';
import type { StressTest } from '../../whatif/stress/stress-test.ts';

/** A return as a signed percentage. */
export const returnText = (r: number, decimals = 1): string => signedPercent(100 * r, decimals);

/** How a position was replayed. */
export const SOURCE_NAMES: Readonly<Record<PositionOutcome['source'], string>> = {
  built: 'own level, built from stocks',
  index: 'proxy index, with dividends',
  'index-price': 'proxy index, without dividends',
  gold: 'price of gold',
  yield: 'ten-year yield and duration',
  cash: 'cash',
  'beta-proxy': 'beta × Nifty 50',
  none: 'no data, taken as unchanged',
};

/** Days until a fall was recovered. */
export const recoveryText = ({ drawdown, daysToRecover }: PathOutcome): string =>
  drawdown === 0 ? NONE : daysToRecover === null ? 'not within the data' : counted(daysToRecover, 'day');

/** What the windows are replayed on. */
export function portfolioText({ portfolio }: StressTest): string {
  if (portfolio === null) return 'No portfolio: only the Nifty 50 is shown.';
  return portfolio.source === 'file'
    ? 'Replayed on the holdings of the portfolio file, before any trade.'
    : 'Replayed on the model’s weights after the month’s run.';
}

/** How likely a move is, in a sentence. */
export function plausibilityText({
  chance,
  oncePer,
  distanceSquared,
  isExtrapolation,
}: Plausibility): string {
  const distance = Math.sqrt(distanceSquared).toFixed(2);
  if (isExtrapolation)
    return `${distance} standard deviations: outside what the covariance can speak of. The moves of the other factors are an extrapolation.`;
  const often =
    oncePer < 1.5
      ? 'in most months'
      : `in one month in ${oncePer < 1e6 ? Math.round(oncePer).toLocaleString('en-IN') : '10 lakh or more'}`;
  return `${distance} standard deviations: a move of this size ${often} (chance ${chance < 1e-4 ? 'under 0.01 %' : plainPercent(chance, 2)}, if returns were normal).`;
}

export const MODEL_SENTENCE =
  'Weights are bought at the first close and held; past falls do not bound future ones, and the windows were chosen knowing what happened.';

export const SURVIVORSHIP_SENTENCE =
  'Stocks’ own returns are those of companies that are held today, and so of survivors.';

/** The drawdown of a path, or a dash. */
export const drawdownText = (path: PathOutcome | null): string =>
  orNone(path, (p) => percent(100 * p.drawdown, 1));
