import type { PositionId, StrategicPart } from '../../../allocations/positions.ts';
import type { Regime } from '../../../regimes/regime.ts';
import type { SignalId } from '../../../signals/signal.ts';

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

const SUBJECTS = new Map<string, string>(Object.entries({ ...POSITION_NAMES, ...SIGNAL_NAMES }));

/** Display name of what a problem is about, where that is a position or a signal; other texts are returned unchanged. */
export const subjectName = (about: string): string => SUBJECTS.get(about) ?? about;
