import { actorEntry } from './actors.ts'
import { isStep } from './chart.ts'
import type { Script } from './definition.ts'
import { type PathStep, pathTo } from './dialogue.ts'
import { conditionWords } from './fact-words.ts'
import type { Node, Reach } from './graph.ts'
import type { Model, Move } from './model.ts'
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

/** A rule broken, and the way there. */
export interface Fault {
  rule: Rule
  message: string
  /** Where; null: not at one step. */
  stepId: string | null
  /** Empty where no way leads there, or none is needed to see it. */
  path: PathStep[]
}

/** The phase of the procedure that files the technical team's ticket. */
const escalationNumber = '4'

/** Takes one breach as it is found: the same one is found at many nodes. */
type Report = (rule: Rule, message: string, at: Node | string) => void

/** Every rule that a walk of the whole script finds broken, with the first way found to each breach. */
export function breaches(model: Model, { nodes, states }: Reach): Fault[] {
  const found = new Map<string, Fault>()
  const report: Report = (rule, message, at) => {
    const key = `${rule} ${message}`
    if (found.has(key)) return
    const place = typeof at === 'string' ? { stepId: at, path: [] } : { stepId: at.state.key, path: pathTo(at) }
    found.set(key, { rule, message, ...place })
  }
  const { script } = model.definition
  const names = namesRead()
  for (const state of model.leaves) {
    if (!states.has(state)) report('unreachable', `« ${state.key} » n’est atteint par aucun chemin.`, state.key)
    if (isStep(state) && !script.steps[state.key])
      report('without-words', `« ${state.key} » n’a pas de mots.`, state.key)
  }
  for (const node of nodes) {
    reportUntrueWords(node, script, names, report)
    reportUnansweredOutcomes(node, report)
    reportHarms(node, script, report)
    reportLostByGoingBack(node, report)
  }
  reportUnusedAnswers(nodes, script, report)
  for (const node of stranded(nodes))
    report('dead-end', `« ${node.state.key} » : aucune réponse ne mène à une fin.`, node)
  return [...found.values()]
}

/** What is said at a node must be there, be known, and be true. */
function reportUntrueWords(node: Node, script: Script, namesIn: ReturnType<typeof namesRead>, report: Report): void {
  const { state, facts, edges } = node
  const words = script.steps[state.key]
  for (const { move } of edges)
    if (move.kind === 'answer' && !words?.answers?.[move.event.type]?.label.trim())
      report('without-words', `« ${state.key} » : la réponse « ${move.event.type} » n’a pas de mots.`, node)
  if (!words) return
  const texts = [chosenText(words.say, facts), chosenText(words.do, facts)].filter((text) => text !== null)
  if (!texts.some((text) => text.trim()))
    report('without-words', `« ${state.key} » : aucune version de ses mots n’est vraie.`, node)
  for (const text of texts)
    for (const name of namesIn(text))
      if (!holds(placeholders[name]?.guaranteedBy, facts))
        report('placeholder-unset', `« ${state.key} » : [${name}] peut être lue avant d’être connue.`, node)
  if (!holds(words.requires, facts))
    report('requires', `« ${state.key} » suppose ${conditionWords(words.requires ?? {})} : ce peut être faux.`, node)
}

/** The placeholders of a text, which many nodes say: each text is read once. */
function namesRead(): (text: string) => readonly string[] {
  const known = new Map<string, readonly string[]>()
  return (text) => {
    const found = known.get(text) ?? placeholdersOf(text)
    known.set(text, found)
    return found
  }
}

/** Whatever an actor comes back with, the call goes on, and stops somewhere. */
function reportUnansweredOutcomes(node: Node, report: Report): void {
  const { state, refused, endless } = node
  for (const { event } of endless) report('endless', `« ${state.key} » : après ${event.type}, rien ne s’arrête.`, node)
  for (const { kind, event } of refused) {
    if (kind !== 'done' && kind !== 'error') continue
    const outcome = kind === 'error' ? 'un échec' : Object.values(event.output ?? {}).join(', ')
    const message = `« ${state.key} » : ${outcome} de ${state.config.invoke?.src} n’a pas de suite.`
    report('outcome-without-transition', message, node)
  }
}

/** What a call does outside: no account touched without evidence, one ticket and not two. */
function reportHarms(node: Node, script: Script, report: Report): void {
  const { state, facts, tickets, edges } = node
  const isEscalation = ({ state }: Node) => script.phases[state.phaseId ?? '']?.number === escalationNumber
  const invoke = state.config.invoke
  if (invoke && actorEntry(invoke.src)?.needsEvidence && facts.identity !== 'verified')
    report('evidence', `« ${state.key} » : ${invoke.src} sans identité vérifiée.`, node)
  if (tickets > 1) report('two-tickets', `« ${state.key} » : un second ticket a pu être déposé.`, node)
  if (!isEscalation(node)) return
  for (const { move, to } of edges)
    if (move.kind !== 'anytime' && !isEscalation(to) && to.tickets !== 1)
      report('escalation-ticket', `« ${state.key} » : l’escalade se termine avec ${to.tickets} ticket.`, to)
}

/** What may come from outside where a call went on must be taken where going back leads. */
function reportLostByGoingBack(node: Node, report: Report): void {
  for (const { move, to } of node.edges)
    for (const type of to.outside)
      if (!node.outside.includes(type) && !isBarrier(node, move))
        report('back', `De « ${to.state.key} », revenir à « ${node.state.key} » perdrait « ${type} ».`, to)
}

/** An answer with words must be one that can be given somewhere. */
function reportUnusedAnswers(nodes: readonly Node[], script: Script, report: Report): void {
  const given = new Set<string>()
  for (const { edges, endless } of nodes) {
    for (const { move } of edges) given.add(move.event.type)
    for (const { event } of endless) given.add(event.type)
  }
  for (const [stepId, { answers }] of Object.entries(script.steps))
    for (const answer of Object.keys(answers ?? {}))
      if (!given.has(answer))
        report('unreachable', `« ${stepId} » : la réponse « ${answer} » ne peut jamais être donnée.`, stepId)
}

/** Whether going back stops here: what an actor did outside is not undone. */
const isBarrier = ({ state: { config } }: Node, { kind }: Move) =>
  (kind === 'done' || kind === 'error') &&
  config.invoke !== undefined &&
  actorEntry(config.invoke.src)?.kind !== 'lookup'

/** The nodes from which the step's own answers and results never lead to an end; what may interrupt does not count. */
function stranded(nodes: readonly Node[]): Node[] {
  const safe = new Set(nodes.filter(({ state }) => state.config.type === 'final'))
  // Most ways lead to what was found later: from the last to the first, few rounds are needed.
  const backwards = [...nodes].reverse()
  for (let before = 0; before < safe.size; ) {
    before = safe.size
    for (const node of backwards)
      if (!safe.has(node) && node.edges.some(({ move, to }) => move.kind !== 'anytime' && safe.has(to))) safe.add(node)
  }
  return nodes.filter((node) => !safe.has(node))
}
