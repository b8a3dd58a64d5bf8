/** Variance inflation from which an estimate deserves care, and from which little can be told (the usual thresholds). */
export const INFLATION_MARKS = [5, 10] as const;
