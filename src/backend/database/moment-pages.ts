/** Where a page begins among what goes by moment, then by id: after the last of the page before. */
export interface Place {
  /** Empty: from the first. */
  at: string
  id: string
}

/** @param after as the page before told it (`next`); one that is none begins again */
export function placeOf(after = ''): Place {
  const [at = '', id = ''] = after.split(' ')
  return { at, id }
}

/**
 * A page, and where the next one begins; null: it was the last.
 * @param found in order, one more than a page holds where there are as many
 * @param momentOf what it goes by
 */
export function pageOf<T extends { id: string }>(
  found: readonly T[],
  length: number,
  momentOf: (one: T) => string,
): { page: T[]; next: string | null } {
  const page = found.slice(0, length)
  const last = page.at(-1)
  return { page, next: last && found.length > length ? `${momentOf(last)} ${last.id}` : null }
}
