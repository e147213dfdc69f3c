import type { CompiledFlow } from '#shared/flow/compile.ts'
import { Fold } from '#shared/flow/replay.ts'
import type { Callers, Scenario } from '#shared/flow/scenario.ts'
import { factsOf, type Snapshot } from '#shared/flow/snapshot.ts'
import { stepView } from '#shared/flow/words.ts'
import { type CallerLine, type Followed, notFollowed, PracticeCaller } from '#shared/training/caller.ts'
import { CallPlayer } from '../../../src/renderer/call/player.ts'
import { PracticeStation } from '../../../src/renderer/training/practice/practice-station.ts'

export const agent = {
  id: '0190a000-0000-7000-8000-000000000001',
  email: 'lea.m@numi.support',
  displayName: 'Léa M.',
  role: 'hotliner',
} as const

interface Setting {
  flow: CompiledFlow
  callers: Callers
  scenario: Scenario
  seed: number
}

/** Somebody who practises: the real player on a practice's own station, and ears for the caller. */
export class Trainee {
  readonly station: PracticeStation
  readonly player: CallPlayer
  readonly #caller: PracticeCaller
  #followed: Followed = notFollowed
  #fold: Fold

  private constructor(station: PracticeStation, player: CallPlayer) {
    this.station = station
    this.player = player
    const { flow, scenario, callers, seed } = station.setting
    this.#fold = Fold.start(flow, scenario.channel)
    this.#caller = new PracticeCaller(flow, scenario, callers.words, seed)
  }

  static async start(setting: Setting): Promise<Trainee> {
    const station = new PracticeStation({
      ...setting,
      ...{ flowHash: 'f'.repeat(64), agent, actorMs: 0 },
    })
    const opened = await station.ask('calls.open', { callId: station.call.id })
    if (!opened.ok) throw new Error(opened.error.message)
    return new Trainee(station, new CallPlayer(station, opened.value))
  }

  get isEnded(): boolean {
    return this.player.store.getState().call.endedAt !== null
  }

  get snapshot(): Snapshot {
    return this.player.store.getState().machine.getSnapshot() as Snapshot
  }

  get facts() {
    return factsOf(this.snapshot)
  }

  get view() {
    return stepView(this.station.setting.flow, this.snapshot, this.player.store.getState().values)
  }

  /** What the caller says now. */
  get heard(): CallerLine | null {
    for (const record of this.station.journal.slice(this.#fold.seq)) {
      this.#followed = this.#caller.follow(this.#followed, record)
      this.#fold = this.#fold.take(record)
    }
    return this.#caller.lineAt(this.#fold, this.#followed)
  }

  /** Waits until nothing is under way any more: actors, and what they lead to. */
  async settled(): Promise<void> {
    while (!this.isEnded && (this.view.pending || this.player.store.getState().isAnswering)) await nextTurn()
    // News of the platform is told in its turn, behind what shows already.
    await nextTurn()
  }

  /** Does as the caller means, writing down what they say. */
  async follow({ means, types }: CallerLine): Promise<void> {
    if (means === 'back') await this.player.back()
    else if (means === 'client-picked') await this.pick(this.station.people.callerId ?? '')
    else await this.give(means, types)
    await this.settled()
  }

  async pick(accountId: string): Promise<void> {
    const found = this.station.people.search(this.station.people.memberOf(accountId)?.displayName ?? '')
    const account = found.find(({ id }) => id === accountId)
    if (account) await this.player.identifyClient(account)
  }

  /** Gives an answer, with everything that it needs. */
  async give(answerId: string, types: Readonly<Record<string, string>> = {}): Promise<void> {
    const { answers, fields, stepId } = this.view
    const missing = answers.find(({ id }) => id === answerId)?.missing ?? []
    for (const key of new Set([...Object.keys(types), ...missing])) {
      const typed = types[key] ?? 'quelque chose'
      const value = typed === 'mailbox' ? this.station.code : typed
      if (fields.some((field) => field.key === key && field.kind === 'code')) this.player.setSecret(key, value)
      else this.player.setValue(key, value)
    }
    await this.player.answer(stepId, answerId)
    await this.settled()
  }
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve))
