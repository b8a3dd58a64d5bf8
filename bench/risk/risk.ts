import type { Bench } from '../bench.ts';
import { madePanel } from './panel.ts';
import { estimate } from './estimation.ts';

const NAMES = 1250;
const DAYS = 1000;
let perDay = 0;

export const benches: Bench[] = [
  {
    name: `risk: regression, covariance and specific risk of ${NAMES} names, ${DAYS} days`,
    goal: '≤ 0.15 ms a day, apart from making the panel',
    run() {
      const times = estimate(madePanel(NAMES, DAYS), () => {});
      const total = Object.values(times).flatMap((ms: Float64Array) => [...ms]);
      perDay = total.reduce((sum, ms) => sum + ms, 0) / DAYS;
    },
    tells: () => `mean ${perDay.toFixed(3)} ms a day in the model itself`,
  },
];
