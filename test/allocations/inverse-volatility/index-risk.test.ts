import { indexRisk } from '../../../allocations/inverse-volatility/index-risk.ts';
import { volatilityWithFutures } from '../../../allocations/hedge/hedged-risk.ts';
import { normal } from '../../../src/math/random/distributions.ts';
import { randomStream } from '../../../src/math/random/random.ts';

describe('risk by index returns', () => {
  const stream = randomStream(5).split('index-risk');
  const market = Float64Array.from({ length: 252 }, () => 0.01 * normal(stream));
  const quality = market.map((m) => 0.8 * m + 0.004 * normal(stream));
  const indices = {
    market,
    sleeve: (id: string) => (id === 'quality' ? quality : null),
    benchmark: { index: 'Nifty 50', field: 'tri' as const },
  };

  test('has the tracking error of a portfolio hedged with the whole benchmark', () => {
    const risk = indexRisk({ quality: 0.95, gold: 0.05 }, indices, 200);
    if (risk.kind !== 'estimated') throw new Error(risk.kind);
    const { benchmark, marketVolatility, volatility, beta } = risk;
    expect(benchmark).toMatchObject({ index: 'Nifty 50', field: 'tri', beta });
    const hedged = volatilityWithFutures({ volatility, beta, marketVolatility: marketVolatility! }, 1);
    expect(benchmark!.trackingError).toBeCloseTo(hedged, 10);
  });

  test('has none of its own for the benchmark itself', () => {
    const risk = indexRisk({ 'nifty-50': 1 }, { ...indices, sleeve: () => market }, 200);
    if (risk.kind !== 'estimated') throw new Error(risk.kind);
    expect(risk.benchmark!.trackingError).toBeCloseTo(0, 10);
    expect(risk.beta).toBeCloseTo(1, 12);
  });
});
