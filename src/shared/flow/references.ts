import { actorEntry } from './actors.ts'
import { type ChartState, chartOf, factsDeclared, resolveTarget } from './chart.ts'
import type { Action, Conditions, FlowDefinition, Sentence, StateConfig, Transition } from './definition.ts'
import { placeholders, placeholdersOf } from './placeholders.ts'

/**
 * Every name in a definition that nothing answers to, and every shape a flow may not have, in French, with its place.
 * XState would notice a missing guard only when its event comes; here nothing is compiled, nor run, before all is known.
 */
export function checkReferences(definition: FlowDefinition): string[] {
  const faults: string[] = []
  const declared = factsDeclared(definition)
  const chart = chartOf(definition)

  const checkValue = (fact: string, value: string, where: string) => {
    if (!Object.hasOwn(declared, fact)) faults.push(`${where} : le fait « ${fact} » n’est pas déclaré.`)
    else if (!declared[fact]?.includes(value))
      faults.push(`${where} : « ${value} » n’est pas une valeur du fait « ${fact} ».`)
  }
  const checkConditions = (conditions: Conditions | undefined, where: string) => {
    for (const [fact, values] of Object.entries(conditions ?? {}))
      for (const value of values) checkValue(fact, value, where)
  }
  const checkActions = (actions: readonly Action[] | undefined, where: string) => {
    for (const action of actions ?? [])
      if (action.type === 'keep@1')
        for (const fact of action.params.facts) {
          if (!Object.hasOwn(declared, fact)) faults.push(`${where} : le fait « ${fact} » n’est pas déclaré.`)
        }
      else for (const [fact, value] of Object.entries(action.params)) checkValue(fact, value, where)
  }
  const checkTransitions = (transitions: readonly Transition[] | undefined, from: ChartState | null, where: string) => {
    for (const { target, guard, actions } of transitions ?? []) {
      if (target !== undefined && !resolveTarget(definition, chart, from, target))
        faults.push(`${where} : la cible « ${target} » n’existe pas.`)
      checkConditions(guard?.params, where)
      checkActions(actions, where)
    }
  }
  const checkSentence = (sentence: Sentence | undefined, where: string) => {
    for (const { when, text } of typeof sentence === 'string'
      ? [{ when: undefined, text: sentence }]
      : (sentence ?? [])) {
      checkConditions(when, where)
      for (const name of placeholdersOf(text))
        if (!Object.hasOwn(placeholders, name)) faults.push(`${where} : [${name}] n’est pas une variable connue.`)
        else checkConditions(placeholders[name]?.guaranteedBy, `${where}, variable [${name}]`)
    }
  }

  for (const [fact, values] of Object.entries(definition.machine.context)) {
    if (new Set(values).size < values.length) faults.push(`context.${fact} : une valeur y est deux fois.`)
    if (fact === 'channel' && values.join() !== declared.channel?.join())
      faults.push(`context.channel : les canaux sont ${declared.channel?.join(', ')}.`)
  }

  checkShape(definition, faults)
  for (const [event, transitions] of Object.entries(definition.machine.on ?? {}))
    checkTransitions(transitions, null, `on.${event}`)
  for (const state of chart.values()) {
    const { key, config } = state
    for (const [event, transitions] of Object.entries(config.on ?? {}))
      checkTransitions(transitions, state, `${key}.on.${event}`)
    checkTransitions(config.always, state, `${key}.always`)
    checkActions(config.entry, `${key}.entry`)
    if (!config.invoke) continue
    const entry = actorEntry(config.invoke.src)
    if (!entry) faults.push(`${key}.invoke : l’acteur « ${config.invoke.src} » n’est pas dans le registre.`)
    checkTransitions(config.invoke.onDone, state, `${key}.invoke.onDone`)
    checkTransitions(config.invoke.onError, state, `${key}.invoke.onError`)
    const kept = config.invoke.onDone.flatMap(({ actions }) =>
      (actions ?? []).flatMap((action) => (action.type === 'keep@1' ? action.params.facts : [])),
    )
    for (const outcome of entry?.outcomes ?? [])
      for (const [fact, value] of Object.entries(outcome))
        if (kept.includes(fact) && Object.hasOwn(declared, fact))
          checkValue(fact, value, `${key}.invoke (${config.invoke.src})`)
  }

  const { script } = definition
  const answers = new Set(Object.keys(script.anytime))
  for (const [stepId, words] of Object.entries(script.steps)) {
    const where = `script.steps.${stepId}`
    for (const answer of Object.keys(words.answers ?? {})) {
      if (answers.has(answer)) faults.push(`${where} : la réponse « ${answer} » existe déjà ailleurs.`)
      answers.add(answer)
    }
    if (!chart.has(stepId)) faults.push(`${where} : aucun état ne porte cet identifiant.`)
    checkSentence(words.say, `${where}.say`)
    checkSentence(words.do, `${where}.do`)
    checkConditions(words.requires, `${where}.requires`)
  }
  return [...new Set(faults)]
}

/** What the shape of the machine must be: ids unique, no dot in a state's id, ends at the top, one key a write. */
function checkShape(definition: FlowDefinition, faults: string[]): void {
  const seen = new Set<string>()
  const writes = new Map<string, string>()
  const visit = (states: Record<string, StateConfig>, initial: string | undefined, where: string) => {
    if (!initial || !Object.hasOwn(states, initial))
      faults.push(`${where} : l’état initial « ${initial ?? ''} » n’existe pas.`)
    for (const [key, config] of Object.entries(states)) {
      if (seen.has(key)) faults.push(`« ${key} » : deux états portent cet identifiant.`)
      seen.add(key)
      if (key.includes('.')) faults.push(`« ${key} » : l’identifiant d’un état n’a pas de point.`)
      if (config.type === 'final' && where !== definition.machine.id)
        faults.push(`« ${key} » : une fin est au premier niveau.`)
      if (config.type === 'final' && !config.meta?.closing) faults.push(`« ${key} » : une fin dit sa clôture.`)
      if (config.meta?.phase && !Object.hasOwn(definition.script.phases, config.meta.phase))
        faults.push(`« ${key} » : la phase « ${config.meta.phase} » n’a pas de mots.`)
      if (config.states) visit(config.states, config.initial, key)
      if (!config.invoke) continue
      if (config.states) faults.push(`« ${key} » : seul un état sans sous-état appelle un acteur.`)
      if (actorEntry(config.invoke.src)?.kind !== 'write') continue
      const id = writes.get(config.invoke.src) ?? config.invoke.id
      writes.set(config.invoke.src, id)
      // A retry, wherever it happens, must find the pending intention again and reuse its key.
      if (id !== config.invoke.id)
        faults.push(`« ${key} » : ${config.invoke.src} porte partout le même identifiant, « ${id} ».`)
    }
  }
  visit(definition.machine.states, definition.machine.initial, definition.machine.id)
}
