/** How long a keystroke may wait before it is saved, in milliseconds. */
const delayMs = 200

/** Saves one value; resolves once it is kept. */
export type SaveValue = (key: string, value: string) => Promise<void>

/** Saves values as they are typed: one save at a time, the newest word of a key wins, so nothing queues up. */
export class ValueKeeper {
  readonly #save: SaveValue
  readonly #onSaved: (isSaved: boolean) => void
  readonly #unsaved = new Map<string, string>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #flushing: Promise<void> | null = null

  /** @param onSaved told whether everything typed is kept, each time that changes */
  constructor(save: SaveValue, onSaved: (isSaved: boolean) => void) {
    this.#save = save
    this.#onSaved = onSaved
  }

  set(key: string, value: string): void {
    if (this.#unsaved.size === 0) this.#onSaved(false)
    this.#unsaved.set(key, value)
    this.#timer ??= setTimeout(() => void this.flush(), delayMs)
  }

  /** Saves what is not yet kept; resolves once all of it is. */
  flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#flushing ??= this.#drain().finally(() => {
      this.#flushing = null
    })
    return this.#flushing
  }

  async #drain(): Promise<void> {
    for (let next = this.#first(); next; next = this.#first()) {
      const [key, value] = next
      await this.#save(key, value)
      if (this.#unsaved.get(key) !== value) continue
      this.#unsaved.delete(key)
      if (this.#unsaved.size === 0) this.#onSaved(true)
    }
  }

  #first(): [string, string] | undefined {
    return this.#unsaved.entries().next().value
  }
}
