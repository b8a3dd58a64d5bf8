import type { Command } from 'commander';
import { type Day, iso } from '../../../market/day.ts';
import { userError } from '../../../market/problem.ts';
import type { RiskDiagnostics } from '../../../risk/diagnostics/diagnose.ts';
import type { Io } from '../../shared/io.ts';
import { json } from '../../json.ts';
import { dateOption } from '../../shared/options.ts';
import { type RiskOptions, withRisk } from './risk-options.ts';

interface PageOptions extends RiskOptions {
  readonly out?: string;
}

interface PortfolioOptions extends PageOptions {
  readonly asOf?: Day;
  readonly benchmark?: string;
  readonly from?: Day;
}

interface PeriodOptions extends PortfolioOptions {
  readonly to?: Day;
}

export function addRisk(program: Command, io: Io): void {
  const risk = program.command('risk').description('INEC-1, the 39-factor equity risk model');

  withRisk(risk.command('build'))
    .description('builds the model from the shares in the store, from their first session')
    .option('--to <date>', 'last ISO date; the last session of the store if left out', dateOption)
    .action(async (options: PeriodOptions) => {
      const { buildFromStore } = await import('./risk-build.ts');
      return buildFromStore(options, 'build', io);
    });

  withRisk(risk.command('extend'))
    .description(
      'adds the sessions since; goes back, or builds anew, where rules or data of the past have changed, and says so',
    )
    .option('--to <date>', 'last ISO date; the last session of the store if left out', dateOption)
    .action(async (options: PeriodOptions) => {
      const { buildFromStore } = await import('./risk-build.ts');
      return buildFromStore(options, 'extend', io);
    });

  withRisk(risk.command('show'))
    .description('the model: factor returns and volatilities, fit, and how good its forecasts were')
    .option('--out <folder>', 'also writes risk.html')
    .action(async (options: PageOptions) => {
      const { readRecord } = await import('../../../risk/store/model-store.ts');
      const { diagnoseRecord } = await import('./diagnose-record.ts');
      const record = readRecord(options.model);
      const { simulated } = record;
      const diagnostics = await diagnoseRecord(options, record, io);
      const { out } = options;
      if (out !== undefined) {
        const { writeModelPage } = await import('./risk-page.ts');
        await writeModelPage({ ...options, out }, record, diagnostics, io);
      }
      if (options.json) return io.out(json({ simulated, ...withIsoDays(diagnostics) }));
      const { diagnosticsText } = await import('../../text/risk-diagnostics.ts');
      return io.out(diagnosticsText(diagnostics, simulated));
    });

  withRisk(risk.command('portfolio'))
    .description('total and active risk of a portfolio, by factor and by holding')
    .argument('<file>', 'CSV: security,weight or security,value; ISINs or symbols')
    .option('--benchmark <file>', 'the same shape; the model’s own market by capitalisation if left out')
    .option('--as-of <date>', 'ISO date; the last session of the model if left out', dateOption)
    .option('--out <folder>', 'also writes risk.html')
    .option('--from <date>', 'ISO date; risk.html tells what these weights did since', dateOption)
    .action(async (file: string, options: PortfolioOptions) => {
      if (options.from !== undefined && options.out === undefined) throw fromWithoutPage();
      const { sessionOnOrBefore } = await import('../../../risk/store/session-on-day.ts');
      const { readAgainstBenchmark } = await import('./risk-holdings.ts');
      const { reportPortfolioRisk } = await import('../../../risk/portfolio/risk-report.ts');
      const { record, session } = sessionOnOrBefore(options.model, options.asOf);
      const held = readAgainstBenchmark(file, options.benchmark, record.issuers);
      const { holdings, benchmark, problems } = held;
      const against = { name: benchmark.name, holdings: benchmark.weightsAt(session) };
      const found = reportPortfolioRisk(session, record.issuers, holdings, against);
      const { out, from } = options;
      if (out !== undefined) {
        const { writePortfolioPage } = await import('./risk-page.ts');
        await writePortfolioPage(
          { ...options, out },
          record,
          { day: session.day, risk: found, holdings, benchmark, from },
          io,
        );
      }
      const report = { simulated: record.simulated, ...found };
      if (options.json) return io.out(json({ ...report, problems }));
      const { portfolioRiskText } = await import('../../text/risk-portfolio.ts');
      return io.out(portfolioRiskText(report, problems));
    });

  withRisk(risk.command('attribute'))
    .description('where the return of fixed weights came from, by factor, over a period')
    .argument('<file>', 'CSV: security,weight or security,value; ISINs or symbols')
    .option(
      '--benchmark <file>',
      'the same shape; the model’s own market, formed anew at each close, if left out',
    )
    .option('--from <date>', 'first ISO date', dateOption)
    .option('--to <date>', 'last ISO date', dateOption)
    .action(async (file: string, options: PeriodOptions) => {
      const { attributePeriod } = await import('../../../risk/portfolio/attribution-report.ts');
      const { readRecord } = await import('../../../risk/store/model-store.ts');
      const { readAgainstBenchmark } = await import('./risk-holdings.ts');
      const record = readRecord(options.model);
      const { holdings, benchmark, problems } = readAgainstBenchmark(file, options.benchmark, record.issuers);
      const result = attributePeriod(options.model, record, holdings, benchmark, options);
      if (options.json) return io.out(json({ ...result, problems }));
      const { attributionText } = await import('../../text/risk-attribution.ts');
      return io.out(attributionText(result, problems));
    });

  withRisk(risk.command('export'))
    .description('exposures, factor returns, covariance and specific risk as CSV and Parquet')
    .requiredOption('--out <folder>', 'where to write')
    .option('--from <date>', 'first ISO date', dateOption)
    .option('--to <date>', 'last ISO date', dateOption)
    .action(async (options: PeriodOptions & { readonly out: string }) => {
      const { exportModel } = await import('./risk-export.ts');
      const written = await exportModel(options, io);
      if (options.json) return io.out(json(written));
      return io.out(
        `${written.map((w) => `${w.file}: ${w.rows.toLocaleString('en-IN')} rows`).join('\n')}\n`,
      );
    });
}

const fromWithoutPage = () =>
  userError(
    'no-page',
    '--from',
    'is for risk.html, and there is none without --out.',
    'Add --out FOLDER, or use `trrm risk attribute`.',
  );

/** Days leave the program as ISO dates. */
const withIsoDays = (d: RiskDiagnostics) => ({
  ...d,
  span: d.span && { from: iso(d.span.from), to: iso(d.span.to) },
});
