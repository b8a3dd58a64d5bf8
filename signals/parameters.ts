import { z } from 'zod';

// Parameters shared by several signals.

export const weight = (byDefault: number) =>
  z
    .number()
    .min(0)
    .max(1)
    .default(byDefault)
    .describe('Weight in the score S, renormalised over the signals that have a score');

export const staleAfterSessions = (byDefault: number) =>
  z
    .int()
    .min(0)
    .max(250)
    .default(byDefault)
    .describe('Maximum age of the last observation for a score, in NSE sessions');

export const minObservations = (byDefault: number) =>
  z
    .int()
    .min(2)
    .default(byDefault)
    .describe('Minimum number of observations for a score, the current one included');

export const halfRange = () =>
  z
    .number()
    .positive()
    .max(0.5)
    .default(0.4)
    .describe('Distance of the percentile from 0.5 at which the score reaches ±1');
