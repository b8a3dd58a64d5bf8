import { type Day, addDays, displayDay } from '../../src/market/day.ts';
import { type Problem, UserError } from '../../src/market/problem.ts';
import { PROFILES, type ProfileId } from './asset-classes.ts';
import { type Question, QUESTIONNAIRE } from './questionnaire.ts';
import type { ProfileRules } from './rules.ts';

/** What a question contributed. */
export interface AnsweredQuestion {
  readonly id: string;
  readonly kind: Question['kind'];
  readonly question: string;
  readonly answer: string;
  readonly points: number;
  readonly most: number;
}

/** A client's risk profile and how it came about. */
export interface RiskProfile {
  readonly profile: ProfileId;
  /** The lower of ability and willingness, 0 to 100. */
  readonly points: number;
  readonly ability: number;
  readonly willingness: number;
  /** Which of the two decides. */
  readonly decidedBy: 'ability' | 'willingness' | 'both';
  /** Whether the two differ so much that an adviser should talk about it. */
  readonly contradiction: boolean;
  readonly questions: readonly AnsweredQuestion[];
  /** Points to the next higher profile, and to the next lower one; null at an end. */
  readonly toHigher: { readonly profile: ProfileId; readonly points: number } | null;
  readonly toLower: { readonly profile: ProfileId; readonly points: number } | null;
  readonly problems: readonly Problem[];
}

/** Answers by question id, and the day they were given. */
export interface Answers {
  readonly answeredOn: Day;
  readonly answers: Readonly<Record<string, string>>;
}

/** Profile of points; a client is what the lower of ability and willingness allows. */
function profileOf(points: number, { thresholds }: Pick<ProfileRules, 'thresholds'>): ProfileId {
  const higher = PROFILES.slice(1) as Exclude<ProfileId, 'conservative'>[];
  return higher.reduce<ProfileId>((found, id) => (points >= thresholds[id] ? id : found), 'conservative');
}

/** The profile of two scores, 0 to 100 each. */
export function profileOfScores(
  ability: number,
  willingness: number,
  rules: Pick<ProfileRules, 'thresholds' | 'contradiction'>,
) {
  const points = Math.min(ability, willingness);
  return {
    profile: profileOf(points, rules),
    points,
    contradiction: Math.abs(ability - willingness) >= rules.contradiction,
  };
}

/**
 * Scores a questionnaire. Each kind is scaled to 0 to 100; the profile is that of the lower score, so that neither a bold
 * client without reserves nor a cautious one with many takes more risk than the other side allows.
 *
 * @throws UserError for a missing or unknown answer, and for answers that have lapsed or lie in the future.
 */
export function riskProfile(
  { answeredOn, answers }: Answers,
  asOf: Day,
  rules: ProfileRules,
  questionnaire: readonly Question[] = QUESTIONNAIRE,
): RiskProfile {
  const problems: Problem[] = [];
  const fault = (about: string, message: string, remedy: string): void => {
    problems.push({ severity: 'error', code: 'answers', about, message, remedy });
  };
  const known = new Set(questionnaire.map(({ id }) => id));
  for (const id of Object.keys(answers))
    if (!known.has(id))
      fault(`answers.${id}`, 'is no question.', `The questions are ${[...known].join(', ')}.`);
  const questions = questionnaire.flatMap((question): AnsweredQuestion[] => {
    const given = answers[question.id];
    const answer = question.answers.find(({ id }) => id === String(given));
    if (answer === undefined) {
      fault(
        `answers.${question.id}`,
        given === undefined
          ? `has no answer: “${question.text}”`
          : `has the answer ${JSON.stringify(given)}, which is none of the question’s.`,
        `Answer ${question.answers.map(({ id, text }) => `${id} (${text})`).join(', ')}.`,
      );
      return [];
    }
    return [
      {
        id: question.id,
        kind: question.kind,
        question: question.text,
        answer: answer.text,
        points: answer.points,
        most: Math.max(...question.answers.map(({ points }) => points)),
      },
    ];
  });
  const lapsesOn = addDays(answeredOn, Math.round(rules.answersValidMonths * (365.25 / 12)));
  if (answeredOn > asOf)
    fault(
      'answered-on',
      `${displayDay(answeredOn)} is after the as-of date, ${displayDay(asOf)}.`,
      'Correct the day of the answers.',
    );
  else if (lapsesOn < asOf)
    fault(
      'answered-on',
      `the answers of ${displayDay(answeredOn)} lapsed on ${displayDay(lapsesOn)}.`,
      'Ask the client again: circumstances change.',
    );
  if (problems.length > 0) throw new UserError(problems);
  const scoreOf = (kind: Question['kind']): number => {
    const own = questions.filter((q) => q.kind === kind);
    return (100 * own.reduce((sum, q) => sum + q.points, 0)) / own.reduce((sum, q) => sum + q.most, 0);
  };
  const [ability, willingness] = [scoreOf('ability'), scoreOf('willingness')];
  const found = profileOfScores(ability, willingness, rules);
  const at = PROFILES.indexOf(found.profile);
  const threshold = (id: ProfileId): number => (id === 'conservative' ? 0 : rules.thresholds[id]);
  const [higher, lower] = [PROFILES[at + 1], PROFILES[at - 1]];
  return {
    ...found,
    ability,
    willingness,
    decidedBy: ability === willingness ? 'both' : ability < willingness ? 'ability' : 'willingness',
    questions,
    toHigher: higher === undefined ? null : { profile: higher, points: threshold(higher) - found.points },
    toLower: lower === undefined ? null : { profile: lower, points: found.points - threshold(found.profile) },
    problems: found.contradiction
      ? [
          {
            severity: 'warning',
            code: 'contradiction',
            about: 'answers',
            message: `the ability to take risk (${Math.round(ability)} points) and the willingness (${Math.round(willingness)}) differ by ${Math.round(Math.abs(ability - willingness))} points; the lower counts.`,
            remedy: 'Talk about it with the client before investing.',
          },
        ]
      : [],
  };
}
