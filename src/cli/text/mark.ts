/** Stands over every screen made from the simulated market. */
export const simulatedMark = (simulated: boolean): string =>
  simulated ? 'SIMULATED MARKET: these figures come from a generator, not from any exchange.\n\n' : '';
