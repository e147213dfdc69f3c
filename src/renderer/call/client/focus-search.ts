/** Marks the search field, in the step or beside it: there is one in sight at most. */
export const clientSearchMark = { 'data-client-search': '' }

/** Puts the focus where the caller's name is typed; false when the client is already known. */
export function focusClientSearch(): boolean {
  const fields = [...document.querySelectorAll<HTMLElement>('[data-client-search] input')]
  // A call behind another screen has its own.
  const input = fields.find((field) => !field.closest('[hidden]'))
  input?.focus()
  return Boolean(input)
}
