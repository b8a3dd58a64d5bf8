import type { AllocationRules } from '../../../allocations/rules.ts';
import { SLEEVES } from '../../../allocations/positions.ts';
import type { AsOfView } from '../../market/as-of.ts';
import type { Day } from '../../market/day.ts';
import type { SeriesId, SeriesKey } from '../../market/series.ts';

/** Indices measured together from one session to another. */
export interface MeasuredIndices {
  readonly view: AsOfView;
  readonly sessions: readonly Day[];
  /** Indices of the first and last session. */
  readonly span: { readonly first: number; readonly last: number };
  readonly instruments: AllocationRules['instruments'];
  readonly benchmarks: readonly SeriesId[];
}

/** The series of the sleeves' indices. */
export const sleeveSeries = (instruments: AllocationRules['instruments']): SeriesId[] =>
  SLEEVES.flatMap((id) => instruments[id]?.series ?? []);

/**
 * The kind of level by which all are measured: total returns, or prices where an index that has prices at the start has no total
 * returns then. The two are never mixed.
 */
export function commonField({
  view,
  sessions,
  span,
  instruments,
  benchmarks,
}: MeasuredIndices): 'tri' | 'close' {
  const first = sessions[Math.max(0, span.first)]!;
  const startsBy = (key: SeriesKey): boolean => startOf(view, key) <= first;
  const lacksReturns = [...sleeveSeries(instruments), ...benchmarks].some(
    (id) => startsBy(`${id}.close`) && !startsBy(`${id}.tri`),
  );
  return lacksReturns ? 'close' : 'tri';
}

/** Whether every index of a sleeve has the common kind of level from its first level of any kind on. */
export function isMeasured(indices: MeasuredIndices): boolean {
  const { view, sessions, span, instruments } = indices;
  const field = commonField(indices);
  const [first, last] = [sessions[Math.max(0, span.first)]!, sessions[span.last]!];
  return sleeveSeries(instruments).every((id) => {
    const other = startOf(view, `${id}.${field === 'tri' ? 'close' : 'tri'}`);
    return other > last || startOf(view, `${id}.${field}`) <= Math.max(first, other);
  });
}

/** An index that has to have a level at a session. */
export interface NeededLevel {
  readonly series: SeriesId | undefined;
  readonly session: number;
}

/**
 * The first of some starts from which a whole span is measured by one kind of level; undefined where there is none.
 *
 * @param starts sessions, ascending. @param indices their span ends with its last session; its first is not used.
 * @param needed an index that the span has to measure too, unless it begins after that session.
 */
export const firstMeasured = (
  starts: readonly number[],
  indices: MeasuredIndices,
  needed?: NeededLevel,
): number | undefined =>
  starts.find((first) => {
    const span = { ...indices, span: { first, last: indices.span.last } };
    return isMeasured(span) && (!needed || needed.session < first || hasLevel(span, needed));
  });

const hasLevel = (indices: MeasuredIndices, { series, session }: NeededLevel): boolean =>
  series !== undefined &&
  startOf(indices.view, `${series}.${commonField(indices)}`) <= indices.sessions[session]!;

const startOf = (view: AsOfView, key: SeriesKey): number => view.column(key).observedOn[0] ?? Infinity;
