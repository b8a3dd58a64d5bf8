import type { AsOfView } from '../../src/market/as-of.ts';
import { ageInSessions } from '../../src/market/align.ts';
import { type Day, day, displayDay } from '../../src/market/day.ts';
import type { Index } from '../allocation.ts';
import { annualVolatility, dailyReturns } from './daily-returns.ts';
import type { AllocationRules } from '../rules.ts';
import type { StandIn } from './proxy-indices.ts';

/** An index that a sleeve can be held by, or why there is none. */
export type Found =
  | {
      readonly kind: 'found';
      readonly instrument: Index;
      /** As `dailyReturns` lays them out. */
      readonly returns: Float64Array;
      /** Annualised, in percent; above 0. */
      readonly volatility: number;
    }
  | { readonly kind: 'absent' | 'unfit'; readonly why: string };

/**
 * The index that stands for a sleeve at a view: total return before price, up to date, with a year of returns.
 * `absent` where the store has never had it, `unfit` where what it has does not do.
 */
export function findInstrument(
  view: AsOfView,
  sessions: readonly Day[],
  standIn: StandIn | null,
  rules: AllocationRules['volatility'],
): Found {
  if (standIn === null) return { kind: 'absent', why: 'The rule book gives it no index.' };
  const tries = (['tri', 'close'] as const).map((field) => tryField(view, sessions, standIn, field, rules));
  return (
    tries.find((t) => t.kind === 'found') ??
    tries.find((t) => t.kind === 'unfit') ?? {
      kind: 'absent',
      why: `There are no levels of ${standIn.name} by ${displayDay(view.asOf)}.`,
    }
  );
}

function tryField(
  view: AsOfView,
  sessions: readonly Day[],
  standIn: StandIn,
  field: 'tri' | 'close',
  { window, minReturns, staleAfterSessions }: AllocationRules['volatility'],
): Found {
  const levels = view.column(`${standIn.series}.${field}`);
  const last = levels.observedOn.at(-1);
  if (last === undefined) return { kind: 'absent', why: '' };
  const unfit = (why: string): Found => ({ kind: 'unfit', why: `${standIn.name} ${why}.` });

  const age = ageInSessions(sessions, sessions.length - 1, last);
  if (age > staleAfterSessions) return unfit(`ends on ${displayDay(last as Day)}, ${age} sessions ago`);
  const returns = dailyReturns(levels, sessions, window);
  const seen = [...returns].filter((r) => !Number.isNaN(r));
  if (seen.length < minReturns) return unfit(`has ${seen.length} of the ${minReturns} daily returns needed`);
  const volatility = annualVolatility(seen);
  if (!(volatility > 0 && volatility < Infinity)) return unfit('does not move as an index does');

  const firstDay = sessions.at(-returns.length - 1)!;
  const { series, name: indexName, launched, base } = standIn;
  const backTested = launched !== null && firstDay < day(launched);
  return {
    kind: 'found',
    instrument: { kind: 'index', series, indexName, field, launched, base, backTested },
    returns,
    volatility,
  };
}
