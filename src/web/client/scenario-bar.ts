import { SCENARIO_IDS, type ScenarioId } from '../../whatif/scenario-query.ts';
import { buttonById, byId, inputById } from './elements.ts';
import { active, activeId, change, freeId, put, state } from './state.ts';

/** Shows the scenarios as buttons, the active one pressed, and its name in its field. */
export function showScenarios(choose: (id: ScenarioId) => void): void {
  const scenarios = state().scenarios.length > 0 ? state().scenarios : [active()];
  const focused = document.activeElement?.closest('#tabs') ? activeId() : null;
  byId('tabs').replaceChildren(
    ...scenarios.map(({ id, name }) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.dataset['id'] = id;
      button.textContent = `${id.toUpperCase()}${name === '' ? '' : ` ${name}`}`;
      button.setAttribute('aria-pressed', String(id === activeId()));
      button.addEventListener('click', () => choose(id));
      return button;
    }),
  );
  if (focused !== null) byId('tabs').querySelector<HTMLElement>(`[data-id=${focused}]`)?.focus();
  const name = inputById('name');
  if (document.activeElement !== name) name.value = active().name;
  buttonById('remove').disabled = state().scenarios.length === 0;
  for (const id of ['new', 'duplicate']) buttonById(id).disabled = freeId() === null;
}

/** Adds an empty scenario, or a copy of the active one. */
export function addScenario(copy: boolean): boolean {
  // Without any scenario the first letter is the one on the page.
  if (state().scenarios.length === 0) put(active(), false);
  const id = freeId();
  if (id === null) return false;
  const from = active();
  put(
    { id, name: copy && from.name !== '' ? `${from.name} 2` : '', settings: copy ? from.settings : [] },
    true,
  );
  return true;
}

function removeScenario(): void {
  const left = state().scenarios.filter((s) => s.id !== activeId());
  change({ scenarios: left, active: left[0]?.id ?? null }, true);
}

/** The scenario in the n-th place of the bar, from 1; null where there is none. */
export const scenarioAt = (n: number): ScenarioId | null =>
  state().scenarios[n - 1]?.id ?? (n === 1 ? SCENARIO_IDS[0] : null);

export function wireScenarioBar(on: {
  readonly changed: () => void;
  readonly save: () => void;
  readonly sheet: () => void;
}): void {
  const click = (id: string, act: () => void) => byId(id).addEventListener('click', act);
  click('new', () => addScenario(false) && on.changed());
  click('duplicate', () => addScenario(true) && on.changed());
  click('remove', () => {
    removeScenario();
    on.changed();
  });
  click('copy', () => void copyLink());
  click('save', on.save);
  click('pack', on.sheet);
  inputById('name').addEventListener('change', ({ target }) => {
    put({ ...active(), name: (target as HTMLInputElement).value.trim() }, true);
    on.changed();
  });
}

async function copyLink(): Promise<void> {
  try {
    await navigator.clipboard.writeText(location.href);
    byId('says').textContent = 'The link is copied.';
  } catch {
    byId('says').textContent = 'The browser does not allow copying. Copy the address instead.';
  }
}
