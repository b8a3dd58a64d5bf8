import type { Allocation } from '../../../allocations/allocation.ts';
import type { SleeveId } from '../../../allocations/positions.ts';
import type { HistoryRow } from '../../../regimes/model/history-row.ts';
import type { RegimeCall } from '../../../regimes/model/regime-call.ts';
import type { SignalReport } from '../../../regimes/model/signal-report.ts';
import type { SignalId } from '../../../signals/signal.ts';
import type { Decision } from '../../../src/decision/document/decision.ts';
import { addDays, type Day, day, iso, isWeekend } from '../../../src/market/day.ts';
import type { ReportInput } from '../../../src/report/decision/page-model.ts';

/**
 * A decision for the end of March 2020. Levels, scores and regimes are from an independent calculation on files of NSE,
 * Cboe and the bond market; allocation and files are synthetic.
 */
const SCORES: readonly (readonly [SignalId, string, weight: number, now: number, before: number])[] = [
  ['us-vix', 'US VIX', 0.15, -1, -0.962653],
  ['india-vix', 'India VIX', 0.15, -1, -0.135842],
  ['nifty-regression', 'Nifty regression', 0.4, -0.7968, -0.206765],
  ['nifty-valuation', 'Nifty valuation', 0.15, 0.670588, -0.127269],
  ['gsec-yields', 'G-sec yields', 0.15, 0.7955, 0.082536],
];

const features: Readonly<Partial<Record<SignalId, SignalReport['features']>>> = {
  'us-vix': [{ name: 'us_vix_5d', value: 61.848, unit: 'points', percentile: 0.995337 }],
  'india-vix': [{ name: 'india_vix_5d', value: 71.168, unit: 'points', percentile: 0.997487 }],
  'nifty-regression': [
    { name: 'trend_gap', value: -0.271321, unit: 'log points' },
    { name: 'trend_t', value: -1.780802, unit: 't-statistic' },
  ],
  'nifty-valuation': [
    { name: 'pe_chained', value: 19.38, unit: '×', percentile: 0.459656 },
    { name: 'pb', value: 2.45, unit: '×', percentile: 0.085223 },
    { name: 'dy_chained', value: 1.77, unit: '%', percentile: 0.849584 },
    { name: 'valuation', value: 0.231765, unit: 'mean percentile' },
  ],
  'gsec-yields': [
    { name: 'gsec', value: 6.138, unit: '%' },
    { name: 'gsec_change', value: -0.591, unit: 'percentage points over 126 sessions' },
    { name: 'beer', value: 1.189544, unit: '×', percentile: 0.095257 },
  ],
};

const signals: SignalReport[] = SCORES.map(([id, title, weight, score]) => ({
  id,
  title,
  score,
  weight,
  vote: score > 0 ? 'bullish' : 'bearish',
  status: 'ok',
  observedOn: id === 'us-vix' ? '2020-03-30' : '2020-03-31',
  features: features[id] ?? [],
  context: [{ name: 'rsi_14', value: 37.72, unit: '' }],
  reason: `${title}, as it stood.`,
}));

const sum = (parts: readonly number[]): number => parts.reduce((total, x) => total + x, 0);
const score = sum(SCORES.map(([, , weight, now]) => weight * now));
const scoreBefore = sum(SCORES.map(([, , weight, , before]) => weight * before));

const call: RegimeCall = {
  asOf: '2020-03-31',
  session: '2020-03-31',
  regime: 'bearish',
  modelRegime: 'bearish',
  score,
  status: 'ok',
  bands: { enterBullish: 0.2, leaveBullish: 0.05, enterBearish: -0.2, leaveBearish: -0.05 },
  prior: 'bearish',
  confidence: {
    level: 'moderate',
    agreement: 0.7,
    calibrated: { from: 0.2, below: 0.5, months: 100, agreed: 79, fraction: 0.79, interval: [0.7, 0.86] },
    basis: '|S| between 0.2 and 0.5.',
  },
  contributions: SCORES.map(([id, , weight, now]) => ({
    id,
    weight,
    score: now,
    contribution: weight * now,
  })),
  nearestChanges: [
    {
      signal: 'nifty-regression',
      to: 'consolidation',
      scoreNow: -0.7968,
      scoreNeeded: -0.7968 + (-0.05 - score) / 0.4,
      inUnits: { level: 'nifty', unit: 'index points', now: 8597.75, needed: 11802.68, change: 3204.93 },
    },
    {
      signal: 'us-vix',
      to: 'consolidation',
      scoreNow: -1,
      scoreNeeded: -1 + (-0.05 - score) / 0.15,
      inUnits: null,
    },
  ],
  jointChange: {
    to: 'consolidation',
    moves: [
      {
        signal: 'gsec-yields',
        to: 'consolidation',
        scoreNow: 0.7955,
        scoreNeeded: 1,
        inUnits: { level: 'gsec', unit: '%', now: 6.138, needed: 5.729, change: -0.409 },
      },
    ],
  },
  changes: {
    monthEnd: '2020-02-28',
    regime: 'bearish',
    score: scoreBefore,
    scoreChange: score - scoreBefore,
    contributions: SCORES.map(([id, , weight, now, before]) => ({ id, change: weight * (now - before) })),
  },
  override: null,
  alerts: [{ code: 'crisis', message: 'India VIX stands above 95 % of its history.' }],
  breaks: [{ series: 'nifty-50.pe', on: '2021-03-31', factor: 1.2051, reason: 'NSE changed the accounts.' }],
  problems: [],
};

