import type { AttributionReport } from '../../risk/portfolio/attribution-report.ts';
import type { RiskDiagnostics } from '../../risk/diagnostics/diagnose.ts';
import type { PortfolioRiskReport } from '../../risk/portfolio/risk-report.ts';

/** Contents of the risk page: the track record of the model and, if given, the risk of a portfolio. */
export interface RiskPage {
  readonly simulated: boolean;
  /** Number of issuers in the model, covered or not. */
  readonly issuers: number;
  readonly diagnostics: RiskDiagnostics;
  readonly portfolio: PortfolioRiskModel | null;
}

export interface PortfolioRiskModel {
  readonly risk: PortfolioRiskReport;
  /** Attribution of the active weights over a period; null if not requested. */
  readonly attribution: AttributionReport | null;
}
