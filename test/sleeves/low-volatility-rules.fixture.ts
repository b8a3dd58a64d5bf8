/** A rule book with one sleeve of a user's own, so simple that what it holds can be checked by eye. */
export const CALM_RULES = `sleeves:
  top-ten:
    title: Ten of the forty largest, the calmest
    follows: null
    universe: { ranks: [{ by: full-cap, to: 40 }], source: our choice }
    eligibility: []
    score: { scale: z, parts: [{ measure: { kind: volatility }, weight: -1 }], source: our choice }
    select: { kind: best, names: 10, surelyIn: 5, keepTo: 15, source: our choice }
    weight: { by: equal, source: our choice }
    cap: null
    rebalance: { months: [3, 6, 9, 12], dataMonthsBefore: 1, source: our choice }
`;
