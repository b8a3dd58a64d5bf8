import type { Command } from 'commander';
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
      'explain a figure of a recorded decision: its formula, rule-book parameters and inputs, down to the rows of the files',
    )
    .argument('<file>', 'a decision.json that the ledger has')
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
  const { parseDecision } = await import('../../decision/read-decision.ts');
  const { findFigure } = await import('../../explain/find-figure.ts');
  const { withStore } = await import('../shared/with-store.ts');
  const text = readText(file, DECISION);
  const decision = parseDecision(text, file);
  const found = findFigure(decision, figure);
  if (found.kind === 'unknown') {
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
  const { explainText, FEW, groupText } = await import('../text/explain.ts');
  if (found.kind === 'group')
    return io.out(options.json ? json(found.members) : groupText(decision, found.pointer, found.members));
  const { explainedDecision } = await import('../../explain/explained-decision.ts');
  const { explainFigure } = await import('../../explain/explain.ts');
  return withStore(options, { purpose: 'trrm explain', mode: 'read' }, async (store) => {
    const explained = await withModelBuild(options, { writable: false }, io, (modelBuild) =>
      explainedDecision(store, text, file, modelBuild),
    );
    const { entry, recordedBy } = explained;
    if (recordedBy && options.quiet !== true)
      io.err(
        `note: the decision was recorded by trrm ${recordedBy.version} (sources ${recordedBy.sources.slice(0, 12)}); this version makes the same figures.\n`,
      );
    const explanation = await explainFigure(explained, found.pointer, {
      depth: options.depth,
      ...(!options.json && options.all !== true && { most: FEW }),
    });
    io.out(
      options.json
        ? json({ entry, asOf: decision.asOf, simulated: decision.simulated, explanation })
        : explainText(explanation, { decision, entry, all: options.all === true }),
    );
  });
}
