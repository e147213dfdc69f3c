import type { CallLine } from '#shared/domain/call-log.ts'

/** How many calls the service answers at a time (contracts/api/call-log.ts). */
export const pageLength = 100
/** Pages kept: what was seen long ago is asked again. */
const kept = 60

interface Page {
  calls: readonly CallLine[]
  /** Where the next page begins; null: this is the last one. */
  next: string | null
}

/** Asks for the page that begins `skip` calls after a place; null: after none. */
export type ReadPage = (after: string | null, skip: number) => Promise<Page>

/**
 * The calls that a search finds, by their rank, read page by page as they are looked at. A page is asked for from the
 * nearest one before it, so that scrolling on never counts from the start.
 */
export class CallPages {
  readonly #read: ReadPage
  readonly #onChange: () => void
  readonly #pages = new Map<number, Page>()
  readonly #asked = new Set<number>()
  #failure: Error | null = null

  /** @param onChange called when calls have come, or could not be read */
  constructor(read: ReadPage, onChange: () => void) {
    this.#read = read
    this.#onChange = onChange
  }

  /** Why the last page asked for could not be read; null: it could, or none was. */
  get failure(): Error | null {
    return this.#failure
  }

  /** undefined: not read yet, or there is none. */
  at(rank: number): CallLine | undefined {
    return this.#pages.get(Math.floor(rank / pageLength))?.calls[rank % pageLength]
  }

  /** Reads what is missing between two ranks, the second excluded, and the page that comes after it. */
  want(first: number, end: number): void {
    const last = Math.floor(Math.max(first, end - 1) / pageLength)
    for (let page = Math.floor(first / pageLength); page <= last; page += 1) this.#ask(page)
  }

  /** Asks again for what failed. */
  tryAgain(first: number, end: number): void {
    this.#failure = null
    this.want(first, end)
  }

  #ask(page: number): void {
    if (this.#pages.has(page) || this.#asked.has(page) || this.#failure) return
    this.#asked.add(page)
    const before = this.#before(page)
    const skip = (page - (before === null ? 0 : before + 1)) * pageLength
    this.#read(before === null ? null : (this.#pages.get(before)?.next ?? null), skip).then(
      (found) => this.#keep(page, found),
      (failure: Error) => {
        this.#asked.delete(page)
        this.#failure = failure
        this.#onChange()
      },
    )
  }

  #keep(page: number, found: Page): void {
    this.#asked.delete(page)
    this.#pages.set(page, found)
    for (const old of this.#pages.keys()) {
      if (this.#pages.size <= kept) break
      this.#pages.delete(old)
    }
    this.#onChange()
  }

  /** The nearest page before this one that says where the next begins. */
  #before(page: number): number | null {
    let nearest: number | null = null
    for (const [one, { next }] of this.#pages) if (one < page && next !== null && one > (nearest ?? -1)) nearest = one
    return nearest
  }
}
