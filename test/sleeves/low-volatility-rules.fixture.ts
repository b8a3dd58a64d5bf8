/** A rule book with one user-defined sleeve, simple enough to check its holdings by hand. */
export const LOW_VOLATILITY_RULES = `sleeves:
  top-ten:
    title: The ten least volatile of the forty largest
    referenceIndex: null
    universe: { ranks: [{ by: full-cap, to: 40 }], source: our choice }
    eligibility: []
    score: { scale: z, parts: [{ characteristic: { kind: volatility }, weight: -1 }], source: our choice }
    select: { kind: top, count: 10, entryRank: 5, exitRank: 15, source: our choice }
    weight: { by: equal, source: our choice }
    cap: null
    rebalance: { months: [3, 6, 9, 12], cutOffMonthsBefore: 1, source: our choice }
`;
