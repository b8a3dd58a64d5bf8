import type { SleeveId } from '../../../allocations/positions.ts';
import type { Calibration } from '../../../regimes/model/calibration.ts';
import type { Lags } from './measures/lags.ts';
import type { MeanEstimate } from './measures/mean-estimate.ts';
import type { SwitchTest } from './measures/switch-test.ts';
import type { Transitions } from './measures/transitions.ts';
import type { VolatilityRatio } from './measures/volatility-ratio.ts';
import type { Regime } from '../../../regimes/regime.ts';
import type { SignalId } from '../../../signals/signal.ts';
import type { ByRegime } from './by-regime.ts';
import type { Problem } from '../../market/problem.ts';

/** A turning point of the market, dated ex post. */
export interface DatedTurn {
  readonly kind: 'peak' | 'trough';
  readonly month: string;
}

/** One classifier's track record, over the months it labelled. */
export interface ClassifierTrackRecord {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  /** Labels by month, null while history is too short. Aligned with `RegimeValidation.months`. */
  readonly labels: readonly (Regime | null)[];
  readonly labelled: number;
  /** Months behind κ and lags: labelled, with a phase settled by the known closes. */
  readonly settled: number;
  /** Cohen's κ of bear against not bear, label against phase of the same month; null where chance agreement is 1. */
  readonly kappa: number | null;
  /** Circular-shift p-value: fraction of shifts of the labels that agree at least as well. */
  readonly kappaP: number | null;
  readonly lags: Lags;
  readonly switchesAYear: number;
  readonly whipsaws: number;
  readonly volatilityRatio: VolatilityRatio | null;
  /** Return of the Nifty 50 in the following month, percent a year. */
  readonly nextMonth: ByRegime<MeanEstimate | null>;
  /** Traded one session after the month-end. */
  readonly switchTest: SwitchTest | null;
}

/** A factor's premium in the months after each label. Percent a year. */
export interface PremiumTrackRecord {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  /** First live month: earlier ones are the vendor's back-test. Null where all are live or the launch is not known. */
  readonly liveFrom: string | null;
  /** Measured months that are vendor back-test. */
  readonly backTested: number;
  readonly byRegime: ByRegime<MeanEstimate | null>;
  readonly bullMinusBear: MeanEstimate | null;
  /** Premium in the regime minus premium in the other months. */
  readonly againstRest: ByRegime<MeanEstimate | null>;
}

/** A tilt of a bouquet, and what the data say about it. */
export interface TiltVerdict {
  readonly sleeve: SleeveId;
  readonly regime: Regime;
  /** The bouquet's weight minus the mean of the other two regimes', as a fraction of the bouquet. */
  readonly tilt: number;
  /** Title of the premium the tilt is tested on; null where there is none. */
  readonly premium: string | null;
  readonly inRegime: MeanEstimate | null;
  readonly againstRest: MeanEstimate | null;
  readonly verdict: 'supported' | 'contradicted' | 'open' | 'no data';
}

export interface DropOne {
  readonly signal: SignalId;
  /** Months of the sample whose label changes without the signal. */
  readonly changed: number;
  readonly kappa: number | null;
  readonly labels: readonly Regime[];
}

/** Labels under rule books whose thresholds, scales and weights are all perturbed at once. */
export interface PerturbationResult {
  readonly draws: number;
  readonly size: number;
  readonly seed: number;
  readonly parameters: readonly string[];
  /** Mean fraction of months whose label differs from TRRM's. */
  readonly meanChanged: number;
  /** 5th percentile, median and 95th percentile of κ over the draws. */
  readonly kappa: { readonly low: number; readonly median: number; readonly high: number } | null;
  /** For each month, the fraction of draws with another label. */
  readonly changedByMonth: readonly number[];
}

export interface Stability {
  readonly dropOne: readonly DropOne[];
  readonly perturbation: PerturbationResult;
  /** The switch test with increasing delays from month-end to trade. */
  readonly delays: readonly SwitchTest[];
  readonly buyAndHold: SwitchTest | null;
  /** One-way cost of a switch, a fraction. */
  readonly cost: number;
  readonly cashSource: string;
}

export interface MultipleTesting {
  readonly variantsTried: number;
  /** Annualised Sharpe ratio of the switch test, and the expected maximum over as many variants without skill. */
  readonly sharpe: number;
  readonly expectedBest: number;
  /** Probability that the true ratio is above 0, and above `expectedBest`. */
  readonly probabilistic: number;
  readonly deflated: number;
  /** The same for the return above the Nifty 50 held throughout: whether the labels time the market. */
  readonly timing: { readonly sharpe: number; readonly deflated: number } | null;
  readonly tiltsTested: number;
}

/** Validation of the regime model: track record, challengers, stability and multiple testing. */
export interface RegimeValidation {
  readonly schema: 'trrm-evidence/1';
  readonly simulated: boolean;
  readonly from: string;
  readonly to: string;
  /** Last month whose phase is settled by the known closes. */
  readonly datedTo: string | null;
  /** Month-ends, ISO. */
  readonly months: readonly string[];
  /** Whether each month was in a bear phase; null where not yet settled. */
  readonly bear: readonly (boolean | null)[];
  readonly turns: readonly DatedTurn[];
  readonly turnsByFilter: readonly { readonly rules: string; readonly turns: readonly DatedTurn[] }[];
  /** TRRM first. */
  readonly classifiers: readonly ClassifierTrackRecord[];
  readonly transitions: Transitions;
  readonly premia: readonly PremiumTrackRecord[];
  readonly calibration: Calibration | null;
  readonly stability: Stability;
  readonly tilts: readonly TiltVerdict[];
  readonly multipleTesting: MultipleTesting | null;
  /** One finding per sentence, for readers. */
  readonly summary: readonly string[];
  readonly problems: readonly Problem[];
}
