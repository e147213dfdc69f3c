import type { CastMember } from './cast.ts'
import type { Facts } from './definition.ts'
import { impliedOutcome } from './outcomes.ts'
import type { Scenario, ScenarioPlatform } from './scenario.ts'

/**
 * All that a scripted call meets outside its caller, from its start to its end: what happens to the platform and the
 * backend when it comes to a step, and what each actor comes back with.
 */
export class ScriptedWorld {
  readonly #scenario: Scenario
  readonly #outcomes: Map<string, Facts[]>
  readonly #come = new Set<string>()
  #platform: ScenarioPlatform
  #isBackendUp = true

  constructor(scenario: Scenario) {
    this.#scenario = scenario
    this.#platform = scenario.platform
    this.#outcomes = new Map(Object.entries(scenario.outcomes).map(([actor, outcomes]) => [actor, [...outcomes]]))
  }

  get platform(): ScenarioPlatform {
    return this.#platform
  }

  get isBackendUp(): boolean {
    return this.#isBackendUp
  }

  /** The call comes to a step. @returns what the platform becomes then, change by change; nothing but the first time */
  arriveAt(stepId: string): ScenarioPlatform[] {
    if (stepId === this.#scenario.backendDownFrom) this.#isBackendUp = false
    if (this.#come.has(stepId)) return []
    this.#come.add(stepId)
    const changes = this.#scenario.events.filter(({ at }) => at === stepId).map(({ platform }) => platform)
    this.#platform = changes.at(-1) ?? this.#platform
    return changes
  }

  /** The outcome that the scenario scripts for an actor next; null: none any more. */
  scriptedOutcome(actor: string): Facts | null {
    return this.#outcomes.get(actor)?.shift() ?? null
  }

  /** What an actor comes back with by what the platform, the backend and the client's account are. */
  impliedOutcome(actor: string, facts: Facts, caller: CastMember | null = this.#scenario.caller): Facts {
    return impliedOutcome(caller, actor, { platform: this.#platform, isBackendUp: this.#isBackendUp, facts })
  }
}