const sleeve = (
  id: SleeveId,
  bouquet: number,
  target: number,
  launched: string | null,
): Allocation['sleeves'][number] => ({
  id,
  instrument: {
    kind: 'index',
    series: `index-of-${id}`,
    indexName: `INDEX OF ${id.toUpperCase()}`,
    field: 'tri',
    launched,
    base: '2005-04-01',
    backTested: launched !== null && launched > '2019-03-31',
  },
  bouquet,
  base: bouquet,
  band: { low: Math.max(0, bouquet - 0.1), high: bouquet + 0.1 },
  volatility: 22.5,
  target,
  atBound: id === 'quality' ? 'high' : null,
});

const allocation: Allocation = {
  regime: 'bearish',
  method: 'inverse-volatility',
  sleeves: [
    sleeve('momentum', 0.05, 0.05, '2020-08-25'),
    sleeve('low-volatility', 0.45, 0.45, null),
    sleeve('quality', 0.35, 0.45, '2019-06-01'),
    { ...sleeve('contrarian', 0.1, 0, null), instrument: null, base: 0, volatility: null },
  ],
  strategic: [
    { id: 'gold', heldIn: 'gold', target: 0.02, note: 'Outside equities.' },
    { id: 'hedge-reserve', heldIn: 'liquid-fund', target: 0.03, note: 'For a hedge.' },
  ],
  openingSource: { kind: 'portfolio', file: 'holdings.csv', sha256: 'ab'.repeat(32), value: 123_45_67_890 },
  current: { momentum: 0.5, quality: 0.5 },
  opening: { momentum: 0.5, quality: 0.5 },
  target: { momentum: 0.05, 'low-volatility': 0.45, quality: 0.45, gold: 0.02, 'liquid-fund': 0.03 },
  final: { momentum: 0.05, 'low-volatility': 0.45, quality: 0.45, gold: 0.02, 'liquid-fund': 0.03 },
  trades: [
    { id: 'momentum', side: 'sell', weight: 0.45, amount: 55_55_55_551 },
    { id: 'low-volatility', side: 'buy', weight: 0.45, amount: 55_55_55_551 },
  ],
  turnover: 0.5,
  turnoverLimit: 1,
  bindingConstraints: ['The band holds quality at its upper end, 45.0 %.'],
  risk: {
    basis: 'One year of daily index returns.',
    opening: { kind: 'estimated', volatility: 27.4, beta: 0.98, returns: 252 },
    final: { kind: 'estimated', volatility: 21.9, beta: 0.75, returns: 252 },
  },
  problems: [],
};

export const decision: Decision = {
  schema: 'trrm-decision/2',
  simulated: false,
  asOf: '2020-03-31',
  regime: call,
  signals,
  allocation,
  execution: { kind: 'unavailable', reason: 'Orders need a portfolio in ₹, and the run was given none.' },
  hedge: { kind: 'unavailable', reason: 'A hedge needs a portfolio in ₹, and the run was given none.' },
  vintage: [
    {
      series: 'nifty-50',
      kind: 'bar',
      first: '1994-04-04',
      last: '2020-03-31',
      rows: 6443,
      sources: ['niftyindices'],
      files: [{ name: 'NIFTY 50_Historical_PR.csv', sha256: 'cd'.repeat(32) }],
    },
  ],
  manifest: {
    engine: { name: 'trrm', version: '0.1.0', sources: 'ef'.repeat(32) },
    rulebook: '12'.repeat(32),
    throughImport: 7,
    stocks: null,
    portfolio: { file: 'holdings.csv', sha256: 'ab'.repeat(32) },
  },
  problems: [
    {
      severity: 'note',
      code: 'no-instrument',
      about: 'contrarian',
      message: 'No index.',
      remedy: 'Import one.',
    },
    {
      severity: 'error',
      code: 'bad-row',
      about: 'vix.csv:7',
      message: 'Not a number.',
      remedy: 'Ask again.',
    },
    {
      severity: 'warning',
      code: 'stale',
      about: 'gsec-10y',
      message: 'Old.',
      remedy: 'Import a newer file.',
    },
  ],
};

/** Three years of month-ends that cycle through the regimes, with two months of too few signals at the start. */
export const history: HistoryRow[] = Array.from({ length: 36 }, (_, i): HistoryRow => {
  const called = i >= 2;
  const s = Math.sin(i / 5);
  return {
    monthEnd: new Date(Date.UTC(2017, 4 + i, 0)).toISOString().slice(0, 10),
    regime: !called ? 'consolidation' : s > 0.2 ? 'bullish' : s < -0.2 ? 'bearish' : 'consolidation',
    modelRegime: 'consolidation',
    score: called && i !== 20 ? s : null,
    status: called && i !== 20 ? 'ok' : 'insufficient',
    scores: { 'us-vix': s, 'nifty-regression': called ? s : null },
    statuses: {},
    features: {},
  };
});

const weekdays = Array.from({ length: 1100 }, (_, i) => addDays(day('2017-04-03'), i))
  .filter((d: Day) => !isWeekend(d) && iso(d) <= '2020-03-31')
  .map(iso);

/** Every weekday of the same years, rising steadily. */
export const nifty = { dates: weekdays, closes: weekdays.map((_, i) => 9000 + 5 * i) };

export const input: ReportInput = { decision, history, nifty, voteThreshold: 0.33 };
