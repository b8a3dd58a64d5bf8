import { lundeTimmermann, TWENTY_FIFTEEN, TWENTY_TWENTY } from '../../../regimes/dating/lunde-timmermann.ts';
import { MONTHLY_DATING, paganSossounov } from '../../../regimes/dating/pagan-sossounov.ts';
import {
  datedUpTo,
  type Phase,
  phasesBetween,
  type TurningPoint,
} from '../../../regimes/dating/turning-points.ts';
import { layTape, type Tape } from '../../../signals/aligned-market.ts';
import type { AsOfView } from '../../market/as-of.ts';
import { type Day, monthOf } from '../../market/day.ts';
import type { DatedTurn } from './result.ts';

/** A month-end on trial. */
export interface Month {
  readonly monthEnd: Day;
  readonly session: number;
  /** As dated from all closes of the view. */
  readonly phase: Phase;
  /** Whether that phase is settled by the closes known: see `datedUpTo`. */
  readonly dated: boolean;
  /** Simple return of the Nifty over the next month; null where it is not over. */
  readonly next: number | null;
}

/** The months under judgement and the market that they are judged by. */
export interface Sample {
  readonly tape: Tape;
  /** All months of the market; the sample's are those from `first` to `last`. */
  readonly months: readonly Month[];
  readonly turns: readonly DatedTurn[];
  readonly turnsByFilter: readonly { readonly rules: string; readonly turns: readonly DatedTurn[] }[];
}

export function sampleOf(view: AsOfView): Sample {
  const tape = layTape(view);
  const { sessions, closes, monthEnds } = tape;
  const monthly = monthEnds.map((s) => closes[s]!);
  const points = paganSossounov(monthly);
  const phases = phasesBetween(points, monthly.length);
  const known = datedUpTo(points, monthly, MONTHLY_DATING.censor);
  const turnsOf = (found: readonly TurningPoint[]): DatedTurn[] =>
    found.map(({ kind, at }) => ({ kind, month: monthOf(sessions[monthEnds[at]!]!) }));
  return {
    tape,
    months: monthEnds.map((session, i) => ({
      monthEnd: sessions[session]!,
      session,
      phase: phases[i]!,
      dated: i < known,
      next: i + 1 < monthly.length ? monthly[i + 1]! / monthly[i]! - 1 : null,
    })),
    turns: turnsOf(points),
    turnsByFilter: [
      { rules: 'Lunde–Timmermann 20/20', turns: turnsOf(lundeTimmermann(monthly, TWENTY_TWENTY)) },
      { rules: 'Lunde–Timmermann 20/15', turns: turnsOf(lundeTimmermann(monthly, TWENTY_FIFTEEN)) },
    ],
  };
}
