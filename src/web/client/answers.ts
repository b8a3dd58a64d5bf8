import { addressText, queryText } from './state.ts';

/** Waits this long for further changes before it asks, in milliseconds. */
const DEBOUNCE = 30;

export interface Server {
  readonly token: () => string | null;
  /** What to do where the server refuses the token. */
  readonly onRefused: () => void;
  /** Called with null when an answer came, with a sentence when none did. */
  readonly onOffline: (message: string | null) => void;
}

export interface Question {
  readonly method?: 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

export type Ask = (path: string, question?: Question) => Promise<Response | null>;

/** Asks the server; null where it cannot be reached or refuses the token, which the page then shows. */
export const asking =
  ({ token, onRefused, onOffline }: Server): Ask =>
  async (path, question = {}) => {
    try {
      const answer = await fetch(path, {
        ...question,
        headers: { ...question.headers, Authorization: `Bearer ${token() ?? ''}` },
      });
      // To its end: a question that is dropped, or a server that is lost, in the midst of an answer is handled here as well.
      const body = await answer.arrayBuffer();
      onOffline(null);
      if (answer.status !== 401) return new Response(body.byteLength > 0 ? body : null, answer);
      onRefused();
      return null;
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return null;
      onOffline('The server does not answer; these are its last figures. Start it again: trrm serve');
      return null;
    }
  };

/** Puts the parts of an answer in their places. Parts whose place is missing are ignored. */
function place(text: string): void {
  const parsed = new DOMParser().parseFromString(text, 'text/html');
  for (const part of parsed.querySelectorAll<HTMLElement>('[data-part]')) {
    const target = document.getElementById(part.dataset['part']!);
    if (!target) continue;
    // What is open stays open.
    const opened = [...target.querySelectorAll<HTMLElement>('details[open]')].map((d) => d.id);
    target.replaceChildren(...part.childNodes);
    for (const id of opened) document.getElementById(id)?.setAttribute('open', '');
  }
}

/** Asks for the consequences of the present state: at most one question at a time, and the newest wins. */
export function newestConsequences(
  ask: Ask,
  on: { readonly placed: () => void; readonly needs: (asOf: string) => void },
): (from?: 'state' | 'address') => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: AbortController | null = null;
  const consequences = () => document.getElementById('app')!;
  return (from = 'state') => {
    clearTimeout(timer);
    consequences().classList.add('waiting');
    timer = setTimeout(() => {
      running?.abort();
      const mine = new AbortController();
      running = mine;
      const query = from === 'address' ? addressText() : queryText();
      void (async () => {
        const answer = await ask(`/api/consequences?${query}`, {
          signal: mine.signal,
          headers: { Accept: 'text/html' },
        });
        if (!answer || running !== mine) return;
        if (answer.ok) {
          const text = await answer.text();
          if (running !== mine) return;
          place(text);
          consequences().classList.remove('waiting');
          on.placed();
        } else {
          const { needs, message } = (await answer.json()) as { needs?: string; message?: string };
          if (needs !== undefined) on.needs(needs);
          else
            document.getElementById('state-errors')!.textContent = message ?? 'The server refused the state.';
        }
      })();
    }, DEBOUNCE);
  };
}

/**
 * Has the server do a job and waits for it.
 *
 * @param say hears its progress, and why it failed.
 * @returns its number once it is done; null where it is not.
 */
export async function runJob(
  ask: Ask,
  request: Readonly<Record<string, unknown>>,
  say: (message: string) => void,
): Promise<string | null> {
  const started = await ask('/api/jobs', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(request),
  });
  if (!started) return null;
  if (!started.ok) {
    say(((await started.json()) as { message: string }).message);
    return null;
  }
  let status = (await started.json()) as { id: string; state: string; message: string };
  while (status.state === 'running') {
    say(`${status.message} …`);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const answer = await ask(`/api/jobs/${status.id}`);
    if (!answer?.ok) {
      say('Another job took its place.');
      return null;
    }
    status = (await answer.json()) as typeof status;
  }
  say(status.state === 'done' ? '' : status.message);
  return status.state === 'done' ? status.id : null;
}
