import type { FailedJob } from '../../../book/jobs/client-job.ts';
import type { BookAllotment } from '../../../book/results/allocate-book.ts';
import type { BookResult } from '../../../book/results/book-result.ts';
import type { BookVerification } from '../../../book/verify/verify-book.ts';
import type { AllotmentEntry, BookEntry } from '../../../decision/ledger/entries/attached-entry.ts';
import { counted, grouped } from '../../../format/numbers.ts';
import { rupeesInWords } from '../../../format/rupees.ts';
import { firstFew } from '../../../format/words.ts';
import { roundingText } from '../../../report/book/fairness-text.ts';
import { day, displayDay } from '../../../market/day.ts';
import { simulatedMark } from '../layout/simulated-mark.ts';
import { problemText } from '../layout/problem.ts';
import { listItem, TERMINAL_WIDTH, wrapped } from '../layout/wrapped.ts';

interface Published {
  readonly entry: BookEntry;
  readonly files: readonly string[];
}

/** Clients that were left out, each with what is wrong and what to do. */
export const leftOutText = (failed: BookResult['failed']): string[] =>
  failed.flatMap(({ client, problems }) => [
    `${client} is left out:`,
    ...problems.flatMap((p) => listItem(`${p.about}: ${p.message} ${p.remedy}`.trimEnd())),
  ]);

/** Jobs of a queue that were given up, each with its clients, why and where. */
export const failedJobsText = (failed: readonly FailedJob[]): string[] =>
  failed.flatMap(({ job, clients, reason, stack }) => [
    `Job ${job} failed; ${clients.length === 1 ? '1 client is' : `${grouped(clients.length, 0)} clients are`} not decided:`,
    ...listItem(clients.join(', ')),
    ...listItem(reason),
    ...(stack ? stack.split('\n').map((line) => `  ${line}`) : []),
  ]);

/** Clients left out that a run prints; `trrm book status` has all of them. */
const FIRST = 5;

/** @param published null where nothing was pooled and recorded. */
export function bookText(book: BookResult, out: string, published: Published | null): string {
  const { clients, failed, closed, pool, problems, asOf } = book;
  const sum = (of: (c: (typeof clients)[number]) => number): string =>
    rupeesInWords(clients.reduce((total, c) => total + of(c), 0));
  const count = (status: string): number => clients.filter((c) => c.status === status).length;
  const statuses = ['orders', 'no orders', 'proposals', 'not traded'].flatMap((status) =>
    count(status) > 0 ? [`${status} ${grouped(count(status), 0)}`] : [],
  );
  const firstDays = pool.filter((o) => o.day === 1);
  const lines = [
    ...sentence(
      `Book as of ${displayDay(day(asOf))}: ${counted(clients.length, 'client')} decided, ${grouped(failed.length, 0)} left out${closed.length > 0 ? `, ${grouped(closed.length, 0)} closed` : ''}`,
    ),
    ...listItem(statuses.join(', ')),
    ...listItem(
      `value ${sum((c) => c.value)}, bought ${sum((c) => c.bought)}, sold ${sum((c) => c.sold)}, charges ${sum((c) => c.charges)}, tax ${sum((c) => c.tax ?? 0)}`,
    ),
    ...(published
      ? listItem(
          `${counted(firstDays.length, 'pooled order')}, ${grouped(firstDays.filter((o) => o.days > 1).length, 0)} spread over several days`,
        )
      : []),
    '',
    ...leftOutText(failed.slice(0, FIRST)),
    ...(failed.length > FIRST ? [`and ${counted(failed.length - FIRST, 'further client')}.`] : []),
    ...(failed.length > 0
      ? [
          'All of them, and how to run them again after their data are corrected:',
          `  trrm book status --failed ${out}`,
          `  trrm book retry ${out}`,
          '',
        ]
      : []),
    ...problems.flatMap((p) => sentence(problemText(p))),
    ...(published
      ? [
          `Recorded as ledger entry ${published.entry.seq}, hash ${published.entry.hash.slice(0, 12)}. Root of all decisions:`,
          `  ${book.root}`,
        ]
      : sentence('Nothing was pooled or recorded: only some clients were run.')),
    ...sentence(
      `Written to ${out}: a folder for each client${published ? `, ${firstFew(published.files.map((file) => file.slice(out.length + 1)))}` : ''}`,
    ),
  ];
  return `${simulatedMark(book.simulated)}${lines.join('\n')}\n`;
}

const sentence = (text: string): string[] => wrapped(text, TERMINAL_WIDTH);

export function allotmentText(
  { allotments, unfilled, deviations, fairness, simulated }: BookAllotment,
  entry: AllotmentEntry,
  files: readonly string[],
): string {
  const orders = new Set(allotments.map((a) => a.order)).size;
  const paise = (side: 'buy' | 'sell'): number =>
    allotments.reduce((sum, a) => (a.side === side ? sum + a.paise : sum), 0);
  const charges = allotments.reduce((sum, a) => sum + a.charges, 0);
  const lines = [
    `${counted(orders, 'order')} shared out among ${counted(fairness.clients.length, 'client')}`,
    ...listItem(
      `bought ${rupeesInWords(paise('buy') / 100)}, sold ${rupeesInWords(paise('sell') / 100)}, charges ${rupeesInWords(charges / 100)}`,
    ),
    ...(unfilled.length > 0
      ? listItem(`not filled: ${counted(unfilled.length, 'order')}: ${firstFew(unfilled, UNFILLED_SHOWN)}`)
      : []),
    ...listItem(`rounding to whole shares: ${roundingText(fairness)}`),
    ...deviations.flatMap((d) =>
      listItem(
        `deviation: ${d.quantity} of ${d.order} from ${d.from} to ${d.to}, approved by ${d.principalOfficer} and ${d.complianceOfficer}: ${d.reason}`,
      ),
    ),
    '',
    `Recorded as ledger entry ${entry.seq}, hash ${entry.hash.slice(0, 12)}`,
    ...sentence(`Written: ${files.join(', ')}`),
  ];
  return `${simulatedMark(simulated)}${lines.join('\n')}\n`;
}

/** Orders without a fill that are named. */
const UNFILLED_SHOWN = 4;

export function bookVerificationText(
  book: BookResult,
  { changed, isRootSound, proof }: BookVerification,
  entry: number | null,
): string {
  const lines = [
    changed.length === 0
      ? `All ${counted(book.clients.length, 'decision')} are those of the book.`
      : `${counted(changed.length, 'decision')} changed or missing: ${firstFew(changed)}`,
    isRootSound
      ? `The clients give the root\n  ${book.root}`
      : 'The clients do not give the root of book.json.',
    entry === null
      ? 'The ledger has no book with this root.'
      : `The ledger has the book as entry ${entry}; trrm ledger verify checks its chain.`,
    ...(proof
      ? ['Proof, from the client’s leaf to the root:', ...proof.map((s) => `  ${s.side.padEnd(5)} ${s.hash}`)]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}
