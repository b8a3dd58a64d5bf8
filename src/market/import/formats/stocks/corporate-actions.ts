import { noExamples, addExample, exampleNote } from '../../reporting/examples.ts';
import { ratioWords } from '../../../stocks/actions/ratio-words.ts';
import { isEquity } from '../../../stocks/isin.ts';
import type { StockAction } from '../../../stocks/stock-row.ts';
import { displayDay } from '../../../day.ts';
import type { Cells } from '../../decoding/cells.ts';
import { exactly, type Format, type FormatReader } from '../format.ts';
import { seriesOfRow } from '../native-format.ts';

type Action = StockAction['action'];
type Figures = Pick<StockAction, 'shares' | 'perShare' | 'costKept'>;

const COLUMNS = ['ISIN', 'Symbol', 'ExDate', 'Action', 'SharesAfter', 'SharesBefore', 'PerShare'];
const COST_KEPT = 'CostKept';

/** The names of actions in files, in lower case. */
const ACTIONS: ReadonlyMap<string, Action> = new Map([
  ['split', 'split'],
  ['sub-division', 'split'],
  ['bonus', 'bonus'],
  ['consolidation', 'consolidation'],
  ['dividend', 'dividend'],
  ['rights', 'rights'],
  ['rights issue', 'rights'],
  ['demerger', 'demerger'],
  ['spin-off', 'demerger'],
]);

/** A ratio as exchanges print it: new shares for shares held. */
const PRINTED = /^(\d{1,4}) ?: ?(\d{1,4})$/;

/** What the columns of the row say about shares: as the holding becomes, or as the exchange prints a bonus. */
function sharesOf(cells: Cells, action: Action): number | null {
  const printed = PRINTED.exec(cells.text('SharesAfter'));
  if (printed) {
    const [fresh, held] = [Number(printed[1]), Number(printed[2])];
    if (action !== 'bonus' && action !== 'rights')
      cells.reject(
        'ambiguous ratio',
        `a ratio like ${printed[0]} is read for a bonus or rights issue only; give the ${action} as SharesAfter and SharesBefore (what a holding becomes)`,
      );
    else if (cells.text('SharesBefore') !== '')
      cells.reject('ambiguous ratio', `SharesBefore must be blank beside the printed ratio ${printed[0]}`);
    else if (fresh === 0 || held === 0)
      cells.reject('impossible ratio', `the ratio ${printed[0]} has a zero`);
    return (fresh + held) / held;
  }
  const [after, before] = [cells.number('SharesAfter'), cells.number('SharesBefore')];
  if (!(after! > 0 && before! > 0)) {
    cells.reject('incomplete action', `a ${action} needs SharesAfter and SharesBefore above 0`);
    return null;
  }
  rejectWrongDirection(cells, action, after!, before!);
  return after! / before!;
}

/** A bonus, split or rights issue leaves more shares than before, a consolidation fewer. */
function rejectWrongDirection(cells: Cells, action: Action, after: number, before: number): void {
  const isMore = after > before;
  if (action === 'consolidation' ? after < before : isMore) return;
  const given = `SharesAfter ${after}, SharesBefore ${before}`;
  const message: Readonly<Record<string, string>> = {
    bonus: `a bonus of ${after} for ${before} is SharesAfter ${after + before}, SharesBefore ${before} (what a holding becomes), or ${after}:${before} in SharesAfter alone`,
    rights: `a rights issue of ${after} for ${before} is SharesAfter ${after + before}, SharesBefore ${before} (what a holding becomes), or ${after}:${before} in SharesAfter alone`,
    split: `${given} leaves no more shares than before; a split of 1 share into ${before} is SharesAfter ${before}, SharesBefore ${after} (what a holding becomes)`,
    consolidation: `${given} leaves no fewer shares than before; a consolidation of ${after} shares into ${before} is SharesAfter ${before}, SharesBefore ${after} (what a holding becomes)`,
  };
  cells.reject('ratio in the wrong direction', message[action]!);
}

function figuresOf(cells: Cells, action: Action, hasCost: boolean): Figures {
  const perShare = cells.number('PerShare');
  const costKept = hasCost ? cells.number(COST_KEPT) : null;
  if (costKept !== null && !(costKept > 0 && costKept < 100))
    cells.reject('out of range', `${COST_KEPT} is ${costKept}, not a percentage between 0 and 100`);
  if (action === 'dividend') {
    if (perShare === null) cells.reject('incomplete action', 'a dividend needs PerShare');
    return { shares: null, perShare, costKept: null };
  }
  if (action === 'demerger') return { shares: null, perShare, costKept };
  if (action === 'rights' && perShare === null)
    cells.reject('incomplete action', 'a rights issue needs the issue price in PerShare');
  return {
    shares: sharesOf(cells, action),
    perShare: action === 'rights' ? perShare : null,
    costKept: null,
  };
}

function actionOf(cells: Cells): Action {
  const text = cells.text('Action');
  const plain = text.toLowerCase();
  if (/bonus.*(preference|debenture)|(preference|debenture).*bonus/.test(plain))
    cells.reject(
      'not of equity shares',
      `${JSON.stringify(text)} does not change the number of equity shares; omit the row`,
    );
  const action = ACTIONS.get(plain);
  if (!action)
    cells.reject(
      'unknown action',
      `Action is ${JSON.stringify(text)}, not one of ${[...new Set(ACTIONS.values())].join(', ')}`,
    );
  return action ?? 'dividend';
}

/**
 * Splits, bonuses, consolidations, dividends, rights issues and demergers. A bonus or rights issue may give its ratio as
 * exchanges print it (`1:2`); the import reports how ratios were read.
 */
export const corporateActions: Format = {
  id: 'corporate-actions',
  title: 'corporate actions (native format)',
  headerExample: COLUMNS.join(','),
  ordered: false,
  mayBeParquet: true,
  cellsMayBreak: true,
  matches: (header) => exactly(...COLUMNS)(header) || exactly(...COLUMNS, COST_KEPT)(header),
  begin: ({ header }): FormatReader => {
    const hasCost = header.includes(COST_KEPT);
    const ratios = noExamples();
    return {
      source: 'third-party',
      calendar: 'any',
      numericDates: false,
      notes: (about) => exampleNote(about, 'ratios-read', ratios, 'share ratios read'),
      rows: (cells) => {
        const observedOn = cells.day('ExDate', 'YYYY-MM-DD');
        const action = actionOf(cells);
        const isin = cells.text('ISIN');
        const figures = figuresOf(cells, action, hasCost);
        const series = seriesOfRow(cells);
        if (isin !== '' && !isEquity(isin))
          cells.reject('not an equity share', `${isin} is not the ISIN of an Indian equity share`);
        if (cells.fault === null && figures.shares !== null)
          addExample(
            ratios,
            () =>
              `${action} of ${cells.text('Symbol') || series} on ${displayDay(observedOn)}: ${ratioWords(action, figures.shares!)}`,
          );
        // Announced weeks earlier, but it affects prices from its ex-day on.
        return [{ kind: 'corporate-action', series, observedOn, knownOn: observedOn, action, ...figures }];
      },
    };
  },
};
