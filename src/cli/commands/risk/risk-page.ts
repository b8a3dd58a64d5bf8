import type { Day } from '../../../market/day.ts';
import { renderRisk } from '../../../report/risk/page.ts';
import { attributePeriod } from '../../../risk/portfolio/attribution-report.ts';
import type { RiskDiagnostics } from '../../../risk/diagnostics/diagnose.ts';
import type { Benchmark } from '../../../risk/portfolio/benchmark.ts';
import type { Holding } from '../../../risk/portfolio/portfolio-risk.ts';
import type { RiskRecord } from '../../../risk/store/model-store.ts';
import type { PortfolioRiskReport } from '../../../risk/portfolio/risk-report.ts';
import { diagnoseRecord } from './diagnose-record.ts';
import type { Io } from '../../shared/io.ts';
import { publishFiles } from '../../shared/publish-files.ts';

interface PageOptions {
  /** The model's folder. */
  readonly model: string;
  readonly out: string;
  readonly quiet?: boolean;
}

/** Writes `risk.html` with the model's record alone. */
export const writeModelPage = (
  options: PageOptions,
  { simulated, issuers }: RiskRecord,
  diagnostics: RiskDiagnostics,
  io: Io,
): Promise<void> =>
  publish(options, renderRisk({ simulated, issuers: issuers.length, diagnostics, portfolio: null }), io);

/** What a portfolio's page is made of beside the model. */
export interface HeldAgainst {
  readonly day: Day;
  readonly risk: PortfolioRiskReport;
  readonly holdings: readonly Holding[];
  readonly benchmark: Benchmark;
  /** From when on the return of the weights is attributed; not at all without it. */
  readonly from: Day | undefined;
}

/** Writes `risk.html` with a portfolio's risk on a day and the model's record up to that day. */
export async function writePortfolioPage(
  options: PageOptions,
  record: RiskRecord,
  { day, risk, holdings, benchmark, from }: HeldAgainst,
  io: Io,
): Promise<void> {
  const known = { ...record, sessions: record.sessions.filter((s) => s.day <= day) };
  const page = renderRisk({
    simulated: record.simulated,
    issuers: record.issuers.length,
    diagnostics: await diagnoseRecord(options, known, io),
    portfolio: {
      risk,
      attribution:
        from === undefined ? null : attributePeriod(options.model, known, holdings, benchmark, { from }),
    },
  });
  return publish(options, page, io);
}

async function publish({ out, quiet }: PageOptions, page: string, io: Io): Promise<void> {
  const files = await publishFiles(out, { 'risk.html': page }, (names) => Promise.resolve(names));
  if (!quiet) io.err(`Written: ${files.join(', ')}\n`);
}
