/** Variance inflation factors from which an estimate deserves care and from which it is unreliable (the usual thresholds). */
export const VIF_THRESHOLDS = [5, 10] as const;
