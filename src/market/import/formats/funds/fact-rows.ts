import type { Day } from '../../../day.ts';
import type { FundFactId, FundFactRow } from '../../../funds/fund-row.ts';
import type { SeriesId } from '../../../series.ts';

/** Where facts of one line belong. */
export interface FactPlace {
  readonly series: SeriesId;
  readonly observedOn: Day;
  readonly knownOn: Day;
}

/** A fact that is a number; none if it is missing. */
export const numberFact = (
  place: FactPlace,
  fact: FundFactId,
  number: number | null,
  plan: FundFactRow['plan'] = '',
): FundFactRow[] =>
  number === null ? [] : [{ kind: 'fund-fact', ...place, fact, plan, number, text: null }];

/** A fact that is a text; none if it is missing. */
export const textFact = (place: FactPlace, fact: FundFactId, text: string | null): FundFactRow[] =>
  text === null ? [] : [{ kind: 'fund-fact', ...place, fact, plan: '', number: null, text }];

/** The largest expense ratio that SEBI's limits have ever allowed is 2.75 %; above twice that it is a misprint. */
const HIGHEST_TER = 5.5;

/** Why a figure cannot be an expense ratio; null if it can. */
export const terFault = (ter: number | null): string | null =>
  ter !== null && !(ter >= 0 && ter <= HIGHEST_TER)
    ? `an expense ratio of ${ter} % is not between 0 and ${HIGHEST_TER} %`
    : null;
