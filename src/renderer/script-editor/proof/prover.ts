import type { FlowDefinition } from '#shared/flow/definition.ts'
import type { Checked } from '#shared/flow/editing/check.ts'

/** What a prover needs of a worker. */
export interface ProofThread {
  onmessage: ((event: MessageEvent<Checked>) => void) | null
  onerror: ((event: ErrorEvent) => void) | null
  postMessage(definition: FlowDefinition): void
  terminate(): void
}

/** Of a script that takes longer than its budget nothing is known. */
export type Outcome = Checked | 'late'

/** How long a proof may take; and how long it may still take once something newer is to be proven. */
const budgetMs = 3000
const patienceMs = 250

/** Proves what is typed, beside the screen: the newest words alone count, and a proof of older ones is given up. */
export class Prover {
  readonly #start: () => ProofThread
  readonly #tell: (outcome: Outcome, of: FlowDefinition) => void
  #thread: ProofThread | null = null
  #under: FlowDefinition | null = null
  #next: FlowDefinition | null = null
  #budget: ReturnType<typeof setTimeout> | undefined
  #patience: ReturnType<typeof setTimeout> | undefined

  /** @param tell hears of each definition that was checked */
  constructor(start: () => ProofThread, tell: (outcome: Outcome, of: FlowDefinition) => void) {
    this.#start = start
    this.#tell = tell
  }

  check(definition: FlowDefinition): void {
    this.#next = definition
    if (!this.#under) this.#begin()
    else this.#patience ??= setTimeout(() => this.#giveUp(), patienceMs)
  }

  stop(): void {
    this.#next = null
    this.#giveUp()
  }

  #begin(): void {
    if (!this.#next) return
    const definition = this.#next
    this.#next = null
    this.#under = definition
    this.#thread ??= this.#start()
    this.#thread.onmessage = ({ data }) => this.#end(data)
    this.#thread.onerror = () => this.#late()
    this.#budget = setTimeout(() => this.#late(), budgetMs)
    this.#thread.postMessage(definition)
  }

  #end(outcome: Outcome): void {
    const proven = this.#under
    this.#rest()
    if (proven) this.#tell(outcome, proven)
    this.#begin()
  }

  #late(): void {
    this.#dismiss()
    this.#end('late')
  }

  #giveUp(): void {
    this.#dismiss()
    this.#rest()
    this.#begin()
  }

  #rest(): void {
    clearTimeout(this.#budget)
    clearTimeout(this.#patience)
    this.#patience = undefined
    this.#under = null
  }

  #dismiss(): void {
    this.#thread?.terminate()
    this.#thread = null
  }
}
