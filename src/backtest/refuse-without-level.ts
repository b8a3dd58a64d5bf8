import { isPublished, type ProxyIndex } from '../../allocations/inverse-volatility/proxy-indices.ts';
import { POSITIONS, SLEEVES } from '../../allocations/positions.ts';
import { displayDay, iso } from '../market/day.ts';
import { userError } from '../market/problem.ts';
import type { DecidedMonth } from './decide-index-month.ts';
import { firstMeasured } from './instruments/one-kind-of-level.ts';
import type { SeriesId } from '../market/series.ts';
import type { OpenedBacktest } from './open-backtest.ts';

/**
 * Refuses money in a position without a level, which would vanish: a decision may know an index by a kind of level that this span
 * does not use. The remedy names the spans that can be measured.
 */
export function refuseWithoutLevel(opened: OpenedBacktest, k: number, { weights }: DecidedMonth): void {
  const { market, schedule } = opened;
  const { filled } = schedule.months[k]!;
  const at = POSITIONS.findIndex((_, i) => weights[i]! > 0 && !(market.levels[i]![filled]! > 0));
  if (at < 0) return;
  const isPrice = market.field === 'close';
  const id = POSITIONS[at]!;
  const sleeve = SLEEVES.find((s) => s === id);
  const index = sleeve && opened.levelsOf.instruments[sleeve];
  const levels = isPrice ? 'price levels' : 'total-return levels';
  throw userError(
    'no-level',
    id,
    `is decided for ${displayDay(schedule.sessions[filled]!)}, but has no ${isPrice ? 'price level' : 'total-return level'} then; the span is measured ${isPrice ? 'without dividends, because an index has no total returns at its start' : 'with dividends'}.`,
    `${spansOf(opened, k, index?.series)}${otherwise(id, levels, index)}`,
  );
}

/** What helps beside another span: levels of the index, where they are published, or another index. */
function otherwise(id: string, levels: string, index: ProxyIndex | null | undefined): string {
  if (!index) return `Or import ${levels} of its index.`;
  const another = `in allocations.instruments.${id} of the rule book`;
  return isPublished(index)
    ? `Or import ${levels} of ${index.name}, or set another index ${another}.`
    : `No vendor publishes ${index.name}: hold stocks with --level shares, or set a published index ${another}.`;
}

/** The spans that can be measured: a later start that gives the index a level, and an end before the month that cannot be filled. */
function spansOf(
  { schedule: { sessions, months }, levelsOf }: OpenedBacktest,
  k: number,
  series: SeriesId | undefined,
): string {
  const last = months.at(-1)!.until;
  const starts = months.slice(1, -1).map((m) => m.decided);
  const later = firstMeasured(
    starts,
    { ...levelsOf, sessions, span: { first: 0, last } },
    { series, session: months[k]!.filled },
  );
  const spans = [
    ...(later === undefined ? [] : [`--from ${iso(sessions[later]!)}`]),
    // Two decisions need two fills before it.
    ...(k >= 2 ? [`--to ${iso(sessions[months[k]!.filled - 1]!)}`] : []),
  ];
  return spans.length === 0 ? '' : `Give ${spans.join(', or ')}. `;
}
