import type { ScenarioId } from '../../whatif/scenario-query.ts';
import { wireAnalyses } from './analyses.ts';
import { asking, newestConsequences, runJob } from './answers.ts';
import { byId, dialogById, formById, inputById } from './elements.ts';
import { wireKeys } from './keys.ts';
import { showLevels, wireLevels } from './levels.ts';
import { wireFile } from './scenario-file.ts';
import { addScenario, scenarioAt, showScenarios, wireScenarioBar } from './scenario-bar.ts';
import {
  active,
  activeId,
  addressText,
  change,
  queryText,
  readAddress,
  set,
  settingOf,
  state,
} from './state.ts';
import { askForToken, forgetToken, takeToken } from './token.ts';

const token = takeToken();
const status = byId('status');

const ask = asking({
  token: () => token,
  onRefused: () => {
    forgetToken();
    status.textContent = 'The server does not know this token: it was started again.';
    askForToken(formById('ask-token'));
  },
  onOffline: (message) => {
    const notice = document.getElementById('offline');
    if (!notice) {
      if (message !== null) status.textContent = message;
      return;
    }
    notice.hidden = message === null;
    notice.textContent = message ?? '';
    byId('app').classList.toggle('offline', message !== null);
  },
});

const refresh = newestConsequences(ask, {
  placed: show,
  needs: (asOf) => void openMonth(asOf),
});

/** Everything on the page that follows from the state alone. */
function show(): void {
  showScenarios(choose);
  showLevels();
  for (const radio of document.querySelectorAll<HTMLInputElement>('input[name=regime]'))
    radio.checked = radio.value === (settingOf('regime') ?? '');
  for (const row of document.querySelectorAll<HTMLElement>('.rule')) {
    const field = row.querySelector('input')!;
    const value = settingOf(row.dataset['path']!);
    if (document.activeElement !== field) field.value = value ?? '';
    row.classList.toggle('set', value !== null);
  }
  const month = settingOf('replay');
  for (const button of document.querySelectorAll<HTMLElement>('[data-month]'))
    button.setAttribute('aria-pressed', String(button.dataset['month'] === month));
  byId('back-to-now').hidden = state().asOf === null;
}

function changed(): void {
  show();
  refresh();
}

function choose(id: ScenarioId): void {
  change({ active: id }, true);
  changed();
}

/** Loads the month of the state, if it is another one, and draws the whole page. */
async function openMonth(asOf: string | null): Promise<void> {
  const say = (message: string) => {
    status.textContent = message;
  };
  if ((await runJob(ask, { kind: 'month', asOf }, say)) !== null) await draw();
}

async function draw(): Promise<void> {
  const answer = await ask(`/api/month?${addressText()}`);
  if (!answer) return;
  if (answer.status === 409) {
    const { needs } = (await answer.json()) as { needs: string };
    return openMonth(needs);
  }
  if (!answer.ok) {
    status.textContent = ((await answer.json()) as { message: string }).message;
    return;
  }
  const parsed = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const app = byId('app');
  app.replaceChildren(...parsed.body.childNodes);
  app.hidden = false;
  app.classList.remove('waiting');
  status.textContent = '';
  const basis = app.querySelector<HTMLElement>('[data-basis]')?.dataset['basis'] ?? null;
  wire();
  show();
  // A link names what it was made from; the notice of a difference stays until the next change.
  if (state().basis === null) change({ basis }, false);
}

function wire(): void {
  wireLevels(changed);
  wireScenarioBar({
    changed,
    save: () => void download(`/api/report?${queryText()}`, 'what-if.html'),
    sheet: () => void download(`/pack?${queryText()}`, 'scenarios.html'),
  });
  for (const radio of document.querySelectorAll<HTMLInputElement>('input[name=regime]'))
    radio.addEventListener('change', () => {
      set({ regime: radio.value === '' ? null : radio.value }, true);
      changed();
    });
  for (const row of document.querySelectorAll<HTMLElement>('.rule')) {
    const field = row.querySelector('input')!;
    const write = (value: string) => {
      set({ [row.dataset['path']!]: value === '' ? null : value }, true);
      changed();
    };
    field.addEventListener('change', () => write(field.value.trim()));
    field.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      field.value = '';
      write('');
    });
  }
  wirePastMonths();
  wireAnalyses(ask);
  wireFile(ask, { changed: () => void draw(), say: (text) => (byId('says').textContent = text) });
  formById('note-form').addEventListener('submit', (event) => {
    event.preventDefault();
    void recordNote();
  });
  byId('reload').addEventListener('click', () => void openMonth(null));
  const help = dialogById('help');
  byId('help-button').addEventListener('click', () => help.showModal());
  help.querySelector('form')!.addEventListener('submit', (event) => {
    event.preventDefault();
    help.close();
  });
}

function wirePastMonths(): void {
  const field = inputById('month');
  for (const button of document.querySelectorAll<HTMLElement>('[data-month]'))
    button.addEventListener('click', () => {
      const month = button.dataset['month']!;
      field.value = month;
      set({ replay: settingOf('replay') === month ? null : month }, true);
      changed();
    });
  byId('moves').addEventListener('click', () => {
    set({ replay: field.value.trim() === '' ? null : field.value.trim() }, true);
    changed();
  });
  byId('itself').addEventListener('click', () => {
    const [, year, month] = /^(\d{4})-(\d{2})$/.exec(field.value.trim()) ?? [];
    if (year === undefined) {
      byId('error-replay').textContent = 'Choose a month, or write one: 2008-10.';
      return;
    }
    // The last day of the month, in UTC.
    const last = new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10);
    change({ asOf: last, basis: null }, true);
    void draw();
  });
  byId('back-to-now').addEventListener('click', () => {
    change({ asOf: null, basis: null }, true);
    void draw();
  });
}

/** Saves a page of the server as a file: it needs the token, so that no link can lead to it. */
async function download(path: string, name: string): Promise<void> {
  const answer = await ask(path);
  if (!answer) return;
  if (!answer.ok) {
    byId('says').textContent = ((await answer.json()) as { message: string }).message;
    return;
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

async function recordNote(): Promise<void> {
  const said = byId('note-answer');
  const answer = await ask('/api/notes', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      state: queryText(),
      scenario: active().id,
      author: inputById('author').value,
      text: (byId('note') as HTMLTextAreaElement).value,
    }),
  });
  if (answer) said.textContent = ((await answer.json()) as { message: string }).message;
}

wireKeys({
  choose: (place) => {
    const id = scenarioAt(place);
    if (id !== null && id !== activeId()) choose(id);
  },
  add: (copy) => {
    if (addScenario(copy)) changed();
  },
});

addEventListener('popstate', () => {
  const before = state().asOf;
  readAddress();
  if (state().asOf !== before) void draw();
  else {
    show();
    refresh('address');
  }
});

readAddress();
if (token === null) {
  status.textContent = '';
  askForToken(formById('ask-token'));
} else void draw();
