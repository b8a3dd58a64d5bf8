import { fractionAsPercent, grouped, signed } from '../../../format/numbers.ts';
import { capital } from '../../../format/words.ts';
import type { TacticalStep } from '../../../decision/client-plan/plan-document.ts';
import type { RiskProfile } from '../../../../allocations/profile/risk-profile.ts';
import { displayDay } from '../../../market/day.ts';
import { PROFILE_NAMES } from './names.ts';

/** Why the client has this profile, in sentences. */
export function profileSentence({
  ability,
  willingness,
  decidedBy,
  toHigher,
  toLower,
  points,
}: RiskProfile): string {
  const decides = decidedBy === 'both' ? 'both agree' : `the ${decidedBy} to take risk is lower and decides`;
  const next = [
    ...(toHigher === null
      ? []
      : [
          `${grouped(toHigher.points, 1)} points more would make it ${PROFILE_NAMES[toHigher.profile].toLowerCase()}`,
        ]),
    ...(toLower === null
      ? []
      : [
          toLower.points === 0
            ? `any point less would make it ${PROFILE_NAMES[toLower.profile].toLowerCase()}`
            : `more than ${grouped(toLower.points, 1)} points less would make it ${PROFILE_NAMES[toLower.profile].toLowerCase()}`,
        ]),
  ];
  return `Ability ${grouped(ability, 0)} of 100, willingness ${grouped(willingness, 0)} of 100: ${decides} (${grouped(points, 1)} points). ${capital(next.join('; '))}.`;
}

/** Where equity is placed and why, in sentences. */
export function placeSentence({ score, place, nearest, crisis }: TacticalStep): string {
  const at = `Equity is ${fractionAsPercent(place.weights.equity, 1)}`;
  const found =
    score.score === null
      ? `there is no tactical score: ${score.reason}`
      : `the tactical score is ${signed(score.score, 2)}`;
  const because = {
    'no-score': `${at}, its centre, because ${found}.`,
    crisis: `${at}: ${found}, but a crisis alert caps it at the centre.`,
    'minimum-move': `${at}, its centre: ${found}, and the move would be below the minimum.`,
    room: `${at}: ${found}; debt and cash have no room for more.`,
    none: `${at}, ${signed(100 * place.move, 1)} points from its centre, because ${found}.`,
  }[place.limitedBy ?? 'none'];
  const change =
    nearest === null
      ? 'No single data point could change this move.'
      : `Nearest change: ${nearest.title} from ${signed(nearest.scoreNow, 2)} to ${signed(nearest.scoreNeeded, 2)} would place equity at ${fractionAsPercent(nearest.equity, 1)}.`;
  return `${because} ${change}${crisis && place.limitedBy !== 'crisis' ? ' A crisis alert is in force.' : ''}`;
}

/** The record of the tactical rule, in sentences. */
export function tacticalRecordSentence({ record }: TacticalStep): string {
  if (record === null)
    return 'The store has too few months of signals, equity and Treasury bills for a record of these moves: nothing shows that they help.';
  const { tactical, strategic } = record;
  const ratio = (x: number | null): string => (x === null ? '–' : grouped(x, 2));
  return `Back-test from ${displayDay(record.from)} to ${displayDay(record.to)} (${record.months} months, Nifty 50 with dividends and Treasury bills, no costs): with these moves ${fractionAsPercent(tactical.annualReturn, 1)} a year, Sharpe ratio ${ratio(tactical.sharpe)}, maximum drawdown ${fractionAsPercent(tactical.maxDrawdown, 1)}; at the centre ${fractionAsPercent(strategic.annualReturn, 1)}, ${ratio(strategic.sharpe)} and ${fractionAsPercent(strategic.maxDrawdown, 1)}. Turnover ${fractionAsPercent(record.turnover, 0)} a year. One history of one market: it does not show that the moves will help.`;
}
