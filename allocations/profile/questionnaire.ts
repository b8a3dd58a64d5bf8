/** An answer that a client may give, and its points. */
export interface Answer {
  readonly id: string;
  readonly text: string;
  readonly points: number;
}

/** A question about the ability to take risk (circumstances) or the willingness (attitude). */
export interface Question {
  readonly id: string;
  readonly kind: 'ability' | 'willingness';
  readonly text: string;
  readonly answers: readonly Answer[];
}

const question = (
  id: string,
  kind: Question['kind'],
  text: string,
  ...answers: readonly (readonly [id: string, text: string, points: number])[]
): Question => ({
  id,
  kind,
  text,
  answers: answers.map(([a, words, points]) => ({ id: a, text: words, points })),
});

/**
 * The questionnaire (our choice). SEBI's Investment Advisers Regulations, reg. 16, require that the capacity to absorb loss
 * be assessed apart from the willingness to accept it; so each kind has a score of its own.
 */
export const QUESTIONNAIRE: readonly Question[] = [
  question(
    'age',
    'ability',
    'How old are you?',
    ['over-65', 'over 65', 0],
    ['51-65', '51 to 65', 4],
    ['36-50', '36 to 50', 7],
    ['under-36', 'under 36', 10],
  ),
  question(
    'horizon',
    'ability',
    'When will you need most of this money?',
    ['under-3', 'within 3 years', 0],
    ['3-5', 'in 3 to 5 years', 3],
    ['5-10', 'in 5 to 10 years', 7],
    ['over-10', 'later than in 10 years', 10],
  ),
  question(
    'income',
    'ability',
    'How steady is your income?',
    ['none', 'none, or it may end soon', 0],
    ['irregular', 'irregular', 4],
    ['steady', 'steady', 8],
    ['several', 'steady, from several sources', 10],
  ),
  question(
    'debts',
    'ability',
    'What part of your income goes into loans?',
    ['over-50', 'over 50 %', 0],
    ['30-50', '30 to 50 %', 3],
    ['10-30', '10 to 30 %', 7],
    ['under-10', 'under 10 %', 10],
  ),
  question(
    'reserve',
    'ability',
    'For how many months of expenses do you have cash apart from this money?',
    ['none', 'none', 0],
    ['1-3', '1 to 3 months', 4],
    ['3-6', '3 to 6 months', 7],
    ['over-6', 'over 6 months', 10],
  ),
  question(
    'share',
    'ability',
    'What part of your wealth, without your home, is this money?',
    ['over-75', 'over 75 %', 0],
    ['50-75', '50 to 75 %', 4],
    ['25-50', '25 to 50 %', 7],
    ['under-25', 'under 25 %', 10],
  ),
  question(
    'loss',
    'willingness',
    'What loss within a year would you accept for a higher return?',
    ['none', 'none', 0],
    ['10', 'up to 10 %', 4],
    ['20', 'up to 20 %', 7],
    ['35', '35 % or more', 10],
  ),
  question(
    'reaction',
    'willingness',
    'Your equity funds lose 25 % in a few months. What do you do?',
    ['sell', 'sell all', 0],
    ['reduce', 'sell a part', 3],
    ['hold', 'wait', 7],
    ['buy', 'buy more', 10],
  ),
  question(
    'experience',
    'willingness',
    'How long have you owned shares or equity funds?',
    ['never', 'never', 0],
    ['under-3', 'less than 3 years', 4],
    ['3-7', '3 to 7 years', 7],
    ['over-7', 'over 7 years, through a fall of the market', 10],
  ),
];
