import type { AsOfView } from '../../src/market/as-of.ts';
import { ageInSessions } from '../../src/market/align.ts';
import { type Day, day, displayDay } from '../../src/market/day.ts';
import type { IndexInstrument } from '../allocation.ts';
import { annualVolatility, dailyReturns } from './daily-returns.ts';
import type { AllocationRules } from '../rules.ts';
import type { ProxyIndex } from './proxy-indices.ts';

/** The proxy index of a sleeve, or the reason why there is none. */
export type ProxyLookup =
  | {
      readonly kind: 'found';
      readonly instrument: IndexInstrument;
      /** Daily log returns by session, as from `dailyReturns`. */
      readonly returns: Float64Array;
      /** Annualised, in percent; above 0. */
      readonly volatility: number;
    }
  | { readonly kind: 'absent' | 'unfit'; readonly reason: string };

/**
 * Finds the proxy index of a sleeve: total-return levels if available, else price levels; not stale, with a year of
 * returns. `absent` if the store has no levels of it, `unfit` if those it has cannot be used.
 */
export function findProxyIndex(
  view: AsOfView,
  sessions: readonly Day[],
  proxy: ProxyIndex | null,
  rules: AllocationRules['volatility'],
): ProxyLookup {
  if (proxy === null) return { kind: 'absent', reason: 'The rule book names no proxy index for it.' };
  const lookups = (['tri', 'close'] as const).map((field) => tryField(view, sessions, proxy, field, rules));
  return (
    lookups.find((l) => l.kind === 'found') ??
    lookups.find((l) => l.kind === 'unfit') ?? {
      kind: 'absent',
      reason: `The store has no levels of ${proxy.name} up to ${displayDay(view.asOf)}.`,
    }
  );
}

function tryField(
  view: AsOfView,
  sessions: readonly Day[],
  proxy: ProxyIndex,
  field: 'tri' | 'close',
  { window, minReturns, staleAfterSessions }: AllocationRules['volatility'],
): ProxyLookup {
  const levels = view.column(`${proxy.series}.${field}`);
  const last = levels.observedOn.at(-1);
  if (last === undefined) return { kind: 'absent', reason: '' };
  const unfit = (reason: string): ProxyLookup => ({ kind: 'unfit', reason: `${proxy.name} ${reason}.` });

  const age = ageInSessions(sessions, sessions.length - 1, last);
  if (age > staleAfterSessions)
    return unfit(`is stale: its last level is of ${displayDay(last as Day)}, ${age} sessions ago`);
  const returns = dailyReturns(levels, sessions, window);
  const known = [...returns].filter((r) => !Number.isNaN(r));
  if (known.length < minReturns)
    return unfit(`has only ${known.length} daily returns; ${minReturns} are needed`);
  const volatility = annualVolatility(known);
  if (!(volatility > 0 && volatility < Infinity))
    return unfit('has no usable volatility (constant or invalid levels)');

  const firstDay = sessions.at(-returns.length - 1)!;
  const { series, name: indexName, launched, base } = proxy;
  const backTested = launched !== null && firstDay < day(launched);
  return {
    kind: 'found',
    instrument: { kind: 'index', series, indexName, field, launched, base, backTested },
    returns,
    volatility,
  };
}
