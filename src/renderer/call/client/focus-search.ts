/** The search field's id: there is one on the screen at most, in the step or beside it. */
export const clientSearchId = 'appel-recherche-client'

/** Puts the focus where the caller's name is typed; false when the client is already known. */
export function focusClientSearch(): boolean {
  const field = document.getElementById(clientSearchId)
  const input = field instanceof HTMLInputElement ? field : field?.querySelector('input')
  input?.focus()
  return Boolean(input)
}
