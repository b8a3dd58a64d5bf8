import { basename, join } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { GatheredPack, PackRequest } from '../../pack/gather-pack.ts';
import type { StrategyTag } from '../../pack/annexure.ts';
import type { PackFiles } from '../../report/pack/pack-files.ts';
import type { Paper } from '../../report/pack/style.ts';
import { type Day, iso } from '../../market/day.ts';
import { BACKTEST, readText } from '../../market/files/read-text.ts';
import { usageError, UserError } from '../../market/problem.ts';
import type { Store } from '../../market/store/store.ts';
import { type Io, json, verbatim } from '../shared/io.ts';
import { dateOption, withCommon } from '../shared/options.ts';
import { type StockOptions, withModelBuild, withStockModels } from '../shared/stock-options.ts';
import { leftInPlaceNote } from './run.ts';

interface Options extends StockOptions {
  readonly entry?: number;
  readonly asOf?: Day;
  readonly asRecorded?: boolean;
  readonly record?: string;
  readonly account?: string;
  readonly benchmark?: string;
  readonly backtest?: string;
  readonly approach?: string;
  readonly strategy?: StrategyTag;
  readonly scenarios?: string;
  readonly simulate?: boolean;
  readonly withEvidence?: boolean;
  readonly withExplanations?: boolean;
  readonly printExplanations?: boolean;
  readonly pdf?: boolean;
  readonly paper: Paper;
  readonly author: string;
  readonly out?: string;
  readonly verify?: string;
}

function entryNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('Give the number of an entry, e.g. 3.');
  return Number(text);
}

// Written out, so that the help does not load the page.
const PAPERS: readonly Paper[] = ['a4', 'letter'];
const STRATEGIES: readonly StrategyTag[] = ['equity', 'debt', 'hybrid', 'multi-asset'];

/** `trrm pack`: what a committee signs and files. */
export function addPack(program: Command, io: Io, fail: () => void): void {
  withStockModels(withCommon(program.command('pack')))
    .description(
      'make the committee’s pack of a recorded decision: one HTML page, the same as PDF, and a workbook, sealed in the ledger',
    )
    .option('--entry <number>', 'the decision (default: the last one of the ledger)', entryNumber)
    .addOption(
      new Option('--as-of <date>', 'the last decision of this date').argParser(dateOption).conflicts('entry'),
    )
    .option('--as-recorded', 'print a decision that this version does not reproduce to the byte, and say so')
    .option(
      '--record <file>',
      'the account’s record as CSV: date,value,flow,fees (docs/how-to/live-record.md)',
    )
    .option('--account <code>', 'the account’s record in the store, by its code')
    .option(
      '--benchmark <series>',
      'what the record is compared with (default: reporting.benchmark of the decision’s rule book)',
    )
    .option(
      '--backtest <file>',
      'backtest.json of trrm backtest, for performance and attribution of the model',
    )
    .option('--approach <name>', 'name of the investment approach, for the annexure')
    .addOption(
      new Option('--strategy <tag>', 'SEBI’s strategy tag, for the annexure').choices([...STRATEGIES]),
    )
    .option('--scenarios <file>', 'scenarios saved on the what-if page')
    .option('--simulate', 'add a Monte Carlo simulation of 20,000 paths over 60 months')
    .option('--with-evidence', 'add a validation of the regime model (takes seconds)')
    .option(
      '--with-explanations',
      'let the figures of the first page and the headline figures of every part open how they come about, on screen',
    )
    .option('--print-explanations', 'the same, also printed as an appendix, which adds some twenty pages')
    .option('--pdf', 'also print the pack as PDF, which needs chromium and playwright-core')
    .addOption(new Option('--paper <size>', 'size of the printed pages').choices([...PAPERS]).default('a4'))
    .option('--author <name>', 'who makes the pack, for the ledger', 'trrm pack')
    .option('--out <folder>', 'where to write (default: trrm-out/pack-<as-of date>)')
    .option('--verify <file>', 'only compare a file with the packs in the ledger')
    .action((options: Options) =>
      options.verify === undefined ? makePack(options, io) : verifyFile(options, options.verify, io, fail),
    );
}

async function verifyFile(options: Options, file: string, io: Io, fail: () => void): Promise<void> {
  const { verifyPack } = await import('../../decision/packs/verify-pack.ts');
  const { withStore } = await import('../shared/with-store.ts');
  const found = await withStore(options, { purpose: 'trrm pack', mode: 'read' }, (store) =>
    verifyPack(store, options.store, file),
  );
  if (found.entry === null || found.archive.length > 0 || found.ledger.kind === 'broken') fail();
  if (options.json) return io.out(json(found));
  const { packVerificationText } = await import('../text/pack.ts');
  return io.out(packVerificationText(found));
}

