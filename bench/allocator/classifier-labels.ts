import { callHistory } from '../../regimes/model/history.ts';
import { simulateMarket } from '../../fixtures/simulated-market.ts';
import { day } from '../../src/market/day.ts';
import { openStore } from '../../src/market/store/store.ts';
import { DEFAULT_RULE_BOOK, signalsOf } from '../../src/rulebook/rule-book.ts';
import { demoStore } from '../demo-store.ts';
import type { Labels } from './labels.ts';
import { MARKET_FROM, MARKET_TO } from './study-market.ts';

/** The labels that the regime model gives at the month-ends of the same simulated market, from its five signals. */
export const CLASSIFIER_LABELS: Labels = {
  name: 'as the regime model calls them',
  async of(months, seed) {
    const market = simulateMarket({ seed, from: MARKET_FROM, to: MARKET_TO });
    const demo = await demoStore(undefined, { market });
    try {
      const signals = signalsOf(DEFAULT_RULE_BOOK);
      const store = await openStore(demo.file, { purpose: 'bench', mode: 'existing' });
      const series = await store.load(signals.flatMap((s) => s.series)).finally(() => store.close());
      const calls = callHistory(series, day(MARKET_TO), signals, DEFAULT_RULE_BOOK.regimes);
      const called = new Map(calls.map(({ monthEnd, regime }) => [monthEnd, regime]));
      return months.map(({ stocks }) => {
        const label = called.get(stocks.day);
        if (label === undefined) throw new Error(`the regime model made no call on day ${stocks.day}`);
        return label;
      });
    } finally {
      demo.remove();
    }
  },
};
