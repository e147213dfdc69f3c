import { actorEntry } from './actors.ts'
import { isStep } from './chart.ts'
import { wayTo } from './dialogue.ts'
import type { Node, Reach } from './graph.ts'
import type { Model } from './model.ts'
import { placeholders, placeholdersOf } from './placeholders.ts'
import { holds } from './registry.ts'
import { chosenText } from './words.ts'

/** What a script may not do, by the name its faults bear. */
export const rules = {
  'unknown-name': 'un nom que rien ne porte',
  unreachable: 'une étape que rien n’atteint',
  'dead-end': 'une étape d’où aucune réponse ne mène à une fin',
  endless: 'des passages qui ne s’arrêtent jamais',
  'outcome-without-transition': 'un résultat d’acteur sans suite',
  'without-words': 'une étape ou une réponse sans mots',
  'placeholder-unset': 'une variable lue avant d’être connue',
  'escalation-ticket': 'une escalade qui ne dépose pas exactement un ticket',
  'two-tickets': 'deux tickets sur un même appel',
  requires: 'une phrase dite alors qu’elle n’est pas vraie',
  evidence: 'un déblocage ou une réinitialisation sans identité vérifiée',
  back: 'un retour en arrière qui perd un événement',
  'talk-time': 'un appel hors des 3 à 7 minutes',
} as const
export type Rule = keyof typeof rules

/** A rule broken, and the way there as a dialogue. */
export interface Fault {
  rule: Rule
  message: string
  way: string[]
}

/** The phase of the procedure that files the technical team's ticket. */
const escalationNumber = '4'

/** Every rule that a walk of the whole script can break, the first way found to each breach. */
export function breaches(model: Model, { nodes, states }: Reach): Fault[] {
  const { definition } = model
  const { script } = definition
  const found = new Map<string, Fault>()
  const report = (rule: Rule, message: string, node: Node | null) => {
    const key = `${rule} ${message}`
    if (!found.has(key)) found.set(key, { rule, message, way: node ? wayTo(definition, node) : [] })
  }
  const isEscalation = ({ state }: Node) => script.phases[state.phaseId ?? '']?.number === escalationNumber
  const outsideTaken = new Map<Node, Set<string>>(
    nodes.map((node) => [
      node,
      new Set(node.edges.filter(({ move }) => move.kind === 'outside').map(({ move }) => move.event.type)),
    ]),
  )

  for (const state of model.leaves) {
    if (!states.has(state)) report('unreachable', `« ${state.key} » n’est atteint par aucun chemin.`, null)
    if (isStep(state) && !script.steps[state.key]) report('without-words', `« ${state.key} » n’a pas de mots.`, null)
  }

  const given = new Set<string>()
  for (const node of nodes) {
    const { state, facts, edges } = node
    const words = script.steps[state.key]
    const at = `« ${state.key} »`

    for (const { event } of node.endless) {
      given.add(event.type)
      report('endless', `${at} : après ${event.type}, rien ne s’arrête.`, node)
    }
    for (const { kind, event } of node.refused)
      if (kind === 'done' || kind === 'error')
        report(
          'outcome-without-transition',
          `${at} : ${kind === 'error' ? 'un échec' : Object.values(event.output ?? {}).join(', ')} de ${state.config.invoke?.src} n’a pas de suite.`,
          node,
        )

    if (words) {
      const texts = [chosenText(words.say, facts), chosenText(words.do, facts)].filter((text) => text !== null)
      if (texts.length === 0) report('without-words', `${at} : aucune version de ses mots n’est vraie.`, node)
      for (const name of texts.flatMap(placeholdersOf))
        if (!holds(placeholders[name]?.guaranteedBy, facts))
          report('placeholder-unset', `${at} : [${name}] peut être lue avant d’être connue.`, node)
      if (!holds(words.requires, facts))
        report('requires', `${at} demande ${JSON.stringify(words.requires)}, ce qui peut être faux.`, node)
    }
    if (actorEntry(state.config.invoke?.src ?? '')?.needsEvidence && facts.identity !== 'verified')
      report('evidence', `${at} : ${state.config.invoke?.src} sans identité vérifiée.`, node)
    if (node.tickets > 1) report('two-tickets', `${at} : un second ticket a pu être déposé.`, node)

    for (const { move, to } of edges) {
      if (move.kind === 'answer') {
        given.add(move.event.type)
        if (!words?.answers?.[move.event.type])
          report('without-words', `${at} : la réponse « ${move.event.type} » n’a pas de mots.`, node)
      }
      const isInterrupted = move.kind === 'anytime' || move.kind === 'outside'
      if (!isInterrupted && isEscalation(node) && !isEscalation(to) && to.tickets !== 1)
        report('escalation-ticket', `${at} : l’escalade se termine avec ${to.tickets} ticket.`, to)
      const actedOutside = state.config.invoke && actorEntry(state.config.invoke.src)?.kind !== 'lookup'
      const isBarrier = actedOutside && (move.kind === 'done' || move.kind === 'error')
      if (move.kind !== 'outside' && !isBarrier)
        for (const type of outsideTaken.get(to) ?? [])
          if (!outsideTaken.get(node)?.has(type))
            report('back', `De « ${to.state.key} », revenir à ${at} perdrait « ${type} ».`, to)
    }
  }

  for (const [stepId, { answers }] of Object.entries(script.steps))
    for (const answer of Object.keys(answers ?? {}))
      if (!given.has(answer))
        report('unreachable', `« ${stepId} » : la réponse « ${answer} » ne peut jamais être donnée.`, null)

  for (const node of stranded(nodes))
    report('dead-end', `« ${node.state.key} » : aucune réponse ne mène à une fin.`, node)
  return [...found.values()]
}

/** The nodes from which the step's own answers and results never lead to an end; what may interrupt does not count. */
function stranded(nodes: readonly Node[]): Node[] {
  const before = new Map<Node, Node[]>()
  for (const node of nodes)
    for (const { move, to } of node.edges)
      if (move.kind !== 'anytime' && move.kind !== 'outside') before.set(to, [...(before.get(to) ?? []), node])
  const safe = new Set(nodes.filter(({ state }) => state.config.type === 'final'))
  for (const node of safe) for (const earlier of before.get(node) ?? []) safe.add(earlier)
  return nodes.filter((node) => !safe.has(node))
}
