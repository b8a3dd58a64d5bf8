import type { GatheredPack } from '../../pack/gather-pack.ts';
import { decisionSheets, originOf, workbookInput } from './decision-workbook.ts';
import { bandSheet, outcomeSheet, packLimitSheet } from './pack-sheets.ts';
import { figureSheet, missingSheet, periodSheet } from './performance-sheets.ts';
import { workbookBytes, type WorkbookSheet } from './workbook.ts';

/** The workbook of a committee's pack; the same pack gives the same bytes. */
export const packWorkbook = (pack: GatheredPack): Promise<Uint8Array> => workbookBytes(packSheets(pack));

/**
 * The sheets of a pack: those of its decision, whose limits are replaced by the pack's, which have bands and turnover too, then
 * the last decision and what followed, the account's record, and the back-test where one was given.
 */
function packSheets({ document, run, book }: GatheredPack): WorkbookSheet[] {
  const { parts } = document;
  const input = workbookInput(run, book, document.decision.sha256);
  const origin = originOf(input);
  const { performance, attribution, outcome, limits } = parts;
  return [
    ...decisionSheets(input).flatMap((sheet) =>
      sheet.title === 'Limits'
        ? [packLimitSheet(limits.limits, origin), bandSheet(limits.bands, origin)]
        : [sheet],
    ),
    outcome.last.kind === 'available'
      ? outcomeSheet(outcome.last.data, origin)
      : missingSheet('Outcome', outcome.last, origin),
    ...(performance.kind === 'available'
      ? [
          figureSheet(
            'Account',
            performance.data.record.sheet,
            'The account’s own values and flows.',
            origin,
          ),
          periodSheet(
            'Account by year',
            performance.data.record.sheet,
            'The account’s own values and flows.',
            origin,
          ),
        ]
      : [missingSheet('Account', performance, origin)]),
    ...(attribution.ladder.kind === 'available'
      ? [
          figureSheet('Back-test', attribution.ladder.data.sheet, BACK_TEST, origin),
          periodSheet('Back-test by year', attribution.ladder.data.sheet, BACK_TEST, origin),
        ]
      : []),
  ];
}

const BACK_TEST =
  'BACK-TEST, internal, not to be shown to clients: the rules applied to history, after costs; nobody held this.';
