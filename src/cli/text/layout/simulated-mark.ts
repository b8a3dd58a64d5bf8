/** The heading of every screen about the simulated market. */
export const simulatedMark = (simulated: boolean): string =>
  simulated ? 'SIMULATED MARKET: these figures come from a generator, not from any exchange.\n\n' : '';
