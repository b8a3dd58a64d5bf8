import { redistribute } from '../../../allocations/bouquet/redistribute.ts';
import { type PositionId, type SleeveId } from '../../../allocations/positions.ts';
import type { SeriesKey } from '../../market/series.ts';
import { type At, beside, each, entryOf, formula, named, parameter, type Rule, stage, sum } from '../rule.ts';

const allocation = (at: At) => at.made.decision.allocation;
const sleeveAt = (at: At) => allocation(at).sleeves[Number(at.keys[0])]!;
const regime = (at: At): string => allocation(at).regime;

/** The bouquet over the sleeves that are held, as the allocation restricts it. */
const held = (at: At) => {
  const { bouquets, bands } = at.made.book.allocations;
  const canBeHeld = new Set(
    allocation(at)
      .sleeves.filter((s) => s.instrument !== null)
      .map((s) => s.id),
  );
  return redistribute(bouquets[allocation(at).regime], bands, (id) => canBeHeld.has(id))!;
};

const BANDS = (at: At): readonly string[] => [
  'allocations.factorShare',
  `allocations.bands.${sleeveAt(at).id}`,
];

const bandEnd = (end: 'low' | 'high', words: string): Rule =>
  formula(
    `/allocation/sleeves/*/band/${end}`,
    'fraction',
    words,
    { inputs: (at) => each(at, '/allocation/sleeves', 'base'), parameters: BANDS },
    (_, at) =>
      sleeveAt(at).instrument === null
        ? 0
        : at.made.book.allocations.factorShare * held(at).bands[sleeveAt(at).id][end],
  );

