import { unitOf } from '../../../src/pack/document/pack-units.ts';

test.each([
  ['/parts/annexure/data/month/charges', 'rupees'],
  ['/parts/annexure/data/month/turnoverRatio', 'fraction'],
  ['/parts/annexure/data/holdings/3/quantity', 'count'],
  ['/parts/annexure/data/holdings/3/value', 'rupees'],
  ['/parts/hedge/path/2/volatility', 'percent'],
  ['/parts/decision/now/turnover', 'fraction'],
  ['/parts/performance/data/outcome/trackingError/realised', 'fraction'],
  ['/parts/performance/data/outcome/beta/realised', 'number'],
  ['/parts/performance/data/record/sheet/months/1/months/4', 'fraction'],
  ['/parts/performance/data/record/sheet/rolling/0/months', 'count'],
  ['/parts/performance/data/reconciliation/decisions/0/orders/total/slippageRate', 'fraction'],
  ['/parts/risk/concentration/data/liquidity/capacity', 'rupees'],
  ['/parts/risk/concentration/data/effectiveStocks', 'number'],
] as const)('%s is in %s', (pointer, unit) => {
  expect(unitOf(pointer, 'number')).toBe(unit);
});