async function makePack(options: Options, io: Io): Promise<void> {
  const { gatherPack } = await import('../../pack/gather-pack.ts');
  const { packFiles } = await import('../../report/pack/pack-files.ts');
  const { withStore } = await import('../shared/with-store.ts');
  const made = await withStore(options, { purpose: 'trrm pack', mode: 'existing' }, async (store) => {
    const pack = await withModelBuild(options, { writable: false }, io, async (modelBuild) =>
      gatherPack(store, await requestOf(store, options, io, modelBuild)),
    );
    const files = await packFiles(pack, {
      paper: options.paper,
      printsExplanations: options.printExplanations === true,
    });
    const printed = options.pdf ? await print(pack, files, options, io) : null;
    return { pack, ...(await publish(store, pack, { files, printed }, options, io)) };
  });
  for (const file of made.leftInPlace) io.err(leftInPlaceNote(file));
  if (options.json) io.out(verbatim(made.document));
  else {
    const { packText } = await import('../text/pack.ts');
    io.out(packText(made.entry, made.files));
  }
  // The pages are written and sealed; that the PDF is missing is still a failure.
  if (made.noPdf) throw made.noPdf;
}

async function requestOf(
  store: Store,
  options: Options,
  io: Io,
  modelBuild: PackRequest['modelBuild'],
): Promise<PackRequest> {
  const { entry, asOf, record, account, benchmark } = options;
  if (record !== undefined && account !== undefined)
    throw usageError(
      'pack',
      'both a record and an account were given.',
      'Give --record FILE or --account CODE.',
    );
  const { recordRequest } = await import('../../backtest/account/record-request.ts');
  const { readSavedScenarios } = await import('../../whatif/scenario-file.ts');
  return {
    ...(entry !== undefined && { entry }),
    ...(asOf !== undefined && { asOf }),
    isAsRecorded: options.asRecorded === true,
    record:
      record === undefined && account === undefined
        ? null
        : await recordRequest(store, {
            ...(record !== undefined && { account: record }),
            ...(account !== undefined && { code: account }),
            ...(benchmark !== undefined && { benchmark }),
          }),
    backtest:
      options.backtest === undefined
        ? null
        : { file: basename(options.backtest), text: readText(options.backtest, BACKTEST) },
    approach: { approach: options.approach ?? null, strategy: options.strategy ?? null },
    scenarios: options.scenarios === undefined ? null : readSavedScenarios(options.scenarios),
    simulation: options.simulate ? { settings: {}, options: {} } : null,
    validateOn: options.withEvidence ? io.today() : null,
    hasExplanations: options.withExplanations === true || options.printExplanations === true,
    modelBuild,
  };
}

/** The PDF, or the reason why there is none: the HTML page stands all the same. */
type Printed = { readonly pdf: Uint8Array; readonly chromium: string } | { readonly refused: UserError };

async function print(pack: GatheredPack, files: PackFiles, { quiet }: Options, io: Io): Promise<Printed> {
  const { findChromium, noBrowser } = await import('../../report/pdf/chromium.ts');
  const { printPdf } = await import('../../report/pdf/print-pdf.ts');
  const executable = findChromium(process.env);
  if (executable === null) return { refused: noBrowser('pack.html', 'No chromium was found.') };
  const isRoot = process.getuid?.() === 0;
  if (isRoot && !quiet) io.err('note: chromium prints without its sandbox, because this process is root.\n');
  try {
    return await printPdf({ render: files.render, asOf: pack.document.asOf, executable, isRoot });
  } catch (error) {
    if (error instanceof UserError) return { refused: error };
    throw error;
  }
}

async function publish(
  store: Store,
  { document }: GatheredPack,
  { files, printed }: { readonly files: PackFiles; readonly printed: Printed | null },
  options: Options,
  io: Io,
) {
  const { recordPack } = await import('../../decision/ledger/attach.ts');
  const { archivePack } = await import('../../decision/packs/pack-archive.ts');
  const { publishSet } = await import('../../decision/publish/publish-set.ts');
  const isPrinted = printed !== null && 'pdf' in printed;
  const contents = { ...files.contents, ...(isPrinted && { 'pack.pdf': printed.pdf }) };
  let entry: Awaited<ReturnType<typeof recordPack>> | undefined;
  const published = await publishSet(
    options.out ?? join('trrm-out', `pack-${document.asOf}`),
    { set: 'pack', asOf: document.asOf, decision: null, contents },
    {
      record: async (listed) => {
        await archivePack(options.store, contents);
        entry = await recordPack(store, {
          about: document.decision.entry,
          chromium: isPrinted ? printed.chromium : null,
          document: files.contents['pack.json'],
          files: listed,
          author: options.author,
          recordedOn: iso(io.today()),
        });
        return entry.seq;
      },
    },
  );
  return {
    ...published,
    entry: entry!,
    document: files.contents['pack.json'],
    noPdf: printed !== null && 'refused' in printed ? printed.refused : null,
  };
}
