import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import type { Day } from '../../market/day.ts';
import { usageError, userError } from '../../market/problem.ts';
import { type Io, json, verbatim } from '../shared/io.ts';
import { type CommonOptions, dateOption, readRuleBook, withCommon } from '../shared/options.ts';

interface ProfileOptions extends CommonOptions {
  readonly asOf?: Day;
  readonly questions?: boolean;
  readonly out?: string;
}

interface PlanOptions extends CommonOptions {
  readonly asOf?: Day;
  readonly client: string;
  readonly out?: string;
  readonly csv?: string;
}

/** `trrm profile` and `trrm plan`: a client's risk profile, and the whole plan. */
export function addClientPlan(program: Command, io: Io): void {
  withCommon(program.command('profile'))
    .description(
      'a client’s risk profile from a questionnaire, with its bands; --questions prints the file to fill in',
    )
    .argument('[file]', 'client file in YAML')
    .option(
      '--as-of <date>',
      'ISO date on which the answers must still be valid (default: today)',
      dateOption,
    )
    .option('--questions', 'print a client file with all questions and answers')
    .option('--out <file>', 'with --questions, write the client file there')
    .action(async (file: string | undefined, options: ProfileOptions) => {
      if (options.questions) {
        const { clientTemplate } = await import('../../../allocations/profile/client-template.ts');
        if (options.out === undefined) return io.out(verbatim(clientTemplate()));
        if (existsSync(options.out))
          throw userError(
            'file-exists',
            options.out,
            'exists already and may hold answers.',
            'Choose another name with --out.',
          );
        const { publishFile } = await import('../../decision/publish/publish-file.ts');
        await publishFile(options.out, clientTemplate());
        return options.quiet ? undefined : io.err(`Written: ${options.out}\n`);
      }
      if (file === undefined)
        throw usageError(
          'trrm profile',
          'needs a client file.',
          '`trrm profile --questions --out client.yaml` writes one to fill in.',
        );
      const client = await readClientFile(file);
      const { profiles } = await readRuleBook(options.rulebook);
      const { riskProfile } = await import('../../../allocations/profile/risk-profile.ts');
      const found = riskProfile(client, options.asOf ?? io.today(), profiles);
      const bands = profiles.bands[found.profile];
      if (options.json) return io.out(json({ client: client.name, ...found, bands }));
      const { profileText } = await import('../text/decision/client-plan.ts');
      return io.out(profileText(client.name, found, bands));
    });

  withCommon(program.command('plan'))
    .description('a client’s plan: profile, asset allocation, funds, orders, and a factsheet')
    .requiredOption('--client <file>', 'client file in YAML, see trrm profile --questions')
    .option('--as-of <date>', 'ISO date (default: last session of the store)', dateOption)
    .option('--out <file>', 'write the factsheet to an HTML file')
    .option('--csv <file>', 'write the orders to a CSV file')
    .action(async (options: PlanOptions) => {
      const client = await readClientFile(options.client);
      const book = await readRuleBook(options.rulebook);
      const { clientPlan } = await import('../../decision/client-plan/client-plan.ts');
      const { withStore } = await import('../shared/with-store.ts');
      const plan = await withStore(options, { purpose: 'trrm plan', mode: 'read' }, (store) =>
        clientPlan(store, client, { book, asOf: options.asOf, today: io.today() }),
      );
      const { publishFile } = await import('../../decision/publish/publish-file.ts');
      if (options.out !== undefined) {
        const { renderClientPlan } = await import('../../report/funds/plan/page.ts');
        await publishFile(options.out, renderClientPlan(plan));
      }
      if (options.csv !== undefined) {
        const { planOrdersCsv } = await import('../../report/funds/plan/orders-csv.ts');
        await publishFile(options.csv, planOrdersCsv(plan));
      }
      if (options.json) {
        const { planJson } = await import('../../report/funds/plan/plan-json.ts');
        return io.out(json(planJson(plan)));
      }
      const { clientPlanText } = await import('../text/decision/client-plan.ts');
      io.out(clientPlanText(plan));
      for (const file of [options.out, options.csv])
        if (file !== undefined && !options.quiet) io.err(`Written: ${file}\n`);
    });
}

async function readClientFile(file: string) {
  const { CLIENT, readText } = await import('../../market/files/read-text.ts');
  const { readClient } = await import('../../../allocations/profile/client-file.ts');
  return readClient(readText(file, CLIENT), file);
}
