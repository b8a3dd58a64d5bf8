import { simulateMarket } from '../../fixtures/simulated-market.ts';
import { demoStore } from '../demo-store.ts';
import type { Labels } from './labels.ts';
import { monthCalls } from './month-calls.ts';
import { MARKET_FROM, MARKET_TO } from './study-market.ts';

/** The labels that the regime model gives at the month-ends of the same simulated market, from its five signals. */
export const CLASSIFIER_LABELS: Labels = {
  name: 'as the regime model calls them',
  async of(months, seed) {
    const market = simulateMarket({ seed, from: MARKET_FROM, to: MARKET_TO });
    const calls = await monthCalls(await demoStore(undefined, { market }), MARKET_TO);
    const called = new Map(calls.map(({ monthEnd, regime }) => [monthEnd, regime]));
    return months.map(({ stocks }) => {
      const label = called.get(stocks.day);
      if (label === undefined) throw new Error(`the regime model made no call on day ${stocks.day}`);
      return label;
    });
  },
};
