import type { Command } from 'commander';
import { type Day, iso } from '../../../market/day.ts';
import { userError } from '../../../market/problem.ts';
import type { RiskDiagnostics } from '../../../risk/diagnostics/diagnose.ts';
import { type Io, json } from '../../shared/io.ts';
import { dateOption } from '../../shared/options.ts';
import { type RiskOptions, withRisk } from './options.ts';

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
    .description('build the model from the stocks in the store, from their first session')
    .option('--to <date>', 'last ISO date (default: last session of the store)', dateOption)
    .action(async (options: PeriodOptions) => {
      const { runRiskBuild } = await import('./build.ts');
      return runRiskBuild(options, 'build', io);
    });

  withRisk(risk.command('extend'))
    .description(
      'add the latest sessions; rebuilds earlier ones, with a note, where rules or past data have changed',
    )
    .option('--to <date>', 'last ISO date (default: last session of the store)', dateOption)
    .action(async (options: PeriodOptions) => {
      const { runRiskBuild } = await import('./build.ts');
      return runRiskBuild(options, 'extend', io);
    });

  withRisk(risk.command('show'))
    .description('show the model: factor returns and volatilities, fit, and accuracy of its forecasts')
    .option('--out <folder>', 'also write risk.html')
    .action(async (options: PageOptions) => {
      const { readModelStore } = await import('../../../risk/store/model-store.ts');
      const { diagnoseModel } = await import('./diagnose-model.ts');
      const store = readModelStore(options.model);
      const { simulated } = store;
      const diagnostics = await diagnoseModel(options, store, io);
      const { out } = options;
      if (out !== undefined) {
        const { writeModelPage } = await import('./page.ts');
        await writeModelPage({ ...options, out }, store, diagnostics, io);
      }
      if (options.json) return io.out(json({ simulated, ...withIsoDays(diagnostics) }));
      const { diagnosticsText } = await import('../../text/risk/diagnostics.ts');
      return io.out(diagnosticsText(diagnostics, simulated));
    });

  withRisk(risk.command('portfolio'))
    .description('show total and active risk of a portfolio, by factor and by holding')
    .argument('<file>', 'CSV: security,weight or security,value; ISINs or symbols')
    .option('--benchmark <file>', 'a CSV of the same form (default: the model’s market portfolio)')
    .option('--as-of <date>', 'ISO date (default: last session of the model)', dateOption)
    .option('--out <folder>', 'also write risk.html')
    .option('--from <date>', 'ISO date; risk.html attributes the return of the weights from it', dateOption)
    .action(async (file: string, options: PortfolioOptions) => {
      if (options.from !== undefined && options.out === undefined) throw fromWithoutPage();
      const { modelSessionOnOrBefore } = await import('../../../risk/store/session-on-day.ts');
      const { readAgainstBenchmark } = await import('./holdings.ts');
      const { reportPortfolioRisk } = await import('../../../risk/portfolio/risk-report.ts');
      const { forecastAt } = await import('../../../risk/store/daily-record.ts');
      const { store, session: stored } = modelSessionOnOrBefore(options.model, options.asOf);
      const session = forecastAt(stored, 21);
      const held = readAgainstBenchmark(file, options.benchmark, store.issuers);
      const { holdings, benchmark, problems } = held;
      const against = { name: benchmark.name, holdings: benchmark.weightsAt(session) };
      const risk = reportPortfolioRisk(session, store.issuers, holdings, against);
      const { out, from } = options;
      if (out !== undefined) {
        const { writePortfolioPage } = await import('./page.ts');
        await writePortfolioPage(
          { ...options, out },
          store,
          { day: session.day, risk, holdings, benchmark, from },
          io,
        );
      }
      const report = { simulated: store.simulated, ...risk };
      if (options.json) return io.out(json({ ...report, problems }));
      const { portfolioRiskText } = await import('../../text/risk/portfolio.ts');
      return io.out(portfolioRiskText(report, problems));
    });

  withRisk(risk.command('attribute'))
    .description('attribute the return of fixed weights to factors over a period')
    .argument('<file>', 'CSV: security,weight or security,value; ISINs or symbols')
    .option(
      '--benchmark <file>',
      'a CSV of the same form (default: the model’s market portfolio at each close)',
    )
    .option('--from <date>', 'first ISO date', dateOption)
    .option('--to <date>', 'last ISO date', dateOption)
    .action(async (file: string, options: PeriodOptions) => {
      const { attributePeriod } = await import('../../../risk/portfolio/attribution-report.ts');
      const { readModelStore } = await import('../../../risk/store/model-store.ts');
      const { readAgainstBenchmark } = await import('./holdings.ts');
      const store = readModelStore(options.model);
      const { holdings, benchmark, problems } = readAgainstBenchmark(file, options.benchmark, store.issuers);
      const result = attributePeriod(options.model, store, holdings, benchmark, options);
      if (options.json) return io.out(json({ ...result, problems }));
      const { attributionText } = await import('../../text/risk/attribution.ts');
      return io.out(attributionText(result, problems));
    });

  withRisk(risk.command('export'))
    .description('export exposures, factor returns, covariance and specific risk as CSV and Parquet')
    .requiredOption('--out <folder>', 'where to write')
    .option('--from <date>', 'first ISO date', dateOption)
    .option('--to <date>', 'last ISO date', dateOption)
    .action(async (options: PeriodOptions & { readonly out: string }) => {
      const { exportModel } = await import('./export.ts');
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
    'It applies to risk.html, which is only written with --out.',
    'Add --out FOLDER, or use trrm risk attribute.',
  );

/** JSON has days as ISO dates. */
const withIsoDays = (d: RiskDiagnostics) => ({
  ...d,
  span: d.span && { from: iso(d.span.from), to: iso(d.span.to) },
});
