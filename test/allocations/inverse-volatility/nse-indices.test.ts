import { readFileSync } from 'node:fs';
import { allocate } from '../../../allocations/allocate.ts';
import { DEFAULT_COST_RULES } from '../../../allocations/cost-rules.ts';
import { openingHoldings } from '../../../allocations/opening-holdings.ts';
import { DEFAULT_ALLOCATION_RULES } from '../../../allocations/rules.ts';
import type { SleeveId } from '../../../allocations/positions.ts';
import { NSE_PROXY_INDICES } from '../../../allocations/inverse-volatility/proxy-indices.ts';
import type { Regime } from '../../../regimes/regime.ts';
import type { MarketHistory, Versions } from '../../../src/market/as-of.ts';
import { day } from '../../../src/market/day.ts';
import { describeReference, reference } from '../../reference.ts';
import { figure, marketOf } from '../market.fixture.ts';

const HELD = ['momentum', 'alpha', 'value', 'small-cap', 'low-volatility', 'quality'] as const;

function totalReturn(name: string): Versions {
  const text = readFileSync(reference('data/indices-tri', `${name}.csv`), 'utf8');
  const rows = text
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((row) => row.split(','));
  const days = rows.map((cells) => day(cells[0]!));
  return figure(
    days,
    rows.map((cells) => Number(cells[1])),
  );
}

function market(): MarketHistory {
  const nifty = totalReturn('NIFTY 50');
  return marketOf({
    'nifty-50.tri': nifty,
    // The price file has the same sessions; only its days matter here.
    'nifty-50.close': nifty,
    ...Object.fromEntries(
      HELD.map((id) => [`${NSE_PROXY_INDICES[id].series}.tri`, totalReturn(NSE_PROXY_INDICES[id].name)]),
    ),
  });
}

/**
 * Volatilities (%), weights, and the portfolio's volatility and beta, from the same files by an independent program:
 * plain sums for the moments, c by bisection.
 */
const EXPECTED: readonly {
  readonly asOf: string;
  readonly regime: Regime;
  readonly volatility: Readonly<Record<(typeof HELD)[number], number>>;
  readonly target: Readonly<Record<(typeof HELD)[number], number>>;
  readonly risk: readonly [number, number];
}[] = [
  {
    asOf: '2021-06-30',
    regime: 'bullish',
    volatility: {
      momentum: 17.797700423727193,
      alpha: 17.788076468209365,
      value: 24.605886556725263,
      'small-cap': 18.381884214726494,
      'low-volatility': 13.866935156416716,
      quality: 14.28000301069039,
    },
    target: {
      momentum: 0.3092459811237298,
      alpha: 0.24311044507940072,
      value: 0.14379487679950195,
      'small-cap': 0.12832200749519213,
      'low-volatility': 0.05670083204810612,
      quality: 0.06882585745406901,
    },
    risk: [15.786961320911313, 0.7507653059771641],
  },
  {
    asOf: '2020-03-31',
    regime: 'bearish',
    volatility: {
      momentum: 26.62509488794252,
      alpha: 26.22768150588717,
      value: 31.335673683701614,
      'small-cap': 25.646241411672182,
      'low-volatility': 22.573375834936634,
      quality: 22.527740132473088,
    },
    target: {
      momentum: 0.04793605397453308,
      alpha: 0.04866240217759978,
      value: 0.06109499983189976,
      'small-cap': 0,
      'low-volatility': 0.42405110171320326,
      quality: 0.3682554423027639,
    },
    risk: [21.79328754628784, 0.7620210851464503],
  },
];

describeReference('NSE’s total-return indices', () => {
  test.each(EXPECTED)(
    'give the $regime weights of $asOf that an independent program computes',
    async (expected) => {
      const history = market();
      const asOf = day(expected.asOf);
      const rules = DEFAULT_ALLOCATION_RULES;
      const held = await openingHoldings({
        market: history,
        asOf,
        previous: null,
        portfolio: null,
        rules,
        stocksAt: () => Promise.resolve(null),
      });
      const a = await allocate({
        view: history.view(asOf),
        regime: expected.regime,
        holdings: held,
        rules,
        costs: DEFAULT_COST_RULES,
        stocks: null,
      });
      for (const id of HELD) {
        const line = a.sleeves.find((s) => s.id === id)!;
        expect(line.volatility).toBeCloseTo(expected.volatility[id], 9);
        expect(line.target).toBeCloseTo(expected.target[id], 12);
      }
      const without: SleeveId[] = ['micro-cap', 'dividend', 'contrarian'];
      expect(a.problems.filter((p) => p.code === 'no-instrument').map((p) => p.about)).toEqual(without);
      if (a.risk.final.kind !== 'estimated') throw new Error(a.risk.final.kind);
      expect(a.risk.final.volatility).toBeCloseTo(expected.risk[0], 9);
      expect(a.risk.final.beta).toBeCloseTo(expected.risk[1], 9);
    },
  );
});
