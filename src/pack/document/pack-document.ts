import type { Regime } from '../../../regimes/regime.ts';
import type { Override } from '../../../regimes/model/rules.ts';
import type { MeasuredRecord } from '../../backtest/account/measure-record.ts';
import type { ResolutionEntry } from '../../decision/ledger/entries/attached-entry.ts';
import type { Stability } from '../../decision/stability.ts';
import type { Problem } from '../../market/problem.ts';
import type { RuleChange } from '../../rulebook/change.ts';
import type { Assumption } from '../../whatif/what-if.ts';
import type { SimulationReport } from '../../whatif/simulation/simulation-of-store.ts';
import type { StressTest } from '../../whatif/stress/stress-test.ts';
import type { Concentration } from '../concentration.ts';
import type { DecisionPoint } from '../outcome/decision-path.ts';
import type { BandLine, LimitLine, OverrideLine } from '../limits/limits.ts';
import type { Annexure } from '../annexure.ts';
import type { RegisteredOverride } from '../limits/override-register.ts';
import type { PassiveBreach } from '../limits/passive-breaches.ts';
import type { LastDecision } from '../outcome/last-decision.ts';
import type { ModelHealth } from '../health/model-health.ts';
import type { Available } from './parts.ts';
import type { PackBacktest } from '../read-backtest.ts';
import type { SignalPast } from '../signal-ranks.ts';
import type { AssetByRegime } from '../results-by-regime.ts';
import type { RiskYear } from '../health/risk-year.ts';
import type { Turnovers } from '../turnovers.ts';
import type { SteppedWeight } from '../weight-steps.ts';

/** Identifies the form of the document. A field that is renamed or changes its meaning takes a new number. */
export const PACK_SCHEMA = 'trrm-pack/1';

/** The decision's place in the ledger. */
export interface PackDecision {
  readonly entry: number;
  /** SHA-256 of the entry and of `decision.json`. */
  readonly hash: string;
  readonly sha256: string;
  readonly recordedOn: string;
  /** Every entry from the first to this one: number, kind and hash. */
  readonly chain: readonly {
    readonly entry: number;
    readonly kind: string;
    readonly asOf: string;
    readonly hash: string;
  }[];
  /** Files that were published with it. */
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
}

/** A scenario as a pack keeps it: what was assumed and what came out. */
export interface PackScenario {
  readonly name: string;
  readonly set: readonly Assumption[];
  readonly regime: Regime;
  readonly score: number | null;
  readonly final: Readonly<Record<string, number>>;
  readonly turnover: number;
  /** Return of what is held, before trades and hedge; null where prices do not move. */
  readonly loss: number | null;
}

/**
 * `pack.json`: what a pack adds to the decision that it shows. Figures of the decision itself are in its `decision.json`, whose
 * hash stands here. Returns and weights are fractions, risk is in percent a year as in a decision.
 */
export interface PackDocument {
  readonly schema: typeof PACK_SCHEMA;
  readonly asOf: string;
  readonly simulated: boolean;
  readonly decision: PackDecision;
  /** Why the decision is printed as recorded; null where it was reproduced to the byte. */
  readonly asRecorded: string | null;
  readonly parts: {
    readonly decision: {
      readonly now: DecisionPoint;
      /** The last decision recorded for an earlier date; null where this is the first. */
      readonly before: DecisionPoint | null;
      readonly override: Override | null;
      readonly resolution: ResolutionEntry | null;
      /** Tilts in force that the validation contradicts; null where it was not run. */
      readonly contradicted: readonly string[] | null;
    };
    readonly outcome: {
      readonly last: Available<LastDecision>;
      /** On the last decision. */
      readonly resolution: ResolutionEntry | null;
      readonly account: Available<{ readonly from: string; readonly to: string }>;
    };
    readonly regime: {
      readonly monthsInForce: number;
      /** Weighted signals now and some month-ends before. */
      readonly signals: readonly SignalPast[];
      readonly overrides: readonly OverrideLine[];
    };
    readonly allocation: { readonly steps: readonly SteppedWeight[] };
    readonly trades: Turnovers;
    readonly hedge: { readonly path: readonly DecisionPoint[] };
    readonly attribution: { readonly ladder: Available<PackBacktest> };
    readonly performance: Available<Omit<MeasuredRecord, 'path' | 'benchmark'>>;
    readonly risk: {
      readonly concentration: Available<Concentration>;
      readonly path: readonly DecisionPoint[];
      readonly year: Available<RiskYear>;
    };
    readonly byRegime: Available<readonly AssetByRegime[]>;
    readonly whatIfs: Available<readonly PackScenario[]>;
    readonly stress: StressTest;
    readonly simulation: Available<SimulationReport>;
    readonly health: ModelHealth;
    readonly limits: {
      readonly limits: readonly LimitLine[];
      readonly bands: readonly BandLine[];
      /** Limits that the market carried holdings across since the last decision. */
      readonly breaches: {
        readonly paper: Available<readonly PassiveBreach[]>;
        readonly account: Available<readonly PassiveBreach[]>;
      };
      readonly overrides: readonly RegisteredOverride[];
      readonly ruleChanges: readonly RuleChange[] | null;
      readonly stability: Stability;
    };
    readonly annexure: Available<Annexure>;
    readonly appendix: { readonly rulebook: string; readonly problems: readonly Problem[] };
  };
}
