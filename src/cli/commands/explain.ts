import type { Command } from 'commander';
import type { FoundFigure } from '../../explain/find-figure.ts';
import type { Explanation } from '../../explain/explanation.ts';
import { type Io, json } from '../shared/io.ts';
import { wholeNumber, withCommon } from '../shared/options.ts';
import { type StockOptions, withModelBuild, withStockModels } from '../shared/stock-options.ts';

interface ExplainOptions extends StockOptions {
  readonly depth: number;
  readonly all?: boolean;
}

const DEEPEST = 20;

export function addExplain(program: Command, io: Io): void {
  withStockModels(withCommon(program.command('explain')))
    .description(
      'explain a figure of a recorded decision: its formula, rule-book parameters and inputs, down to the rows of the files; or of a back-test or a pack',
    )
    .argument('<file>', 'a decision.json that the ledger has, a backtest.json or a pack.json')
    .argument(
      '[figure]',
      'a JSON pointer, such as /regime/score, or a name, such as score, weight:quality or order:<ISIN>',
    )
    .option('--depth <n>', 'levels of inputs below the figure', wholeNumber(0, DEEPEST), 3)
    .option('--all', 'list every input and row, not the first few')
    .action((file: string, figure: string | undefined, options: ExplainOptions) =>
      explain(file, figure ?? '', options, io),
    );
}

async function explain(file: string, figure: string, options: ExplainOptions, io: Io): Promise<void> {
  const { DECISION, readText } = await import('../../market/files/read-text.ts');
  const { documentKind } = await import('../../explain/documents/document-kind.ts');
  const text = readText(file, DECISION);
  switch (documentKind(text)) {
    case 'backtest':
      return explainBacktest({ file, text, figure }, options, io);
    case 'pack':
      return explainPack({ file, text, figure }, options, io);
    case 'decision':
      return explainDecision({ file, text, figure }, options, io);
  }
}

/** What was asked: a figure of a document with its file. */
interface Asked {
  readonly file: string;
  readonly text: string;
  readonly figure: string;
}

async function explainDecision(
  { file, text, figure }: Asked,
  options: ExplainOptions,
  io: Io,
): Promise<void> {
  const { parseDecision } = await import('../../decision/document/read-decision.ts');
  const { findFigure } = await import('../../explain/find-figure.ts');
  const decision = parseDecision(text, file);
  const pointer = await figureOrGroup(decision, findFigure(decision, figure), { file, figure }, options, io);
  if (pointer !== null) await explainRecorded({ file, text, pointer }, options, io);
}

async function explainBacktest(
  { file, text, figure }: Asked,
  options: ExplainOptions,
  io: Io,
): Promise<void> {
  const { parseBacktest } = await import('../../backtest/document/document.ts');
  const { BACKTEST_FIGURE_NAMES, findFigure } = await import('../../explain/find-figure.ts');
  const document = parseBacktest(text, file);
  const found = findFigure(document, figure, BACKTEST_FIGURE_NAMES);
  const pointer = await figureOrGroup(document, found, { file, figure }, options, io);
  if (pointer === null) return;
  const { BACKTEST_RULES } = await import('../../explain/documents/backtest-rules.ts');
  const { explainInDocument } = await import('../../explain/documents/explain-document.ts');
  const { backtestHeading } = await import('../text/explain.ts');
  const explanation = explainInDocument(document, BACKTEST_RULES, pointer, await sizeOf(options));
  await print(explanation, { document, heading: backtestHeading(document.plan) }, options, io);
}

