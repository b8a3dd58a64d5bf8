import type { Regime } from '../../../regimes/regime.ts';
import type { Decision } from '../../decision/document/decision.ts';
import type { Problem } from '../../market/problem.ts';
import { type ReserveUse, reserveUse } from '../hedge-reserve.ts';

/** One decision of the ledger in figures. Risk in percent a year; weights as fractions. */
export interface DecisionPoint {
  readonly entry: number;
  readonly asOf: string;
  readonly regime: Regime;
  readonly modelRegime: Regime;
  readonly isOverridden: boolean;
  readonly score: number | null;
  readonly turnover: number;
  readonly volatility: number | null;
  readonly beta: number | null;
  readonly trackingError: number | null;
  /** Fraction of variance that is specific; null without the risk model. */
  readonly specificFraction: number | null;
  /** The three factors with the largest fraction of variance; their fractions. */
  readonly factors: readonly { readonly factor: string; readonly fraction: number }[];
  readonly hedge: {
    readonly lots: number;
    readonly beta: number;
    readonly hedgedBeta: number;
    readonly reserve: ReserveUse;
  } | null;
  readonly problems: Readonly<Record<Problem['severity'], number>>;
  readonly staleSignals: number;
  readonly isRelaxed: boolean;
}

const LARGEST = 3;

/** What a decision said, for a table of decisions. */
export function decisionPoint(entry: number, decision: Decision): DecisionPoint {
  const { regime, allocation, hedge, signals, problems } = decision;
  const risk = allocation.risk.final;
  const modelled = risk.kind === 'modelled' ? risk : null;
  const futures = hedge.kind === 'hedged' && hedge.chosen.kind === 'futures' ? hedge.chosen : null;
  return {
    entry,
    asOf: decision.asOf,
    regime: regime.regime,
    modelRegime: regime.modelRegime,
    isOverridden: regime.override !== null,
    score: regime.score,
    turnover: allocation.turnover,
    volatility: risk.kind === 'unavailable' ? null : risk.volatility,
    beta: risk.kind === 'unavailable' ? null : risk.beta,
    trackingError: modelled?.trackingError ?? null,
    specificFraction: modelled && (modelled.specific / modelled.volatility) ** 2,
    factors: (modelled?.volatilityContributions.factors ?? [])
      .toSorted((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
      .slice(0, LARGEST)
      .map(({ factor, contribution }) => ({ factor, fraction: contribution / modelled!.volatility })),
    hedge:
      hedge.kind === 'hedged'
        ? {
            lots: hedge.chosen.lots,
            beta: hedge.beta,
            hedgedBeta: futures?.hedgedBeta ?? hedge.targetBeta,
            reserve: reserveUse(hedge.chosen, hedge.budget),
          }
        : null,
    problems: {
      error: problems.filter((p) => p.severity === 'error').length,
      warning: problems.filter((p) => p.severity === 'warning').length,
      note: problems.filter((p) => p.severity === 'note').length,
    },
    staleSignals: signals.filter((s) => s.status !== 'ok' && s.weight > 0).length,
    isRelaxed: allocation.method === 'risk-model' && allocation.riskModel.relaxedConstraints.length > 0,
  };
}
