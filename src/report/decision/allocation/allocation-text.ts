import type { Allocation, OpeningSource } from '../../../../allocations/allocation.ts';
import type { Relaxation, Sampling, UnintendedBet } from '../../../../allocations/risk-model/result.ts';
import { LEAST_REPRESENTED } from '../../../../allocations/bouquet/represented.ts';
import { fractionAsPercent, grouped, percent, signed } from '../../../format/numbers.ts';
import { rupeesInWords } from '../../../format/rupees.ts';
import { dateText } from '../../page/dates.ts';
import { FACTOR_NAMES } from '../../page/factor-names.ts';
import { POSITION_NAMES } from '../../page/names.ts';
import type { AllocationModel } from './allocation-model.ts';

/** Display names of the weighting methods. */
export const METHOD_NAMES: Readonly<Record<Allocation['method'], string>> = {
  'risk-model': 'risk model INEC-1',
  'inverse-volatility': 'inverse volatility',
};

/** Source of the opening holdings, in a sentence. */
export function openingHoldingsText(source: OpeningSource): string {
  switch (source.kind) {
    case 'portfolio':
      return `Opening holdings: ${source.file}, ${rupeesInWords(source.value)}; cash counts as liquid fund.`;
    case 'model':
      return `Opening holdings: the model allocation of ${dateText(source.monthEnd)} (${source.regime}).`;
    case 'none':
      return 'There are no opening holdings: the whole portfolio is bought.';
  }
}

/** Sleeves of the bouquet that have no instrument, in a sentence; null if there are none. */
export function notHeldText({ withoutInstrument, method, fallback }: AllocationModel): string | null {
  if (withoutInstrument.length === 0) return null;
  const names = withoutInstrument.map((id) => POSITION_NAMES[id].toLowerCase()).join(', ');
  const reason = method === 'risk-model' ? 'no constituents are available' : 'no index is available';
  return `Not held, because ${reason}: ${names}. Their weight is redistributed pro rata, up to the ends of the bands${fallback ? `; the remaining ${percent(fallback.weight)} of the portfolio is held in: ${POSITION_NAMES[fallback.position].toLowerCase().replace('nifty', 'Nifty')}` : ''}.`;
}

/** Says that the portfolio does not represent the regime’s bouquet, where that is so; else null. */
export const notRepresentedText = ({ represented, regime }: AllocationModel): string | null =>
  represented < 100 * LEAST_REPRESENTED
    ? `Only ${percent(represented, 0)} of the ${regime} bouquet can be held; the result does not represent the rule book’s allocation.`
    : null;

/** Turnover with its limit, and the new money that does not count. */
export function turnoverText({ turnover, turnoverLimit, newMoney }: AllocationModel): string {
  const flow =
    newMoney &&
    `; besides, ${percent(newMoney.weight)} ${newMoney.kind === 'inflow' ? 'of new cash invested' : 'raised in cash'}`;
  return `${percent(turnover)}, limit ${percent(turnoverLimit, 0)}${flow ?? ''}`;
}

/** A relaxed constraint, with its original and its relaxed bound. */
export function relaxedConstraintText({ constraint, from, to }: Relaxation): string {
  switch (constraint) {
    case 'turnover':
      return `Turnover limit raised from ${fractionAsPercent(from, 1)} to ${fractionAsPercent(to, 1)}.`;
    case 'industry':
      return `Limit on the distance of industries from the bouquet raised from ${fractionAsPercent(from, 1)} to ${fractionAsPercent(to, 1)} of the portfolio.`;
    case 'beta':
      return `Exposure to beta allowed ${grouped(to - from, 2)} outside its band.`;
  }
}

/** `Size +0.31, tracking error 0.9 %`. */
export const unintendedBetText = ({ style, exposure, trackingError }: UnintendedBet): string =>
  `${FACTOR_NAMES[style]} ${signed(exposure, 2)}, tracking error ${percent(trackingError)}`;

/** `141 of 337, tracking error 0.39 %`. */
export const samplingText = ({ stocks, stocksBefore, trackingError }: Sampling): string =>
  `${grouped(stocks, 0)} of ${grouped(stocksBefore, 0)}, tracking error ${percent(trackingError, 2)}`;

/** The limits on positions, and what holding fewer stocks costs. */
export function samplingSentences(sampling: Sampling): string {
  const { minimumPosition, maximumStocks, maximumStocksPerSleeve, smallest, stocks, stocksBefore } = sampling;
  const limits = [
    minimumPosition > 0 && `positions of at least ${fractionAsPercent(minimumPosition, 2)} of the portfolio`,
    maximumStocks !== null && `at most ${grouped(maximumStocks, 0)} stocks`,
    maximumStocksPerSleeve !== null && `at most ${grouped(maximumStocksPerSleeve, 0)} stocks in a sleeve`,
  ].filter((limit) => limit !== false);
  const kept =
    smallest < minimumPosition - 1e-9
      ? ` The smallest position is ${fractionAsPercent(smallest, 2)}: its sleeve cannot do without it.`
      : '';
  return `The rule book asks for ${limits.join(' and ')}: the sleeves are held in ${grouped(stocks, 0)} of their ${grouped(stocksBefore, 0)} constituents, with the weights that follow all of them most closely (optimised sampling). The tracking error of this reduction is ${percent(sampling.trackingError, 2)} a year.${kept}`;
}
