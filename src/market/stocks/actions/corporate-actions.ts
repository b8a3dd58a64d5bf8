import type { DuckDBConnection } from '@duckdb/node-api';
import type { Day } from '../../day.ts';
import { asDay, rowsOf } from '../../store/sql.ts';
import type { CapitalChange } from '../capital-changes.ts';
import type { StockAction } from '../stock-row.ts';
import { exDateKey } from './closes-around.ts';
import type { Distribution } from './distributions.ts';
import { type ClosesAround, type DatedAction, type DoubtfulAction, doubtOf } from './doubtful-actions.ts';

/** A stored corporate action, by column of the issuer. */
export interface ActionRow {
  readonly column: number;
  readonly on: Day;
  readonly action: StockAction['action'];
  readonly ratio: number | null;
  /** ₹ */
  readonly perShare: number | null;
  readonly knownOn: Day;
}

/** The corporate actions known at a close. */
export interface CorporateActions {
  /**
   * Splits, bonuses and consolidations of each column, by day. Includes later ones, because past prices may be
   * adjusted for them. This is not look-ahead: they change the number of shares, not their total value. Those that
   * contradict the price on their ex-date are also listed as doubtful; those that fit it no better than no action are left out.
   */
  readonly changes: readonly (readonly CapitalChange[])[];
  readonly doubtful: readonly (DoubtfulAction & { readonly column: number })[];
  /** Rights issues and demergers, by day. */
  readonly distributions: readonly Distribution[];
  /** By day. */
  readonly dividends: readonly { readonly column: number; readonly on: Day; readonly perShare: number }[];
}

/**
 * All stored versions of actions, by day, column and kind; of one action, the latest version of the most trusted source first.
 *
 * @param line the table of columns by series.
 * @param rank SQL of the order of sources.
 */
export async function readActions(
  connection: DuckDBConnection,
  line: string,
  rank: string,
  throughImport: number,
): Promise<ActionRow[]> {
  const rows = await rowsOf<[number, Day, StockAction['action'], number | null, number | null, Day]>(
    connection,
    `SELECT col, ${asDay('observed_on')}, action, shares, per_share, ${asDay('known_on')}
     FROM corporate_action JOIN ${line} USING (series) WHERE file <= ${throughImport}
     ORDER BY observed_on, col, action, ${rank}, known_on DESC, series DESC, file DESC, line`,
  );
  return rows.map(([column, on, action, ratio, perShare, knownOn]) => ({
    column,
    on,
    action,
    ratio,
    perShare,
    knownOn,
  }));
}

/** An action that changes the number of shares by a known ratio; none otherwise. */
export const capitalChange = ({
  column,
  on,
  action,
  ratio,
}: ActionRow): (DatedAction & { readonly column: number })[] =>
  isDistribution(action) || ratio === null ? [] : [{ column, on, action, ratio }];

const isDistribution = (action: StockAction['action']): action is Distribution['action'] =>
  action === 'rights' || action === 'demerger';

/**
 * The actions known at a close, those with a later day whenever they became known, judged by the closes known then.
 *
 * @param columns how many issuers had a price by then.
 */
export function actionsKnown(
  rows: readonly ActionRow[],
  closes: ReadonlyMap<string, ClosesAround>,
  columns: number,
  asOf: Day,
): CorporateActions {
  const changes: CapitalChange[][] = Array.from({ length: columns }, () => []);
  const doubtful: (DoubtfulAction & { column: number })[] = [];
  const distributions: Distribution[] = [];
  const dividends: { column: number; on: Day; perShare: number }[] = [];
  for (const row of latestVersions(rows, asOf)) {
    const { column, on, action, ratio, perShare } = row;
    // A company that is listed later.
    if (column >= columns) continue;
    if (action === 'dividend' && perShare !== null) dividends.push({ column, on, perShare });
    if (isDistribution(action)) distributions.push({ column, on, action, ratio, perShare });
    for (const change of capitalChange(row)) {
      const around = closes.get(exDateKey(change));
      const doubt = doubtOf(change, around && around.after.day <= asOf ? around : undefined);
      if (doubt) doubtful.push({ ...doubt, column });
      if (doubt?.verdict !== 'not-applied')
        changes[column]!.push({ on, ratio: change.ratio, changesFaceValue: action !== 'bonus' });
    }
  }
  return { changes, doubtful, distributions, dividends };
}

/** The first known version of each action. */
function* latestVersions(rows: readonly ActionRow[], asOf: Day): Generator<ActionRow> {
  let last: ActionRow | null = null;
  for (const row of rows) {
    if (row.knownOn > asOf && row.on <= asOf) continue;
    const isOlder =
      last !== null && last.on === row.on && last.column === row.column && last.action === row.action;
    if (!isOlder) yield row;
    last = row;
  }
}
