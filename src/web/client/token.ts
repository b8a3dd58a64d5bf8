const KEY = 'trrm-token';

/**
 * The token of this server: from the address's fragment, which is then cleared, or as it was kept before. Storage belongs to the
 * origin, its port included; cookies would be shared between ports.
 */
export function takeToken(): string | null {
  const [, given] = /^#t=([\w-]+)$/.exec(location.hash) ?? [];
  if (given !== undefined) {
    localStorage.setItem(KEY, given);
    history.replaceState(history.state, '', location.pathname + location.search);
  }
  return localStorage.getItem(KEY);
}

export const forgetToken = (): void => localStorage.removeItem(KEY);

/** Shows the field for the printed address; opening it there puts the token where `takeToken` finds it. */
export function askForToken(form: HTMLFormElement): void {
  const field = form.querySelector('input')!;
  form.hidden = false;
  field.focus();
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const [, token] = /(?:#t=|^)([\w-]{20,})$/.exec(field.value.trim()) ?? [];
    if (token === undefined) return;
    localStorage.setItem(KEY, token);
    location.reload();
  });
}
