/** Without accents nor capitals: "Hélène" → "helene". */
export const fold = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('’', "'")

/**
 * A number as it is kept, from any way the French write one: "06 12 34 56 12", "+33 (0)6.12.34.56.12",
 * "0033612345612" → "+33612345612". null: not a whole number.
 */
export function toE164(text: string): string | null {
  if (!/^[\d\s.()/+-]+$/.test(text)) return null
  const digits = text.replace(/\(0\)/, '').replace(/[^\d+]/g, '')
  const national = /^(?:\+33|0033|0)([1-9]\d{8})$/.exec(digits)?.[1]
  if (national) return `+33${national}`
  const international = /^(?:\+|00)([1-9]\d{6,14})$/.exec(digits)?.[1]
  return international && !international.startsWith('33') ? `+${international}` : null
}

/** A ticket's number, however it is read out: "INC-20251219-0042", "inc 20251219 0042", "20251219-0042". null: it is none. */
export function toTicketNumber(text: string): string | null {
  const said = /^(?:inc[\s-]*)?(\d{8})[\s-]+(\d{4,})$/i.exec(text.trim())
  return said && `INC-${said[1]}-${said[2]}`
}
