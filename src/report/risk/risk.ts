import type { AttributionReport } from '../../risk/portfolio/attribution-report.ts';
import type { RiskDiagnostics } from '../../risk/diagnostics/diagnose.ts';
import type { PortfolioRiskReport } from '../../risk/portfolio/risk-report.ts';

/** What the risk page tells: the model's own record, and before it a portfolio's risk where one is given. */
export interface RiskPage {
  readonly simulated: boolean;
  /** Companies that the model knows, covered or not. */
  readonly issuers: number;
  readonly diagnostics: RiskDiagnostics;
  readonly portfolio: RiskyPortfolio | null;
}

export interface RiskyPortfolio {
  readonly risk: PortfolioRiskReport;
  /** Of the same weights, less the benchmark's, over a period. */
  readonly attribution: AttributionReport | null;
}
