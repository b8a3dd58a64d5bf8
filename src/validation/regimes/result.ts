import type { SleeveId } from '../../../allocations/positions.ts';
import type { Calibration } from '../../../regimes/model/calibration.ts';
import type { Lags } from './measures/lags.ts';
import type { MeanEstimate } from './measures/mean-estimate.ts';
import type { SwitchTest } from './measures/switch-test.ts';
import type { Transitions } from './measures/transitions.ts';
import type { VolatilityRatio } from './measures/volatility-ratio.ts';
import type { Regime } from '../../../regimes/regime.ts';
import type { SignalId } from '../../../signals/signal.ts';
import type { Problem } from '../../market/problem.ts';

/** Something for each regime. */
export type ByRegime<T> = Readonly<Record<Regime, T>>;

/** A turn of the market as dated afterwards. */
export interface DatedTurn {
  readonly kind: 'peak' | 'trough';
  readonly month: string;
}

/** One classifier's record, on the months that it labelled. */
export interface ClassifierRecord {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  /** Labels by month, null while it had too little history. Aligned with `Evidence.months`. */
  readonly labels: readonly (Regime | null)[];
  readonly labelled: number;
  /** Months on which κ and lags rest: labelled, and dated settled by the closes known. */
  readonly judged: number;
  /** Bear against not bear, label of a month against the phase of that month; null where chance is certain. */
  readonly kappa: number | null;
  /** Share of circular shifts of the labels that agree as well. */
  readonly kappaP: number | null;
  readonly lags: Lags;
  readonly switchesAYear: number;
  readonly whipsaws: number;
  readonly volatilityRatio: VolatilityRatio | null;
  /** Return of the Nifty in the month after, percent a year. */
  readonly nextMonth: ByRegime<MeanEstimate | null>;
  /** Traded a session after the month-end. */
  readonly switchTest: SwitchTest | null;
}

/** A factor's premium in the months after each label, percent a year. */
export interface PremiumRecord {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  /** Months before this one are the vendor's own back-test; null where all are live or nothing is known. */
  readonly liveFrom: string | null;
  /** How many of the months measured are that back-test. */
  readonly backTested: number;
  readonly byRegime: ByRegime<MeanEstimate | null>;
  readonly bullMinusBear: MeanEstimate | null;
  /** In the regime, less in the other months. */
  readonly againstRest: ByRegime<MeanEstimate | null>;
}

/** What a bouquet's tilt claims, and what the record says of it. */
export interface TiltVerdict {
  readonly sleeve: SleeveId;
  readonly regime: Regime;
  /** The bouquet's weight less the mean of the other two regimes', as fractions of the bouquet. */
  readonly tilt: number;
  /** The premium that the tilt is judged by; null where there is none. */
  readonly premium: string | null;
  readonly inRegime: MeanEstimate | null;
  readonly againstRest: MeanEstimate | null;
  readonly verdict: 'supported' | 'contradicted' | 'open' | 'no record';
}

export interface DropOne {
  readonly signal: SignalId;
  /** Months of the sample whose label changes without it. */
  readonly changed: number;
  readonly kappa: number | null;
  readonly labels: readonly Regime[];
}

/** The labels under rule books whose thresholds and weights were all jittered at once. */
export interface JitterRecord {
  readonly draws: number;
  readonly size: number;
  readonly seed: number;
  readonly parameters: readonly string[];
  /** Mean share of months with another label than TRRM's. */
  readonly meanFlipped: number;
  /** Median and 5th and 95th percentile of κ over the draws. */
  readonly kappa: { readonly low: number; readonly median: number; readonly high: number } | null;
  /** For each month, the share of draws with another label. */
  readonly flippedByMonth: readonly number[];
}

export interface Stability {
  readonly dropOne: readonly DropOne[];
  readonly jitter: JitterRecord;
  /** The switch test with later and later trades. */
  readonly delays: readonly SwitchTest[];
  readonly buyAndHold: SwitchTest | null;
  /** One-way, fraction. */
  readonly cost: number;
  readonly cashFrom: string;
}

export interface MultipleTesting {
  readonly variantsTried: number;
  /** Annualised Sharpe ratio of the switch test, and what the best of so many without skill would show. */
  readonly sharpe: number;
  readonly expectedBest: number;
  /** Probability that the true ratio is above 0, and above that of the best of so many without skill. */
  readonly probabilistic: number;
  readonly deflated: number;
  /** The same for the return above the Nifty held throughout: whether the label timed anything. */
  readonly timing: { readonly sharpe: number; readonly deflated: number } | null;
  readonly tiltsJudged: number;
}

/** TRRM's record laid open. */
export interface Evidence {
  readonly schema: 'trrm-evidence/1';
  readonly simulated: boolean;
  readonly from: string;
  readonly to: string;
  /** Last month whose phase is dated settled by the closes known. */
  readonly datedTo: string | null;
  /** Month-ends, ISO. */
  readonly months: readonly string[];
  /** Whether each month was in a bear phase; null where that is not yet certain. */
  readonly bear: readonly (boolean | null)[];
  readonly turns: readonly DatedTurn[];
  readonly turnsByFilter: readonly { readonly rules: string; readonly turns: readonly DatedTurn[] }[];
  /** TRRM first. */
  readonly classifiers: readonly ClassifierRecord[];
  readonly transitions: Transitions;
  readonly premia: readonly PremiumRecord[];
  readonly calibration: Calibration | null;
  readonly stability: Stability;
  readonly tilts: readonly TiltVerdict[];
  readonly multipleTesting: MultipleTesting | null;
  /** In plain words. */
  readonly summary: readonly string[];
  readonly problems: readonly Problem[];
}
