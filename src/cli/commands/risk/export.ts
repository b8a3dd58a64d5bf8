import { type Day, iso } from '../../../market/day.ts';
import { userError } from '../../../market/problem.ts';
import { type ExportedFile, exportSessions } from '../../../risk/store/export.ts';
import { readModelStore, readSessions } from '../../../risk/store/model-store.ts';
import type { Io } from '../../shared/io.ts';
import { stepProgress } from '../../shared/progress.ts';
import type { RiskOptions } from './options.ts';

/** `trrm risk export`: the sessions of a period as CSV and Parquet. */
export async function exportModel(
  options: RiskOptions & { readonly from?: Day; readonly to?: Day; readonly out: string },
  io: Io,
): Promise<ExportedFile[]> {
  const { model, out, from, to } = options;
  const store = readModelStore(model);
  const inPeriod = (day: Day) => (from === undefined || day >= from) && (to === undefined || day <= to);
  if (from !== undefined && to !== undefined && from > to) {
    throw userError('from-after-to', '--from', `${iso(from)} is after --to ${iso(to)}.`, 'Swap the two.');
  }
  const selected = { ...store, sessions: store.sessions.filter((s) => inPeriod(s.day)) };
  const progress = stepProgress(io, options.quiet === true);
  let done = 0;
  try {
    return await exportSessions(readSessions(model, selected), store.issuers, out, (day) =>
      progress.update(`Export, ${iso(day)}`, ++done, selected.sessions.length),
    );
  } finally {
    progress.stop();
  }
}
