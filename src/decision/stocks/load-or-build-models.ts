import { isMonthOver } from '../../market/calendar/month-end.ts';
import type { Store } from '../../market/store/store.ts';
import { readSession } from '../../risk/store/model-store.ts';
import {
  type BuiltModels,
  buildModels,
  type ModelBuildRequest,
  storedFactorReturns,
} from './build-models.ts';
import { coversSnapshot, hasClose, readModelCache } from './model-cache.ts';

/**
 * The risk model and the sleeves of a data snapshot. Cached models are reused only where a rebuild would give
 * bit-identical results; otherwise they are extended or built again.
 */
export async function loadOrBuildModels(store: Store, request: ModelBuildRequest): Promise<BuiltModels> {
  const { book, dataSnapshot, options, calendar } = request;
  const cached = await readModelCache(store, dataSnapshot, book, options, request.days);
  const model = cached.riskModel && coversSnapshot(cached.riskModel, dataSnapshot) ? cached.riskModel : null;
  const sessions = model?.sessions.map((s) => s.day).filter((d) => d <= dataSnapshot.asOf) ?? [];
  const last = sessions.at(-1);
  if (!model || last === undefined || !cached.sleeves) return buildModels(store, request, cached);
  if (!hasClose(cached.sleeves, last, isMonthOver(last, calendar, dataSnapshot.asOf)))
    return buildModels(store, request, cached);
  const { riskModel: folder } = options.cache!;
  return {
    dataSnapshot,
    sessions,
    session: (d) => readSession(folder, model, d),
    factorReturns: storedFactorReturns(folder, model),
    sleeves: cached.sleeves,
  };
}
