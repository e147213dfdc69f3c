import type { FlowDefinition, StepWords, Transition } from '../definition.ts'
import { EditError } from './edit-error.ts'
import { newId } from './ids.ts'
import { leafOf, putAfter, stateOf, targetOf, withState, withWords } from './states.ts'

/** A way out of a step: one of its answers, and which of the transitions that may take it. */
export interface Way {
  stepId: string
  answerId: string
  index: number
}

/** The ways of an answer, in the order in which they are tried; none when it is not the step's own. */
export const waysOf = (definition: FlowDefinition, stepId: string, answerId: string): readonly Transition[] =>
  stateOf(definition, stepId).config.on?.[answerId] ?? []

/** Where a way leads; null when it stays where it is. @throws EditError */
export function destinationOf(definition: FlowDefinition, { stepId, answerId, index }: Way): string | null {
  const transition = waysOf(definition, stepId, answerId)[index]
  if (!transition) throw new EditError(`« ${stepId} » : « ${answerId} » n’est pas une réponse de cette étape seule.`)
  return leafOf(definition, stepId, transition)
}

/** Changes what an answer says of itself. */
export const changeAnswer = (
  definition: FlowDefinition,
  stepId: string,
  answerId: string,
  change: { label?: string; hint?: string },
): FlowDefinition =>
  withAnswers(definition, stepId, (answers) => ({
    ...answers,
    [answerId]: withoutEmptyHint({ label: '', ...answers[answerId], ...change }),
  }))

/**
 * Adds an answer to a step, after the others.
 * @param base what the edition began with: its ids are not given again
 */
export function addAnswer(
  definition: FlowDefinition,
  base: FlowDefinition,
  { stepId, label, to }: { stepId: string; label: string; to: string },
): { definition: FlowDefinition; answerId: string } {
  if (stateOf(definition, stepId).config.type === 'final') throw new EditError('Une fin ne reçoit pas de réponse.')
  const answerId = newId(label, [definition, base], `${stepId}.`)
  const led = withState(definition, stepId, (config) => ({
    ...config,
    on: { ...config.on, [answerId]: [{ target: targetOf(definition, to) }] },
  }))
  return { definition: withAnswers(led, stepId, (answers) => ({ ...answers, [answerId]: { label } })), answerId }
}

/** Takes an answer off a step, with its words. */
export function removeAnswer(definition: FlowDefinition, stepId: string, answerId: string): FlowDefinition {
  const led = withState(definition, stepId, (config) => ({ ...config, on: without(config.on ?? {}, answerId) }))
  return withAnswers(led, stepId, (answers) => without(answers, answerId))
}

/** Moves an answer among the step's: the keys 1–9 follow their order. @param by -1: earlier, 1: later */
export const moveAnswer = (definition: FlowDefinition, stepId: string, answerId: string, by: -1 | 1): FlowDefinition =>
  withAnswers(definition, stepId, (answers) => {
    const ids = Object.keys(answers)
    const from = ids.indexOf(answerId)
    const neighbour = ids[from + by]
    const moved = answers[answerId]
    if (neighbour === undefined || moved === undefined) return answers
    const after = by === 1 ? neighbour : (ids[from - 2] ?? null)
    return after === null
      ? { [answerId]: moved, ...without(answers, answerId) }
      : putAfter(answers, after, answerId, moved)
  })

/** Has a way lead elsewhere; what it notes on its way, it still does. */
export function leadTo(definition: FlowDefinition, { stepId, answerId, index }: Way, to: string): FlowDefinition {
  destinationOf(definition, { stepId, answerId, index })
  const target = targetOf(definition, to)
  return withState(definition, stepId, (config) => ({
    ...config,
    on: {
      ...config.on,
      [answerId]: (config.on?.[answerId] ?? []).map((one, i) => (i === index ? { ...one, target } : one)),
    },
  }))
}

type Answers = NonNullable<StepWords['answers']>

const withAnswers = (definition: FlowDefinition, stepId: string, change: (answers: Answers) => Answers) =>
  withWords(definition, stepId, (words) => ({ ...words, answers: change(words.answers ?? {}) }))

const withoutEmptyHint = ({ hint, ...answer }: Answers[string]): Answers[string] =>
  hint === undefined || hint === '' ? answer : { ...answer, hint }

const without = <T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([other]) => other !== key))
