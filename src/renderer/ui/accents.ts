/** Text as it is searched: no accents, no case, straight quotes. */
export const withoutAccents = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replace(/œ/gi, 'oe')
    .replace(/[’‘]/g, "'")
    .toLowerCase()

/** Whether a text holds every word of a query, accents and case aside. */
export function matches(text: string, query: string): boolean {
  const folded = withoutAccents(text)
  return withoutAccents(query)
    .split(/\s+/)
    .every((word) => folded.includes(word))
}
