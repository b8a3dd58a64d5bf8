import { type DateInput, dayFromOptional } from '../../market/date-input.ts';
import { iso } from '../../market/day.ts';
import type { Horizon } from '../covariance/factor-forecast.ts';
import { forecastAt, type RiskForecast } from './daily-record.ts';
import type { RiskModelStore } from './model-store.ts';
import { modelSessionOnOrBefore } from './session-on-day.ts';

/** A stored risk model, at the close of one of its sessions. */
export interface RiskModelAt {
  /** Folder of the model. */
  readonly folder: string;
  /** ISO date of the session. */
  readonly day: string;
  readonly simulated: boolean;
  /** The manifest: issuers in column order, sessions, rules. */
  readonly store: RiskModelStore;
  /** Exposures, specific volatilities and factor covariance of the session, daily decimals, for a horizon. */
  readonly session: RiskForecast;
}

/**
 * Reads a stored risk model at its last session on or before a date.
 *
 * @param folder where `trrm risk build` or `trrm run` left the model.
 * @param asOf ISO date; default: the model's last session.
 * @param horizon of the forecast, in sessions: 21 for a month (the default), or 1.
 * @returns the model at the session; `riskOf` and its neighbours take it.
 * @throws UserError if the folder has no model of this version, or the model no session by then.
 * @example
 * import { readRiskModel } from 'trrm/risk';
 *
 * const model = readRiskModel('.trrm/demo/inec1');
 * console.log(model.day, model.store.issuers.length);
 */
export function readRiskModel(folder: string, asOf?: DateInput, horizon: Horizon = 21): RiskModelAt {
  const { store, session } = modelSessionOnOrBefore(folder, dayFromOptional(asOf, 'asOf'));
  return {
    folder,
    day: iso(session.day),
    simulated: store.simulated,
    store,
    session: forecastAt(session, horizon),
  };
}
