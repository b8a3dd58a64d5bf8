import type { Day } from '../../market/day.ts';
import { isMonthOver } from '../../market/calendar/month-end.ts';
import type { ShareReading } from '../../market/stocks/data-snapshot.ts';
import type { Store } from '../../market/store/store.ts';
import { readSession } from '../../risk/store/model-store.ts';
import type { RiskSession } from '../../risk/store/daily-record.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';
import type { SleeveRecord } from '../../sleeves/sleeve-store.ts';
import { buildShares } from './build-models.ts';
import type { Building } from './building.ts';
import { keptRecords, knowsClose, reaches } from './model-cache.ts';

/** INEC-1 and the sleeves of one reading of the store's shares. */
export interface BuiltShares {
  readonly reading: ShareReading;
  /** Sessions of the model, ascending. */
  readonly sessions: readonly Day[];
  /** The model at the close of a session; null where it is not at hand. */
  readonly session: (day: Day) => RiskSession | null;
  readonly sleeves: Pick<SleeveRecord, 'histories' | 'last'>;
}

export interface BuildRequest {
  readonly book: RuleBook;
  readonly reading: ShareReading;
  /** Closes that will be asked for; none is after the reading. */
  readonly days: readonly Day[];
  /** The exchange's sessions, later ones too: its calendar is public. Ascending. */
  readonly calendar: readonly Day[];
  readonly building: Building;
}

/**
 * The risk model and the sleeves of a reading: as kept where that is just what a build would give, else extended or
 * built anew. The same bits either way.
 */
export async function builtShares(store: Store, request: BuildRequest): Promise<BuiltShares> {
  const { book, reading, building, calendar } = request;
  const kept = await keptRecords(store, reading, book, building.kept);
  const model = kept.model && reaches(kept.model, reading) ? kept.model : null;
  const sessions = model?.sessions.map((s) => s.day).filter((d) => d <= reading.asOf) ?? [];
  const last = sessions.at(-1);
  if (!model || last === undefined || !kept.sleeves) return buildShares(store, request, kept);
  if (!knowsClose(kept.sleeves, last, isMonthOver(last, calendar, reading.asOf)))
    return buildShares(store, request, kept);
  const { model: folder } = building.kept!;
  return { reading, sessions, session: (d) => readSession(folder, model, d), sleeves: kept.sleeves };
}