async function explainPack({ file, text, figure }: Asked, options: ExplainOptions, io: Io): Promise<void> {
  const { findFigure } = await import('../../explain/find-figure.ts');
  const { readPackDocument } = await import('../../pack/document/read-pack.ts');
  const document = readPackDocument(text, file);
  const pointer = await figureOrGroup(
    document,
    findFigure(document, figure, {}),
    { file, figure },
    options,
    io,
  );
  if (pointer === null) return;
  const { figureOfDecision, PACK_RULES } = await import('../../pack/document/explain-pack.ts');
  const ofDecision = figureOfDecision(document, pointer);
  if (ofDecision !== null) {
    if (!options.json) io.out(`${pointer} of the pack is ${ofDecision} of its decision.\n`);
    return explainOfPack({ file, entry: document.decision.entry, figure: ofDecision }, options, io);
  }
  const { explainInDocument } = await import('../../explain/documents/explain-document.ts');
  const { packHeading } = await import('../text/explain.ts');
  const explanation = explainInDocument(document, PACK_RULES, pointer, await sizeOf(options));
  await print(explanation, { document, heading: packHeading(document) }, options, io);
}

/** A figure that a pack has from its decision, explained from the decision that the ledger keeps. */
async function explainOfPack(
  { file, entry, figure }: { readonly file: string; readonly entry: number; readonly figure: string },
  options: ExplainOptions,
  io: Io,
): Promise<void> {
  const { showEntry } = await import('../../decision/ledger/ledger.ts');
  const { withStore } = await import('../shared/with-store.ts');
  const recorded = await withStore(options, { purpose: 'trrm explain', mode: 'read' }, (store) =>
    showEntry(store, entry),
  );
  await explainDecision({ file, text: recorded.texts.decision, figure }, options, io);
}

/** The pointer of the figure that was asked for; null where it is a part, whose members are printed. */
async function figureOrGroup(
  document: unknown,
  found: FoundFigure,
  { file, figure }: { readonly file: string; readonly figure: string },
  options: ExplainOptions,
  io: Io,
): Promise<string | null> {
  if (found.kind === 'figure') return found.pointer;
  if (found.kind === 'group') {
    const { groupText } = await import('../text/explain.ts');
    io.out(options.json ? json(found.members) : groupText(document, found.pointer, found.members));
    return null;
  }
  const { userError } = await import('../../market/problem.ts');
  throw userError(
    'no-figure',
    file,
    `has no figure ${JSON.stringify(figure)}.`,
    found.near.length === 0
      ? 'Give a JSON pointer such as /regime/score, or a name such as score.'
      : `Did you mean one of these? ${found.near.join('  ')}`,
  );
}

async function sizeOf({ depth, json: isJson, all }: ExplainOptions) {
  const { FEW } = await import('../text/explain.ts');
  return { depth, ...(!isJson && all !== true && { most: FEW }) };
}

async function print(
  explanation: Explanation,
  of: { readonly document: unknown; readonly heading: string },
  options: ExplainOptions,
  io: Io,
): Promise<void> {
  const { explainText } = await import('../text/explain.ts');
  io.out(
    options.json ? json({ explanation }) : explainText(explanation, { ...of, all: options.all === true }),
  );
}

async function explainRecorded(
  { file, text, pointer }: { readonly file: string; readonly text: string; readonly pointer: string },
  options: ExplainOptions,
  io: Io,
): Promise<void> {
  const { decisionHeading, explainText } = await import('../text/explain.ts');
  const { explainedDecision } = await import('../../explain/explained-decision.ts');
  const { explainFigure } = await import('../../explain/explain.ts');
  const { withStore } = await import('../shared/with-store.ts');
  return withStore(options, { purpose: 'trrm explain', mode: 'read' }, async (store) => {
    const explained = await withModelBuild(options, { writable: false }, io, (modelBuild) =>
      explainedDecision(store, text, file, modelBuild),
    );
    const { entry, recordedBy, made } = explained;
    const { decision } = made;
    if (recordedBy && options.quiet !== true)
      io.err(
        `note: the decision was recorded by trrm ${recordedBy.version} (sources ${recordedBy.sources.slice(0, 12)}); this version makes the same figures.\n`,
      );
    const explanation = await explainFigure(explained, pointer, await sizeOf(options));
    io.out(
      options.json
        ? json({ entry, asOf: decision.asOf, simulated: decision.simulated, explanation })
        : explainText(explanation, {
            document: decision,
            heading: decisionHeading(decision, entry),
            all: options.all === true,
          }),
    );
  });
}
