import type { Challenger } from './challenger.ts';
import { equalVotes } from './equal-votes.ts';
import { faber, faberBand } from './faber.ts';
import { jump30, jump50 } from './jump-model.ts';
import { scoreJumpModels } from './score-jump-model.ts';
import { markovMonthly, markovWeekly } from './markov-switching.ts';

/** All challengers, in reading order. To add one, write a file like theirs and list it here. */
export const CHALLENGERS: readonly Challenger[] = [
  faber,
  faberBand,
  jump30,
  jump50,
  markovWeekly,
  markovMonthly,
  equalVotes,
  ...scoreJumpModels,
];
