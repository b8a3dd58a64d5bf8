// A candidate signal, scored at every month-end from the data known then, before it is registered with weight 0.
// Trend: the Nifty 50's distance from its mean of 200 sessions, ±10 % being ±1.
import { loadMarket, openStore, regimeHistory, scoreSignal, type SignalRule } from 'trrm';
import { z } from 'zod';

const params = z.strictObject({ weight: z.number().default(0), sessions: z.int().min(20).default(200) });
type Params = z.infer<typeof params>;

const trend: SignalRule<{ readonly distance: number }, Params, 'nifty-trend'> = {
  id: 'nifty-trend',
  title: 'Nifty trend',
  series: ['nifty-50.close'],
  params,
  defaults: params.parse({}),
  axis: { level: 'nifty', move: (levels, to) => ({ ...levels, nifty: to }) },
  prepare: ({ sessions, closes }, p) => ({
    observe: (s) => ({ status: 'ok', observedOn: sessions[s]!, levels: { nifty: closes[s]! } }),
    measure: (s, { nifty }) => {
      if (nifty === undefined || s < p.sessions) return null;
      const mean = closes.subarray(s - p.sessions, s).reduce((sum, close) => sum + close, 0) / p.sessions;
      return { distance: nifty / mean - 1 };
    },
    context: () => [],
  }),
  score: ({ distance }) => Math.max(-1, Math.min(1, distance / 0.1)),
  features: ({ distance }) => [{ name: 'distance', value: 100 * distance, unit: '%' }],
  reason: ({ distance }, p) =>
    `The Nifty 50 is ${(100 * distance).toFixed(1)} % from its ${p.sessions}-session mean.`,
};

const demo = process.argv[2] ?? '.trrm/demo';
const store = await openStore(`${demo}/market.duckdb`);
const market = await loadMarket(store);
await store.close();
const candidate = scoreSignal(trend, market, { params: { sessions: 150 } });
const model = await regimeHistory(market);
for (const [i, { monthEnd, score, reason }] of candidate.slice(-3).entries())
  console.log(
    `${monthEnd}: ${score?.toFixed(2)} beside S = ${model.at(i - 3)?.score?.toFixed(2)}. ${reason}`,
  );
