import { setImmediate } from 'node:timers/promises';
import { iso } from '../../../market/day.ts';
import { UserError } from '../../../market/problem.ts';
import { newDiagnosis, type RiskDiagnostics } from '../../../risk/diagnostics/diagnose.ts';
import { nothingEstimated } from '../../../risk/build/empty-model.ts';
import { readSessions, type RiskRecord } from '../../../risk/store/model-store.ts';
import { stopOnInterrupt } from '../../shared/interrupt.ts';
import type { Io } from '../../shared/io.ts';
import { stepProgress } from '../../shared/progress.ts';

/** How good a recorded model was. Tells how far it has come, and can be stopped between sessions. */
export async function diagnoseRecord(
  { model, quiet }: { readonly model: string; readonly quiet?: boolean },
  record: RiskRecord,
  io: Io,
): Promise<RiskDiagnostics> {
  const nothing = nothingEstimated(model, record);
  if (nothing) throw new UserError([nothing]);
  const interrupt = stopOnInterrupt();
  const progress = stepProgress(io, quiet === true);
  try {
    const diagnosis = newDiagnosis();
    let done = 0;
    for (const session of readSessions(model, record)) {
      diagnosis.take(session);
      progress.update(`Forecasts against what followed, ${iso(session.day)}`, ++done, record.sessions.length);
      // A signal is heard between turns of the event loop only.
      await setImmediate();
      interrupt.signal.throwIfAborted();
    }
    return diagnosis.result();
  } finally {
    progress.stop();
    interrupt.release();
  }
}
