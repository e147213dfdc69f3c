import type { ComparisonFigures, Effects, Parting } from '../../domain/flow-comparison.ts'
import type { Compared, Led } from './compare.ts'

/** More ways to part than this are counted together. */
const maxPartings = 200

/** Adds up what calls come to under two versions. */
export class Tally {
  #same = 0
  #elsewhere = 0
  #unknown = 0
  #unreadable = 0
  #waiting = 0
  #unlisted = 0
  readonly #effects = noEffects()
  readonly #partings = new Map<string, Parting>()

  /** @returns the parting that the call belongs to; null: it goes the same way, or there are too many */
  add(compared: Compared): Parting | null {
    if (compared.kind === 'same') {
      this.#same += 1
      addEffects(this.#effects, compared.before, compared.after)
      return null
    }
    const found = this.#partingOf(compared)
    if (found) found.calls += 1
    else this.#unlisted += 1
    if (compared.kind === 'unknown') {
      this.#unknown += 1
      return found
    }
    this.#elsewhere += 1
    for (const effects of [this.#effects, ...(found ? [found.effects] : [])])
      addEffects(effects, compared.before, compared.after)
    return found
  }

  addUnreadable(): void {
    this.#unreadable += 1
  }

  addWaiting(): void {
    this.#waiting += 1
  }

  get figures(): ComparisonFigures {
    return {
      calls: this.#same + this.#elsewhere + this.#unknown + this.#unreadable + this.#waiting,
      ...{ same: this.#same, elsewhere: this.#elsewhere, unknown: this.#unknown },
      ...{ unreadable: this.#unreadable, waiting: this.#waiting },
      effects: this.#effects,
      partings: [...this.#partings.values()].sort((a, b) => b.calls - a.calls || a.number - b.number),
      unlisted: this.#unlisted,
    }
  }

  #partingOf({ kind, at, beforeStep, afterStep }: Exclude<Compared, { kind: 'same' }>): Parting | null {
    const key = JSON.stringify([kind, at, beforeStep, afterStep])
    const known = this.#partings.get(key)
    if (known || this.#partings.size >= maxPartings) return known ?? null
    const number = this.#partings.size + 1
    const parting: Parting = { number, kind, ...at, beforeStep, afterStep, calls: 0, effects: noEffects() }
    this.#partings.set(key, parting)
    return parting
  }
}

const noEffects = (): Effects => ({ calls: 0, seconds: { before: 0, after: 0 }, tickets: { before: 0, after: 0 } })

/** Only calls that both versions lead to an end can be told beside each other. */
function addEffects(effects: Effects, before: Led, after: Led): void {
  if (before.closing === null || after.closing === null) return
  effects.calls += 1
  effects.seconds.before += before.seconds
  effects.seconds.after += after.seconds
  effects.tickets.before += Number(before.filesTicket)
  effects.tickets.after += Number(after.filesTicket)
}
