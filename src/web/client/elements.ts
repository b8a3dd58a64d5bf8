/** Elements of the page by id. Their kinds are those of `month-body.ts` and `page.ts`. */
export const byId = (id: string): HTMLElement => document.getElementById(id)!;
export const inputById = (id: string): HTMLInputElement => byId(id) as HTMLInputElement;
export const buttonById = (id: string): HTMLButtonElement => byId(id) as HTMLButtonElement;
export const formById = (id: string): HTMLFormElement => byId(id) as HTMLFormElement;
export const dialogById = (id: string): HTMLDialogElement => byId(id) as HTMLDialogElement;
