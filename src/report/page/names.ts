import type { PositionId, StrategicPart } from '../../../allocations/positions.ts';
import type { Regime } from '../../../regimes/regime.ts';
import type { SignalId } from '../../../signals/signal.ts';
import { indexName } from '../../market/indices/index-id.ts';

export const REGIME_NAMES: Readonly<Record<Regime, string>> = {
  bullish: 'Bullish',
  consolidation: 'Consolidation',
  bearish: 'Bearish',
};

export const POSITION_NAMES: Readonly<Record<PositionId | StrategicPart, string>> = {
  momentum: 'Momentum',
  alpha: 'Alpha',
  value: 'Value',
  'small-cap': 'Small cap',
  'micro-cap': 'Micro cap',
  'low-volatility': 'Low volatility',
  dividend: 'Dividend',
  quality: 'Quality',
  contrarian: 'Contrarian',
  'nifty-50': 'Nifty 50 index fund',
  gold: 'Gold',
  'liquid-fund': 'Cash and liquid fund',
  'g-sec': 'G-sec',
  'hedge-reserve': 'Hedge reserve',
};

const SERIES_NAMES = new Map([
  ['us-vix', 'US VIX'],
  ['fii', 'FII flows'],
  ['gsec-10y', '10-year G-sec yield'],
  ['tbill-91d', '91-day T-bill yield'],
  ['gold-inr', 'gold in rupees'],
  ['trrm-contrarian-50', 'TRRM Contrarian 50'],
]);

/** Display name of a series of the store; other ids are returned unchanged. */
export const seriesName = (id: string): string => SERIES_NAMES.get(id) ?? indexName(id);

/** Display name of a position; other ids are returned unchanged. */
export const positionName = (id: string): string => POSITION_NAMES[id as PositionId] ?? id;

export const SIGNAL_NAMES: Readonly<Record<SignalId, string>> = {
  'us-vix': 'US VIX',
  'india-vix': 'India VIX',
  'nifty-regression': 'Nifty regression',
  'nifty-valuation': 'Nifty valuation',
  'gsec-yields': 'G-sec yields',
  'fii-flows': 'FII flows',
  'nifty-futures': 'Nifty futures',
};

const SUBJECTS = new Map<string, string>(
  // A problem is about the index, which the fund of the same id follows.
  Object.entries({ ...POSITION_NAMES, ...SIGNAL_NAMES, 'nifty-50': 'Nifty 50' }),
);

/** Entries of the rule book that a problem may be about, in words, with the place to correct. */
const TAX_ENTRY = /^costs\.tax\.(realised|broughtForward)\[(\d+)\]$/;
const TAX_ENTRIES = { realised: 'realised gains', broughtForward: 'losses brought forward' } as const;

/** Display name of what a problem is about, where that is a position, a signal or an entry of tax; other texts are returned unchanged. */
export function subjectName(about: string): string {
  const [, key, at] = TAX_ENTRY.exec(about) ?? [];
  if (key === undefined) return SUBJECTS.get(about) ?? about;
  return `${TAX_ENTRIES[key as keyof typeof TAX_ENTRIES]}, entry ${Number(at) + 1} (costs.tax.${key} of the rule book)`;
}
