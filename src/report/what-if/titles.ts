/** Printed in every margin and at the top of the screen, so that no page can pass for a decision. */
export const SIMULATION_LINE = 'SIMULATION — what-if, not a decision';

/** Heads of the columns that compare the portfolio with both sides. */
export const HELD_NOW = 'Held now';
export const AS_IT_IS = 'As it is';
export const AS_ASSUMED = 'As assumed';

/** Beside every figure that depends on prices, where the Nifty is moved and they are not. */
export const AT_TODAYS_PRICES = 'at today’s prices, not after the move';

/** The same where prices move with the Nifty. */
export const AT_MOVED_PRICES = 'as assumed: at prices after the move';
