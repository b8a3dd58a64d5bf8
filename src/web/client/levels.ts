import { set, settingOf } from './state.ts';

const POSITIONS = 1000;

/** A row of the page: a level with its slider and field. */
interface Row {
  readonly key: string;
  readonly slider: HTMLInputElement;
  readonly field: HTMLInputElement;
  readonly data: DOMStringMap;
}

const rows = (): Row[] =>
  [...document.querySelectorAll<HTMLElement>('.level')].map((element) => ({
    key: element.dataset['key']!,
    slider: element.querySelector<HTMLInputElement>('input[type=range]')!,
    field: element.querySelector<HTMLInputElement>('.field')!,
    data: element.dataset,
  }));

/** The level at a position of a slider, as it is written into a setting. */
function levelAt({ data }: Row, position: number): string {
  const [low, high] = [Number(data['low']), Number(data['high'])];
  const at = position / POSITIONS;
  const value = data['log'] === 'yes' ? low * (high / low) ** at : low + (high - low) * at;
  return value.toFixed(Number(data['decimals']));
}

/** Puts the values of the answer into the inputs, except the one that is being used. */
export function showLevels(): void {
  for (const row of rows()) {
    const words = document.querySelector<HTMLElement>(`#words-${CSS.escape(row.key)} [data-how]`);
    const { how = 'today', value = '', position = '' } = words?.dataset ?? {};
    const asked = settingOf(row.key);
    if (document.activeElement !== row.field) row.field.value = asked ?? (how === 'today' ? '' : value);
    if (document.activeElement !== row.slider && position !== '') row.slider.value = position;
    row.slider.setAttribute('aria-valuetext', `${value} ${row.data['unit'] ?? ''}`);
    const error = document.getElementById(`error-${row.key}`);
    row.field.setAttribute('aria-invalid', String((error?.textContent ?? '') !== ''));
    row.field.closest('.level')!.classList.toggle('set', how !== 'today');
  }
}

/** The next position of a slider for a key, or null for a key that does not move it. */
function nextPosition({ slider, data }: Row, { key, shiftKey }: KeyboardEvent): number | null {
  const now = Number(slider.value);
  const step = shiftKey ? POSITIONS / 10 : POSITIONS / 100;
  const ticks = data['ticks']!.split(',').map(Number);
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return now + step;
    case 'ArrowLeft':
    case 'ArrowDown':
      return now - step;
    case 'PageUp':
      return ticks.find((tick) => tick > now) ?? POSITIONS;
    case 'PageDown':
      return ticks.reverse().find((tick) => tick < now) ?? 0;
    case 'Home':
      return 0;
    case 'End':
      return POSITIONS;
    default:
      return null;
  }
}

/** Lets every level be moved, typed and reset. `changed` asks for the consequences. */
export function wireLevels(changed: () => void): void {
  for (const row of rows()) {
    const { key, slider, field } = row;
    const move = (position: number, committed: boolean) => {
      slider.value = String(Math.min(POSITIONS, Math.max(0, position)));
      const level = levelAt(row, Number(slider.value));
      // The field answers at once; the consequences follow.
      field.value = level;
      slider.setAttribute('aria-valuetext', `${level} ${row.data['unit'] ?? ''}`);
      set({ [key]: level }, committed);
      changed();
    };
    const reset = () => {
      field.value = '';
      set({ [key]: null }, true);
      changed();
    };
    slider.addEventListener('input', () => move(Number(slider.value), false));
    slider.addEventListener('change', () => move(Number(slider.value), true));
    slider.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') return reset();
      const next = nextPosition(row, event);
      if (next === null) return;
      event.preventDefault();
      move(next, !event.repeat);
    });
    field.addEventListener('change', () => {
      const text = field.value.trim().replace('−', '-').replaceAll(',', '');
      set({ [key]: text === '' ? null : text }, true);
      changed();
    });
    field.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') reset();
    });
    document.getElementById(`reset-${key}`)!.addEventListener('click', reset);
  }
}
