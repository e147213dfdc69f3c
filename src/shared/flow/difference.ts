import { type ChartState, chartOf } from './chart.ts'
import type { Conditions, FlowDefinition, Sentence, StepWords, Transition } from './definition.ts'
import { type Candidate, type Model, modelOf } from './model.ts'

/** One thing that differs between two versions of a script, in the procedure's own terms. */
export type Difference =
  | { kind: 'step-added' | 'step-removed'; stepId: string; words: string }
  | { kind: 'answer-added' | 'answer-removed'; stepId: string; answerId: string; label: string; to: string[] }
  /** `where`: the facts under which this is said; null: always, or where nothing else is. */
  | {
      kind: 'words'
      stepId: string
      part: 'say' | 'do'
      where: Conditions | null
      before: string | null
      after: string | null
    }
  | { kind: 'answer-words'; stepId: string; answerId: string; before: string; after: string }
  | { kind: 'answers-order'; stepId: string; before: string[]; after: string[] }
  | { kind: 'way'; stepId: string; label: string; before: string[]; after: string[] }
  /** What a step asks for, shows, takes for true, or takes of the caller's time. */
  | { kind: 'details'; stepId: string }
  /** What no sentence says: facts noted, conditions of a way, what is looked up or done. */
  | { kind: 'mechanics'; stepId: string | null }
  | { kind: 'title'; before: string; after: string }

/** What differs between two versions of a script whose references are known to be good: step after step, as they come. */
export function differences(before: FlowDefinition, after: FlowDefinition): Difference[] {
  const found: Difference[] = []
  if (before.script.title !== after.script.title)
    found.push({ kind: 'title', before: before.script.title, after: after.script.title })
  const [was, is] = [sideOf(before), sideOf(after)]
  for (const stepId of new Set([...is.steps.keys(), ...was.steps.keys()])) {
    const [one, other] = [was.steps.get(stepId), is.steps.get(stepId)]
    if (!one && other) found.push({ kind: 'step-added', stepId, words: other.words })
    else if (one && !other) found.push({ kind: 'step-removed', stepId, words: one.words })
    else if (one && other) found.push(...stepDifferences(stepId, one, other))
  }
  if (!isSame(was.root, is.root)) found.push({ kind: 'mechanics', stepId: null })
  return found
}

interface Side {
  steps: ReadonlyMap<string, Step>
  /** What belongs to no step: the facts, what may happen anywhere, the phases. */
  root: unknown
}

interface Step {
  words: string
  script: StepWords
  /** Where each event leads, by steps, in the order in which its ways are tried. */
  ways: ReadonlyMap<string, string[]>
  mechanics: Mechanics
}

/** Everything else that the machine does at a step: for each event, then the rest. */
interface Mechanics {
  on: (readonly [event: string, unknown])[]
  rest: unknown
}

function sideOf(definition: FlowDefinition): Side {
  const { machine, script } = definition
  const model = modelOf(definition)
  const steps = new Map<string, Step>()
  for (const state of model.leaves) {
    const own = script.steps[state.key] ?? { seconds: 0 }
    const moves = model.movesAt(state).filter(({ event }) => state.config.on?.[event.type])
    steps.set(state.key, {
      words: firstOf(own.say) ?? firstOf(own.do) ?? '',
      script: own,
      ways: new Map(
        moves.map(({ event, candidates }) => [
          event.type,
          candidates.slice(0, state.config.on?.[event.type]?.length).map(({ leaf }) => leaf?.key ?? state.key),
        ]),
      ),
      mechanics: mechanicsOf(state, model),
    })
  }
  const { title: _title, steps: _steps, ...frame } = script
  const groups = [...chartOf(definition).values()].filter(({ config }) => config.states)
  return {
    steps,
    root: [frame, machine.context, machine.on, groups.map(({ key, config: { states: _, ...own } }) => [key, own])],
  }
}