/** `/allocation`: the bouquet, its bands and the targets. */
export const BOUQUET_RULES: readonly Rule[] = [
  named('/allocation/sleeves/*/id', 'The sleeve.'),
  formula(
    '/allocation/sleeves/*/bouquet',
    'fraction',
    'The weight of the sleeve in the regime’s bouquet, times the weight of the bouquet in the portfolio.',
    {
      symbols: 'factorShare · bouquet',
      inputs: () => ['/allocation/regime'],
      parameters: (at) => [
        'allocations.factorShare',
        `allocations.bouquets.${regime(at)}.${sleeveAt(at).id}`,
      ],
    },
    (_, at) => {
      const { factorShare, bouquets } = at.made.book.allocations;
      return factorShare * bouquets[allocation(at).regime][sleeveAt(at).id];
    },
  ),
  formula(
    '/allocation/sleeves/*/base',
    'fraction',
    'The bouquet over the sleeves that can be held: the weight of the others is redistributed pro rata, up to the ends of their bands.',
    { inputs: (at) => each(at, '/allocation/sleeves', 'bouquet'), parameters: BANDS },
    (_, at) => at.made.book.allocations.factorShare * held(at).base[sleeveAt(at).id],
  ),
  bandEnd('low', 'The base weight less half the band, at least 0.'),
  bandEnd(
    'high',
    'The base weight plus half the band; where bands cut weight off, the most a sleeve may take.',
  ),
  stage(
    '/allocation/sleeves/*/volatility',
    'percent',
    (at) =>
      sleeveAt(at).instrument?.kind === 'index' && allocation(at).method === 'inverse-volatility'
        ? 'The volatility of the daily log returns of the proxy index, times √252.'
        : 'The volatility that INEC-1 forecasts for the sleeve.',
    {
      inputs: (at) => {
        const score = entryOf(at, '/allocation/riskModel/sleeves', 'id', sleeveAt(at).id);
        return score === null ? [] : [`${score}/volatility`];
      },
      parameters: (at) =>
        sleeveAt(at).instrument?.kind === 'index' ? ['allocations.volatility.window'] : [],
      rows: (at) => {
        const { instrument } = sleeveAt(at);
        return instrument?.kind === 'index'
          ? [{ kind: 'series', key: `${instrument.series}.${instrument.field}` as SeriesKey }]
          : [{ kind: 'stocks' }];
      },
    },
  ),
  stage(
    '/allocation/sleeves/*/target',
    'fraction',
    (at) =>
      allocation(at).method === 'risk-model'
        ? 'The sleeve’s weight in the optimum: expected active return less risk aversion times the variance of the difference from the bouquet, within bands, stock cap, industry and BETA limits.'
        : 'The base weight scaled by inverse volatility within the band, so that the weights sum to the bouquet’s.',
    {
      inputs: (at) => [
        beside(at, 'base'),
        beside(at, 'band', 'low'),
        beside(at, 'band', 'high'),
        ...(allocation(at).method === 'risk-model'
          ? [
              `${entryOf(at, '/allocation/riskModel/sleeves', 'id', sleeveAt(at).id) ?? ''}/expectedActiveReturn`,
            ]
          : each(at, '/allocation/sleeves', 'volatility')),
      ],
      parameters: (at) =>
        allocation(at).method === 'risk-model'
          ? [
              'allocations.model.riskAversion',
              'allocations.model.complianceLimits.nameCap',
              'allocations.model.softLimits.industryLimit',
              `allocations.model.softLimits.betaBand.${regime(at)}`,
            ]
          : [],
      rows: (at) => (allocation(at).method === 'risk-model' ? [{ kind: 'stocks' }] : []),
    },
  ),
  formula(
    '/allocation/sleeves/*/atBound',
    'words',
    'The end of the band at which the target lies; none inside the band.',
    { inputs: (at) => [beside(at, 'target'), beside(at, 'band', 'low'), beside(at, 'band', 'high')] },
    (_, at) => at.made.run.decision.allocation.sleeves[Number(at.keys[0])]!.atBound,
  ),
  stage(
    '/allocation/sleeves/*/instrument',
    'words',
    'The sleeve cannot be held: it has no stocks and no index.',
    {
      parameters: (at) => [`allocations.instruments.${sleeveAt(at).id}`],
    },
  ),
  ...['', '/*', '/*/*'].map((below) =>
    stage(
      `/allocation/sleeves/*/instrument/*${below}`,
      below === '' ? 'words' : 'number',
      (at) =>
        sleeveAt(at).instrument?.kind === 'stocks'
          ? 'How the sleeve is held: in the stocks of its last completed review.'
          : 'How the sleeve is held: by its proxy index, with its exposures by regression on factor returns.',
      {
        parameters: (at) => [`allocations.instruments.${sleeveAt(at).id}`],
        rows: (at) => {
          const { instrument } = sleeveAt(at);
          return instrument?.kind === 'index'
            ? [{ kind: 'series', key: `${instrument.series}.${instrument.field}` as SeriesKey }]
            : [{ kind: 'stocks' }];
        },
      },
    ),
  ),
  named('/allocation/strategic/*/id', 'The purpose of the money.'),
  named('/allocation/strategic/*/heldIn', 'Where it is until it is needed.'),
  named('/allocation/strategic/*/note', 'What it is for.'),
  parameter(
    '/allocation/strategic/*/target',
    'fraction',
    'The strategic weight in this regime.',
    (at) => `allocations.strategic.${regime(at)}.${allocation(at).strategic[Number(at.keys[0])]!.id}`,
  ),
  formula(
    '/allocation/target/*',
    'fraction',
    'What the regime calls for: the sleeve’s target, or the strategic parts held in the position, plus the fallback where there is one.',
    {
      inputs: (at) => targetInputs(at),
    },
    sum,
  ),
  parameter(
    '/allocation/fallback/position',
    'words',
    'The position that takes weight which no sleeve may take.',
    (at) => `allocations.fallback.${regime(at)}`,
  ),
  formula(
    '/allocation/fallback/weight',
    'fraction',
    'The bouquet’s weight that no sleeve may take within its band.',
    {
      symbols: 'factorShare · (1 − Σ base)',
      inputs: (at) => each(at, '/allocation/sleeves', 'base'),
      parameters: () => ['allocations.factorShare'],
    },
    (_, at) => at.made.book.allocations.factorShare * held(at).residual,
  ),
];

function targetInputs(at: At): string[] {
  const id = at.keys[0] as PositionId;
  const { sleeves, strategic, fallback } = allocation(at);
  return [
    ...sleeves.flatMap((s, i) => (s.id === (id as SleeveId) ? [`/allocation/sleeves/${i}/target`] : [])),
    ...strategic.flatMap((s, i) => (s.heldIn === id ? [`/allocation/strategic/${i}/target`] : [])),
    ...(fallback?.position === id ? ['/allocation/fallback/weight'] : []),
  ];
}
