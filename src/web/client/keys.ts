export interface Shortcuts {
  readonly choose: (place: number) => void;
  readonly add: (copy: boolean) => void;
}

/** Whether a key press belongs to a field that is being typed into. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.matches('input:not([type=range]):not([type=radio]), textarea, select, [contenteditable]');

/** The keys of the whole page; a field that is being typed into keeps its own. */
export function wireKeys({ choose, add }: Shortcuts): void {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const help = document.getElementById('help') as HTMLDialogElement | null;
    if (help?.open) return;
    if (/^[1-6]$/.test(event.key)) choose(Number(event.key));
    else if (event.key === 'n') add(false);
    else if (event.key === 'd') add(true);
    else if (event.key === '/') document.querySelector<HTMLElement>('.level .field')?.focus();
    else if (event.key === '?') help?.showModal();
    else return;
    event.preventDefault();
  });
}
