import { setImmediate } from 'node:timers/promises';
import { iso } from '../../../market/day.ts';
import { UserError } from '../../../market/problem.ts';
import { emptyModelProblem } from '../../../risk/build/empty-model.ts';
import { startDiagnosis, type RiskDiagnostics } from '../../../risk/diagnostics/diagnose.ts';
import { readSessions, type RiskModelStore } from '../../../risk/store/model-store.ts';
import type { Io } from '../../shared/io.ts';
import { runLongTask } from '../../shared/long-task.ts';

/** The accuracy of a stored model, with a progress line. Ctrl-C stops it between sessions. */
export async function diagnoseModel(
  { model, quiet }: { readonly model: string; readonly quiet?: boolean },
  store: RiskModelStore,
  io: Io,
): Promise<RiskDiagnostics> {
  const empty = emptyModelProblem(model, store);
  if (empty) throw new UserError([empty]);
  return runLongTask(io, quiet, async ({ progress, signal }) => {
    const diagnosis = startDiagnosis();
    let done = 0;
    for (const session of readSessions(model, store)) {
      diagnosis.add(session);
      progress(`Forecasts against outcomes, ${iso(session.day)}`, ++done, store.sessions.length);
      // Signals are delivered between turns of the event loop.
      await setImmediate();
      signal.throwIfAborted();
    }
    return diagnosis.result();
  });
}
