import { join } from 'node:path';
import type { Day } from '../../../market/day.ts';
import { publishFile } from '../../../decision/publish/publish-file.ts';
import { renderRisk } from '../../../report/risk/page.ts';
import { attributePeriod } from '../../../risk/portfolio/attribution-report.ts';
import type { RiskDiagnostics } from '../../../risk/diagnostics/diagnose.ts';
import type { Benchmark } from '../../../risk/portfolio/benchmark.ts';
import type { Holding } from '../../../risk/portfolio/portfolio-risk.ts';
import type { RiskModelStore } from '../../../risk/store/model-store.ts';
import type { PortfolioRiskReport } from '../../../risk/portfolio/risk-report.ts';
import { diagnoseModel } from './diagnose-model.ts';
import type { Io } from '../../shared/io.ts';

interface PageOptions {
  /** The model's folder. */
  readonly model: string;
  readonly out: string;
  readonly quiet?: boolean;
}

/** Writes `risk.html` with the model's diagnostics alone. */
export const writeModelPage = (
  options: PageOptions,
  { simulated, issuers }: RiskModelStore,
  diagnostics: RiskDiagnostics,
  io: Io,
): Promise<void> =>
  publish(options, renderRisk({ simulated, issuers: issuers.length, diagnostics, portfolio: null }), io);

/** The portfolio of a page. */
export interface PortfolioSection {
  readonly day: Day;
  readonly risk: PortfolioRiskReport;
  readonly holdings: readonly Holding[];
  readonly benchmark: Benchmark;
  /** The first day of the return attribution; none without it. */
  readonly from: Day | undefined;
}

/** Writes `risk.html` with a portfolio's risk on a day and the model's diagnostics up to that day. */
export async function writePortfolioPage(
  options: PageOptions,
  store: RiskModelStore,
  { day, risk, holdings, benchmark, from }: PortfolioSection,
  io: Io,
): Promise<void> {
  const known = { ...store, sessions: store.sessions.filter((s) => s.day <= day) };
  const page = renderRisk({
    simulated: store.simulated,
    issuers: store.issuers.length,
    diagnostics: await diagnoseModel(options, known, io),
    portfolio: {
      risk,
      attribution:
        from === undefined ? null : attributePeriod(options.model, known, holdings, benchmark, { from }),
    },
  });
  return publish(options, page, io);
}

async function publish({ out, quiet }: PageOptions, page: string, io: Io): Promise<void> {
  const file = join(out, 'risk.html');
  await publishFile(file, page);
  if (!quiet) io.err(`Written: ${file}\n`);
}
