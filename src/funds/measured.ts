/** A measure of a fund; null with the reason where it is not defined. Never NaN or infinite. */
export type Measured =
  { readonly value: number; readonly reason: null } | { readonly value: null; readonly reason: string };

export const measured = (value: number): Measured => ({ value, reason: null });
export const undefinedBecause = (reason: string): Measured => ({ value: null, reason });

/** A finite value, or the reason why it is none. */
export const finiteOr = (value: number, reason: string): Measured =>
  Number.isFinite(value) ? measured(value) : undefinedBecause(reason);
