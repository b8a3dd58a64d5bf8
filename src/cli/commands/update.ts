import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { Day } from '../../market/day.ts';
import { readText, SOURCES_FILE } from '../../market/files/read-text.ts';
import type { UpdateOptions, UpdateWorld } from '../../update/update.ts';
import type { Source } from '../../update/source.ts';
import { type Io, json } from '../shared/io.ts';
import { dateOption } from '../shared/options.ts';

/** Exit code of an update of which a part succeeded. */
const PARTIAL = 3;

interface Options {
  readonly store: string;
  readonly inbox: string;
  readonly sources?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

interface UpdateFlags extends Options {
  readonly from?: Day;
  readonly to?: Day;
  readonly dryRun?: boolean;
  readonly offline?: boolean;
  readonly import: boolean;
  readonly force?: boolean;
}

const withPlace = (command: Command): Command =>
  command
    .option('--store <file>', 'the market store', '.trrm/market.duckdb')
    .option('--inbox <folder>', 'the folder of raw files', '.trrm/inbox')
    .option('--sources <file>', 'a YAML file that changes or adds sources')
    .option('--json', 'print the result as JSON, and nothing else, to standard output')
    .option('--quiet', 'suppress progress and notes');

export function addUpdate(program: Command, io: Io, fail: (code?: number) => void): void {
  const command = withPlace(program.command('update'))
    .description(
      'fetch fresh market files into an inbox, judge them and import them; the only command that opens a connection',
    )
    .argument('[sources...]', 'sources by id; default: all that are on')
    .option('--from <date>', 'ISO date from which daily files and windows are fetched', dateOption)
    .option('--to <date>', 'ISO date up to which they are fetched', dateOption)
    .option('--dry-run', 'print the requests that would be sent, and send none')
    .option('--offline', 'send nothing; import what the inbox holds')
    .option('--no-import', 'fetch and keep, and import nothing')
    .option('--force', 'fetch again what is kept already')
    .action(async (named: string[], flags: UpdateFlags) => {
      const { update } = await import('../../update/update.ts');
      const { outcomeOf } = await import('../../update/report.ts');
      const { stopOnInterrupt } = await import('../shared/interrupt.ts');
      const { importProgress } = await import('../shared/progress.ts');
      const interrupt = stopOnInterrupt();
      const progress = importProgress(io, flags.quiet === true);
      try {
        const options: UpdateOptions = {
          ...(await optionsOf(named, flags)),
          signal: interrupt.signal,
          onImport: progress.update,
          onFetch: (done, of, what) => {
            if (flags.quiet !== true) io.err(`${done + 1} of ${of}: ${what}\n`);
          },
        };
        const world = await worldOf(flags);
        if (flags.dryRun === true) {
          const { planUpdate } = await import('../../update/update.ts');
          const { planDocument, planText } = await import('../text/update.ts');
          const plan = await planUpdate(flags.inbox, options, world);
          return io.out(flags.json ? json(planDocument(plan)) : planText(plan));
        }
        const report = await update(flags.inbox, options, world);
        const { updateDocument, updateText } = await import('../text/update.ts');
        const outcome = outcomeOf(report);
        if (outcome !== 'complete') fail(outcome === 'partial' ? PARTIAL : undefined);
        return io.out(flags.json ? json(updateDocument(report)) : updateText(report));
      } finally {
        progress.stop();
        interrupt.release();
      }
    });
  addList(command, io);
  addVerifyInbox(command, io, fail);
}

function addList(update: Command, io: Io): void {
  withPlace(update.command('list'))
    .description('list the sources: tier, terms, and how fresh the store is')
    .action(async (_: unknown, command: Command) => {
      const flags: Options = command.optsWithGlobals();
      const { listSources } = await import('../../update/update.ts');
      const { listDocument, listText } = await import('../text/update.ts');
      const { sources } = await sourcesFrom(flags);
      const listed = await listSources(flags.inbox, sources, await worldOf(flags));
      return io.out(flags.json ? json(listDocument(listed)) : listText(listed));
    });
}

function addVerifyInbox(update: Command, io: Io, fail: () => void): void {
  withPlace(update.command('verify'))
    .description('compare every file in the inbox with the hash recorded when it came')
    .action(async (_: unknown, command: Command) => {
      const flags: Options = command.optsWithGlobals();
      const { openInbox } = await import('../../update/inbox.ts');
      const { verifyText } = await import('../text/update.ts');
      if (!existsSync(flags.inbox)) {
        const { userError } = await import('../../market/problem.ts');
        throw userError('no-inbox', flags.inbox, 'does not exist.', 'Name the inbox with --inbox.');
      }
      const inbox = await openInbox(flags.inbox);
      try {
        const faults = await inbox.verify();
        if (faults.length > 0) fail();
        return io.out(
          flags.json
            ? json({ entries: inbox.entries.length, faults })
            : verifyText(inbox.entries.length, faults),
        );
      } finally {
        inbox.close();
      }
    });
}

async function sourcesFrom({ sources: file }: Options): Promise<{
  readonly sources: readonly Source[];
}> {
  const { sourcesOf } = await import('../../update/user-sources.ts');
  return { sources: sourcesOf(file === undefined ? null : readText(file, SOURCES_FILE), file ?? '') };
}

const optionsOf = async (
  named: readonly string[],
  flags: UpdateFlags,
): Promise<Omit<UpdateOptions, 'signal'>> => ({
  ...(await sourcesFrom(flags)),
  named,
  force: flags.force === true,
  offline: flags.offline === true,
  importFiles: flags.import,
  ...(flags.from !== undefined && { from: flags.from }),
  ...(flags.to !== undefined && { to: flags.to }),
});

async function worldOf({ store: file }: Options): Promise<UpdateWorld> {
  const { systemClock } = await import('../../update/clock.ts');
  const { withStore } = await import('../shared/with-store.ts');
  const { newHttpClient } = await import('../../update/http-client.ts');
  const { engine } = await import('../../decision/engine.ts');
  return {
    clock: systemClock,
    client: () => newHttpClient(`trrm/${engine().version}`, systemClock.now),
    withStore: (mode, work) =>
      mode === 'read' && !existsSync(join(file))
        ? work(null)
        : withStore({ store: file }, { purpose: 'trrm update', mode }, work),
  };
}