function mechanicsOf(state: ChartState, model: Model): Mechanics {
  const { on, always, invoke, entry, type, meta } = state.config
  const leaves = (candidates: readonly Candidate[]) => candidates.map(({ leaf }) => leaf?.key ?? null)
  const silent = (transitions: readonly Transition[] = []) =>
    transitions.map(({ guard, actions, reenter }) => ({ guard, actions, reenter }))
  const results = model.movesAt(state).filter(({ kind }) => kind === 'done' || kind === 'error')
  return {
    on: Object.entries(on ?? {})
      .map(([event, list]) => [event, silent(list)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
    rest: [
      ...[type, meta, entry, silent(always), leaves(model.alwaysAt(state))],
      ...[invoke?.id, invoke?.src, silent(invoke?.onDone), silent(invoke?.onError)],
      results.map(({ candidates }) => leaves(candidates)),
    ],
  }
}

function* stepDifferences(stepId: string, was: Step, is: Step): Generator<Difference> {
  for (const part of ['say', 'do'] as const) yield* sentenceDifferences(stepId, part, was.script[part], is.script[part])
  const [before, after] = [was.script.answers ?? {}, is.script.answers ?? {}]
  const common = Object.keys(before).filter((id) => after[id])
  for (const [answerId, { label }] of Object.entries(after))
    if (!before[answerId]) yield { kind: 'answer-added', stepId, answerId, label, to: is.ways.get(answerId) ?? [] }
  for (const [answerId, { label }] of Object.entries(before))
    if (!after[answerId]) yield { kind: 'answer-removed', stepId, answerId, label, to: was.ways.get(answerId) ?? [] }
  for (const answerId of common) {
    const [one, other] = [spoken(before[answerId]), spoken(after[answerId])]
    if (one !== other) yield { kind: 'answer-words', stepId, answerId, before: one, after: other }
  }
  const order = Object.keys(after).filter((id) => before[id])
  if (!isSame(common, order))
    yield {
      ...{ kind: 'answers-order', stepId },
      before: common.map((id) => before[id]?.label ?? id),
      after: order.map((id) => after[id]?.label ?? id),
    }
  for (const [event, led] of is.ways) {
    const known = was.ways.get(event)
    if (known && !isSame(known, led))
      yield { kind: 'way', stepId, label: after[event]?.label ?? event, before: known, after: led }
  }
  if (!isSame(detailsOf(was.script), detailsOf(is.script))) yield { kind: 'details', stepId }
  // An answer added or removed says itself what it does.
  const isCommon = ([event]: readonly [string, unknown]) => Boolean(before[event]) === Boolean(after[event])
  const [one, other] = [was.mechanics, is.mechanics]
  if (!isSame(one.rest, other.rest) || !isSame(one.on.filter(isCommon), other.on.filter(isCommon)))
    yield { kind: 'mechanics', stepId }
}

/** Said under the same conditions, versions are compared; a condition of its own makes another version. */
function* sentenceDifferences(
  stepId: string,
  part: 'say' | 'do',
  was: Sentence | undefined,
  is: Sentence | undefined,
): Generator<Difference> {
  const [before, after] = [versionsOf(was), versionsOf(is)]
  for (const condition of new Set([...after.keys(), ...before.keys()])) {
    const [one, other] = [before.get(condition) ?? null, after.get(condition) ?? null]
    const where = condition === '' ? null : (JSON.parse(condition) as Conditions)
    if (one !== other) yield { kind: 'words', stepId, part, where, before: one, after: other }
  }
}

const versionsOf = (sentence: Sentence | undefined): Map<string, string> =>
  new Map(
    sentence === undefined
      ? []
      : typeof sentence === 'string'
        ? [['', sentence]]
        : sentence.map(({ when, text }) => [when ? JSON.stringify(when) : '', text]),
  )

const spoken = (answer: { label: string; hint?: string | undefined } | undefined): string =>
  answer?.hint ? `${answer.label} (${answer.hint})` : (answer?.label ?? '')

function detailsOf({ fields, panel, requires, seconds, answers }: StepWords): unknown {
  const needs = Object.entries(answers ?? {}).flatMap(([id, { needs }]) => (needs ? [[id, needs]] : []))
  return [fields, panel, requires, seconds, needs.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))]
}

function firstOf(sentence: Sentence | undefined): string | null {
  const text = typeof sentence === 'string' ? sentence : sentence?.at(-1)?.text
  return text?.split('\n')[0]?.trim() || null
}

/** As JSON says them: what is left out and what is undefined are the same. */
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
