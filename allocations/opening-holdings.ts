import type { Regime } from '../regimes/regime.ts';
import type { MarketHistory } from '../src/market/as-of.ts';
import { sessionOnOrBefore } from '../src/market/calendar/calendar.ts';
import { type Day, iso } from '../src/market/day.ts';
import type { Before, SleeveLine } from './allocation.ts';
import { type HeldShare, sharesHeld } from './holdings/stock-holdings.ts';
import { type PortfolioFile, positionsOf } from './holdings/portfolio-file.ts';
import type { AllocationRules } from './rules.ts';
import { modelTarget } from './risk-model/target.ts';
import { type PositionId, POSITIONS, type SleeveId, type Weights } from './positions.ts';
import type { BasisAt } from './stocks/stock-snapshot.ts';
import { targetFor } from './inverse-volatility/target.ts';

/** The month-end call before the one in force. */
export interface PreviousCall {
  readonly monthEnd: Day;
  readonly regime: Regime;
}

/** What is held when a regime is called: the same whatever regime or rules are then supposed. */
export interface Held {
  /** The label of the month-end before; a change of it lifts the turnover limit. */
  readonly regime: Regime | null;
  readonly before: Before;
  readonly current: Weights;
  readonly drifted: Weights;
  /** Null where they are not known: then the sleeves' own shares stand for them. */
  readonly shares: readonly HeldShare[] | null;
}

export interface HeldInput {
  readonly market: MarketHistory;
  readonly asOf: Day;
  /** Null where there was no call before. */
  readonly previous: PreviousCall | null;
  readonly portfolio: PortfolioFile | null;
  readonly rules: AllocationRules;
  readonly basisAt: BasisAt;
}

/**
 * What is held before a run. With a portfolio, what it says: its values are of the as-of date, so nothing has
 * drifted since. Without, what the model itself held: its target at the month-end before, by what was known then,
 * moved since by the sleeves' own shares or indices. What has neither (the strategic part) is counted as unmoved.
 * Nothing where there was no call before, or no sleeve could be held then.
 */
export async function heldBefore(input: HeldInput): Promise<Held> {
  const { portfolio, previous } = input;
  const regime = previous?.regime ?? null;
  if (portfolio) {
    const { file, sha256, value, holdings } = positionsOf(portfolio);
    const weights = Object.fromEntries(POSITIONS.map((id) => [id, (holdings[id] ?? 0) / value]));
    return {
      regime,
      before: { kind: 'portfolio', file, sha256, value },
      current: weights,
      drifted: weights,
      shares: sharesHeld(portfolio),
    };
  }
  const target = previous && (await targetThen(input, previous));
  if (!target) return { regime, before: { kind: 'none' }, current: {}, drifted: {}, shares: null };
  return {
    regime,
    before: { kind: 'model', monthEnd: iso(previous.monthEnd), regime: previous.regime },
    current: target.weights,
    drifted: drift(target.weights, await growthSince(input, previous.monthEnd, target.sleeves)),
    shares: null,
  };
}

interface TargetThen {
  readonly sleeves: readonly SleeveLine[];
  readonly weights: Readonly<Record<PositionId, number>>;
}

/** What the model wanted held at a month-end, in the form that was to be had then. */
async function targetThen(
  { market, rules, basisAt }: HeldInput,
  { monthEnd, regime }: PreviousCall,
): Promise<TargetThen | null> {
  const basis = await basisAt(monthEnd);
  const target = basis && (await modelTarget(basis, regime, rules));
  if (target) return { sleeves: target.lines, weights: target.weights };
  return targetFor(market.view(monthEnd), regime, rules);
}

/** What a sleeve has multiplied by between the close of a day and the as-of date. */
async function growthSince(
  { market, asOf, basisAt }: HeldInput,
  since: Day,
  sleeves: readonly SleeveLine[],
): Promise<ReadonlyMap<PositionId, number>> {
  const view = market.view(asOf);
  const holdsShares = sleeves.some(({ instrument }) => instrument?.kind === 'shares');
  const basis = holdsShares ? await basisAt(asOf) : null;
  const growthOf = (id: SleeveId, instrument: SleeveLine['instrument']): number => {
    if (instrument === null) return 1;
    if (instrument.kind === 'index') {
      const { observedOn, value } = view.column(`${instrument.series}.${instrument.field}`);
      return growth(observedOn, value, since);
    }
    const levels = basis?.sleeves[id]?.levels;
    return levels ? growth(levels.day, levels.total, since) : 1;
  };
  return new Map(sleeves.map(({ id, instrument }) => [id, growthOf(id, instrument)]));
}

/** 1 where there is no level of the day or before it. */
function growth(days: ArrayLike<number>, levels: ArrayLike<number>, since: Day): number {
  const from = levels[sessionOnOrBefore(days, since)];
  return from === undefined ? 1 : levels[levels.length - 1]! / from;
}

function drift(
  weights: Readonly<Record<PositionId, number>>,
  moved: ReadonlyMap<PositionId, number>,
): Weights {
  const grown = POSITIONS.map((id) => weights[id] * (moved.get(id) ?? 1));
  const total = grown.reduce((sum, w) => sum + w, 0);
  return Object.fromEntries(POSITIONS.map((id, i) => [id, grown[i]! / total]));
}
