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

/** One breach as it is found: the same one is found at many nodes. */
type Breach = [rule: Rule, message: string, at: Node | string]

/** Every rule that a walk of the whole script finds broken, with the first way found to each breach. */
export function breaches(model: Model, reach: Reach): Fault[] {
  const found = new Map<string, Fault>()
  for (const [rule, message, at] of allBreaches(model, reach)) {
    const key = `${rule} ${message}`
    if (found.has(key)) continue
    const place = typeof at === 'string' ? { stepId: at, path: [] } : { stepId: at.state.key, path: pathTo(at) }
    found.set(key, { rule, message, ...place })
  }
  return [...found.values()]
}

function* allBreaches(model: Model, { nodes, states }: Reach): Generator<Breach> {
  const { script } = model.definition
  const names = namesRead()
  for (const state of model.leaves) {
    if (!states.has(state)) yield ['unreachable', `« ${state.key} » n’est atteint par aucun chemin.`, state.key]
    if (isStep(state) && !script.steps[state.key])
      yield ['without-words', `« ${state.key} » n’a pas de mots.`, state.key]
  }
  for (const node of nodes) {
    yield* untrueWords(node, script, names)
    yield* unansweredOutcomes(node)
    yield* harms(node, script)
    for (const { move, to } of node.edges) {
      if (isBarrier(node, move)) continue
      for (const type of to.outside)
        if (!node.outside.includes(type))
          yield ['back', `De « ${to.state.key} », revenir à « ${node.state.key} » perdrait « ${type} ».`, to]
    }
  }
  yield* unusedAnswers(nodes, script)
  for (const node of stranded(nodes))
    yield ['dead-end', `« ${node.state.key} » : aucune réponse ne mène à une fin.`, node]
}

/** What is said at a node must be there, be known, and be true. */
function* untrueWords(node: Node, script: Script, namesIn: ReturnType<typeof namesRead>): Generator<Breach> {
  const { state, facts, edges } = node
  const words = script.steps[state.key]
  for (const { move } of edges)
    if (move.kind === 'answer' && !words?.answers?.[move.event.type]?.label.trim())
      yield ['without-words', `« ${state.key} » : la réponse « ${move.event.type} » n’a pas de mots.`, node]
  if (!words) return
  const texts = [chosenText(words.say, facts), chosenText(words.do, facts)].filter((text) => text !== null)
  if (!texts.some((text) => text.trim()))
    yield ['without-words', `« ${state.key} » : aucune version de ses mots n’est vraie.`, node]
  for (const name of texts.flatMap(namesIn))
    if (!holds(placeholders[name]?.guaranteedBy, facts))
      yield ['placeholder-unset', `« ${state.key} » : [${name}] peut être lue avant d’être connue.`, node]
  if (!holds(words.requires, facts))
    yield ['requires', `« ${state.key} » suppose ${conditionWords(words.requires ?? {})} : ce peut être faux.`, node]
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
function* unansweredOutcomes(node: Node): Generator<Breach> {
  const { state, refused, endless } = node
  for (const { event } of endless) yield ['endless', `« ${state.key} » : après ${event.type}, rien ne s’arrête.`, node]
  for (const { kind, event } of refused) {
    if (kind !== 'done' && kind !== 'error') continue
    const outcome = kind === 'error' ? 'un échec' : Object.values(event.output ?? {}).join(', ')
    const message = `« ${state.key} » : ${outcome} de ${state.config.invoke?.src} n’a pas de suite.`
    yield ['outcome-without-transition', message, node]
  }
}

/** What a call does outside: no account touched without evidence, one ticket and not two. */
function* harms(node: Node, script: Script): Generator<Breach> {
  const { state, facts, tickets, edges } = node
  const isEscalation = ({ state }: Node) => script.phases[state.phaseId ?? '']?.number === escalationNumber
  const invoke = state.config.invoke
  if (invoke && actorEntry(invoke.src)?.needsEvidence && facts.identity !== 'verified')
    yield ['evidence', `« ${state.key} » : ${invoke.src} sans identité vérifiée.`, node]
  if (tickets > 1) yield ['two-tickets', `« ${state.key} » : un second ticket a pu être déposé.`, node]
  if (!isEscalation(node)) return
  for (const { move, to } of edges)
    if (move.kind !== 'anytime' && !isEscalation(to) && to.tickets !== 1)
      yield ['escalation-ticket', `« ${state.key} » : l’escalade se termine avec ${to.tickets} ticket.`, to]
}

/** An answer with words must be one that can be given somewhere. */
function* unusedAnswers(nodes: readonly Node[], script: Script): Generator<Breach> {
  const given = new Set<string>()
  for (const { edges, endless } of nodes) {
    for (const { move } of edges) given.add(move.event.type)
    for (const { event } of endless) given.add(event.type)
  }
  for (const [stepId, { answers }] of Object.entries(script.steps))
    for (const answer of Object.keys(answers ?? {}))
      if (!given.has(answer))
        yield ['unreachable', `« ${stepId} » : la réponse « ${answer} » ne peut jamais être donnée.`, stepId]
}

/** Whether going back stops here: what an actor did outside is not undone. */
const isBarrier = ({ state: { config } }: Node, { kind }: Move) =>
  (kind === 'done' || kind === 'error') &&
  config.invoke !== undefined &&
  actorEntry(config.invoke.src)?.kind !== 'lookup'

/** The nodes from which the step's own answers and results never lead to an end; what may interrupt does not count. */
function stranded(nodes: readonly Node[]): Node[] {
  const before = new Map<Node, Node[]>()
  for (const node of nodes)
    for (const { move, to } of node.edges) {
      if (move.kind === 'anytime') continue
      const earlier = before.get(to)
      if (earlier) earlier.push(node)
      else before.set(to, [node])
    }
  const safe = new Set(nodes.filter(({ state }) => state.config.type === 'final'))
  for (const node of safe) for (const earlier of before.get(node) ?? []) safe.add(earlier)
  return nodes.filter((node) => !safe.has(node))
}
