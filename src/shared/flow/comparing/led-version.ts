import type { Channel, Closing, JournalEvent } from '../../domain/call.ts'
import type { CompiledFlow } from '../compile.ts'
import { ticketActor } from '../graph.ts'
import { unverified } from '../replay.ts'
import { closingOf, factsOf, initialSnapshot, next, type Snapshot, stateAt, stepIdOf } from '../snapshot.ts'
import { secondsAt } from '../talk.ts'
import { chosenText } from '../words.ts'

/** Where calls stand under one version. */
export interface Standing {
  readonly stepId: string
  /** How the call ended; null while it goes on. */
  readonly closing: Closing | null
  /** Estimated talk of one stay there. */
  readonly seconds: number
  /** The type of the event by which a ticket is filed there; null: none is. */
  readonly filedBy: string | null
  readonly snapshot: Snapshot
  /** Where events that came there led, by their JSON; null: nothing takes it. */
  readonly ways: Map<string, Standing | null>
}

/** Past this, what was worked out is forgotten: calls that all differ must not fill the memory. */
const maxStandings = 20_000

/**
 * A version that many calls are led through. Where an event leads is worked out by the player's own transition, once for
 * all the calls that come to the same step with the same facts.
 */
export class LedVersion {
  readonly flow: CompiledFlow
  readonly #starts = new Map<Channel, Standing>()
  readonly #known = new Map<string, Standing>()

  constructor(flow: CompiledFlow) {
    this.flow = flow
  }

  start(channel: Channel): Standing {
    const known = this.#starts.get(channel)
    if (known) return known
    const start = this.#standingAt(initialSnapshot(this.flow, channel))
    this.#starts.set(channel, start)
    return start
  }

  /** Where an event leads; null: nothing takes it. @param key the event's JSON */
  follow(from: Standing, event: JournalEvent, key: string): Standing | null {
    const known = from.ways.get(key)
    if (known !== undefined) return known
    const snapshot = next(this.flow, from.snapshot, event)
    const reached = snapshot && this.#standingAt(snapshot)
    from.ways.set(key, reached)
    return reached
  }

  /** Where a call stands once another agent has taken it up. */
  handOver(from: Standing): Standing {
    const snapshot = unverified(this.flow, from.snapshot)
    return snapshot === from.snapshot ? from : this.#standingAt(snapshot)
  }

  #standingAt(snapshot: Snapshot): Standing {
    const stepId = stepIdOf(snapshot)
    const facts = factsOf(snapshot)
    const key = `${stepId} ${JSON.stringify(facts)}`
    const known = this.#known.get(key)
    if (known) return known
    if (this.#known.size >= maxStandings) {
      this.#known.clear()
      this.#starts.clear()
    }
    const words = this.flow.definition.script.steps[stepId]
    const invoke = stateAt(this.flow, snapshot)?.config.invoke
    const standing: Standing = {
      ...{ stepId, snapshot, ways: new Map() },
      closing: closingOf(this.flow, snapshot),
      seconds: secondsAt(words, chosenText(words?.say, facts)),
      filedBy: invoke?.src === ticketActor ? `xstate.done.actor.${invoke.id}` : null,
    }
    this.#known.set(key, standing)
    return standing
  }
}
