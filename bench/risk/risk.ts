import type { Bench } from '../bench.ts';
import { simulatedPanel } from './panel.ts';
import { estimate } from './estimation.ts';

const STOCKS = 1250;
const DAYS = 1000;
let perDay = 0;

export const benches: Bench[] = [
  {
    name: `risk: regression, covariance and specific risk of ${STOCKS} stocks, ${DAYS} days`,
    goal: '≤ 0.15 ms per day, excluding the simulation of the panel and forming corrected covariances',
    run() {
      const times = estimate(simulatedPanel(STOCKS, DAYS), () => {});
      const { regression, covariance, specificRisk } = times;
      const total = [regression, covariance, specificRisk].flatMap((ms) => [...ms]);
      perDay = total.reduce((sum, ms) => sum + ms, 0) / DAYS;
    },
    detail: () => `mean ${perDay.toFixed(3)} ms per day in the model`,
  },
];
