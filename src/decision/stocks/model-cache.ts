import { existsSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { Day } from '../../market/day.ts';
import { UserError } from '../../market/problem.ts';
import type { ShareReading } from '../../market/stocks/data-snapshot.ts';
import type { Store } from '../../market/store/store.ts';
import { readRecord, type RiskRecord } from '../../risk/store/model-store.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';
import { closeAt } from '../../sleeves/sleeve-history.ts';
import { readSleeves, type SleeveRecord } from '../../sleeves/sleeve-store.ts';
import type { KeptPlaces } from './building.ts';

/** What was built before and is of these rules and, as far as it goes, of just what is to be read now. */
export interface KeptRecords {
  readonly model: RiskRecord | null;
  readonly sleeves: SleeveRecord | null;
  /** Whether something is kept that has seen more than is to be read now, and so is not to be replaced. */
  readonly isNewer: boolean;
}

export async function keptRecords(
  store: Store,
  wanted: ShareReading,
  { risk, sleeves }: RuleBook,
  places: KeptPlaces | null,
): Promise<KeptRecords> {
  const found = {
    model: places && orNothing(() => readRecord(places.model), places.model),
    sleeves: places && orNothing(() => readSleeves(places.sleeves), places.sleeves),
  };
  const serves = async (
    record: Pick<RiskRecord, 'simulated' | 'reading'> & { readonly rules: unknown },
    rules: unknown,
  ): Promise<boolean> =>
    isDeepStrictEqual([record.simulated, record.rules], plain([store.simulated, rules])) &&
    store.sharesAgree(record.reading, wanted, Math.min(record.reading.asOf, wanted.asOf) as Day);
  return {
    model: found.model && (await serves(found.model, risk)) ? found.model : null,
    sleeves: found.sleeves && (await serves(found.sleeves, sleeves)) ? found.sleeves : null,
    isNewer: [found.model, found.sleeves].some((r) => r !== null && r.reading.last > wanted.last),
  };
}

/** A record; null where there is none, or one that cannot be read: it is then built again. */
function orNothing<T>(read: () => T, place: string): T | null {
  if (!existsSync(place)) return null;
  try {
    return read();
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

/** As it comes back from a file. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Whether a record reaches the last price that is to be read. */
export const reaches = ({ reading }: Pick<RiskRecord, 'reading'>, wanted: ShareReading): boolean =>
  reading.asOf >= wanted.asOf || reading.last >= wanted.last;

/**
 * Whether a record tells what every sleeve held at the close of a session, the reviews of its month made or not made
 * as `monthIsOver` has it.
 */
export function knowsClose(
  { histories, last }: Pick<SleeveRecord, 'histories' | 'last'>,
  session: Day,
  monthIsOver: boolean,
): boolean {
  if (session >= last.day) return session === last.day && monthIsOver === last.monthIsOver;
  const begun = Object.values(histories).filter(({ levels }) => (levels.day[0] ?? Infinity) <= session);
  return monthIsOver && begun.every((history) => closeAt(history, session) !== null);
}
