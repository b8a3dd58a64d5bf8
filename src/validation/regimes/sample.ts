import { lundeTimmermann, TWENTY_FIFTEEN, TWENTY_TWENTY } from '../../../regimes/dating/lunde-timmermann.ts';
import { MONTHLY_DATING, paganSossounov } from '../../../regimes/dating/pagan-sossounov.ts';
import {
  datedUpTo,
  type Phase,
  phasesBetween,
  type TurningPoint,
} from '../../../regimes/dating/turning-points.ts';
import { alignMarket, type AlignedMarket } from '../../../signals/aligned-market.ts';
import type { AsOfView } from '../../market/as-of.ts';
import { type Day, monthOf } from '../../market/day.ts';
import type { DatedTurn } from './result.ts';

/** One month-end of the sample. */
export interface SampleMonth {
  readonly monthEnd: Day;
  readonly session: number;
  /** Dated ex post from all closes of the view. */
  readonly phase: Phase;
  /** Whether the phase is settled by the known closes: see `datedUpTo`. */
  readonly settled: boolean;
  /** Simple return of the Nifty 50 over the next month; null where that month is not complete. */
  readonly next: number | null;
}

/** All month-ends of the market, with their ex-post phases. */
export interface Sample {
  readonly market: AlignedMarket;
  readonly months: readonly SampleMonth[];
  readonly turns: readonly DatedTurn[];
  readonly turnsByFilter: readonly { readonly rules: string; readonly turns: readonly DatedTurn[] }[];
}

/** Dates the market's phases from all data in the view. For evaluation only: it uses later closes. */
export function sampleOf(view: AsOfView): Sample {
  const market = alignMarket(view);
  const { sessions, closes, monthEnds } = market;
  const monthly = monthEnds.map((s) => closes[s]!);
  const points = paganSossounov(monthly);
  const phases = phasesBetween(points, monthly.length);
  const settledCount = datedUpTo(points, monthly, MONTHLY_DATING.censor);
  const turnsOf = (found: readonly TurningPoint[]): DatedTurn[] =>
    found.map(({ kind, at }) => ({ kind, month: monthOf(sessions[monthEnds[at]!]!) }));
  return {
    market,
    months: monthEnds.map((session, i) => ({
      monthEnd: sessions[session]!,
      session,
      phase: phases[i]!,
      settled: i < settledCount,
      next: i + 1 < monthly.length ? monthly[i + 1]! / monthly[i]! - 1 : null,
    })),
    turns: turnsOf(points),
    turnsByFilter: [
      { rules: 'Lunde–Timmermann 20/20', turns: turnsOf(lundeTimmermann(monthly, TWENTY_TWENTY)) },
      { rules: 'Lunde–Timmermann 20/15', turns: turnsOf(lundeTimmermann(monthly, TWENTY_FIFTEEN)) },
    ],
  };
}
