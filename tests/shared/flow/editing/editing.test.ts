import { beforeEach, describe, expect, it } from 'vitest'
import { hashOf } from '#node/flows/read.ts'
import { type FlowDefinition, flowDefinition } from '#shared/flow/definition.ts'
import { differences } from '#shared/flow/difference.ts'
import {
  addAnswer,
  changeAnswer,
  destinationOf,
  leadTo,
  moveAnswer,
  removeAnswer,
  type Way,
} from '#shared/flow/editing/answers.ts'
import { EditError } from '#shared/flow/editing/edit-error.ts'
import { exitsOf, insertQuestion, moveQuestion, removeQuestion } from '#shared/flow/editing/questions.ts'
import { prove } from '#shared/flow/proof.ts'
import { checkReferences } from '#shared/flow/references.ts'
import { bugTechnique } from '../bug-technique.ts'

let base: FlowDefinition
beforeEach(async () => {
  base = await bugTechnique()
})

const way = (answerId: string, index = 0): Way => ({ stepId: answerId.split('.')[0] ?? '', answerId, index })
const labels = (flow: FlowDefinition, stepId: string) =>
  Object.values(flow.script.steps[stepId]?.answers ?? {}).map(({ label }) => label)
const messages = (flow: FlowDefinition) => prove(flow).faults.map(({ message }) => message)
/** Well formed, every name known; the edition changed nothing of what it was given. */
function expectSound(flow: FlowDefinition, before: string): void {
  expect(flowDefinition.parse(flow)).toEqual(flow)
  expect(checkReferences(flow)).toEqual([])
  expect(hashOf(base)).toBe(before)
}

describe('answers', () => {
  it('are added last, with an id of their own, and lead where they are told', () => {
    const before = hashOf(base)
    const label = 'Oui, mais ça rame toujours'
    const { definition, answerId } = addAnswer(base, base, { stepId: 'retry-portal', label, to: 'escalate' })
    expect(answerId).toBe('retry-portal.oui-mais-ca-rame-toujours')
    expect(labels(definition, 'retry-portal').at(-1)).toBe(label)
    expect(destinationOf(definition, way(answerId))).toBe('escalate')
    expectSound(definition, before)
    expect(prove(definition).ok).toBe(true)
    expect(differences(base, definition)).toEqual([
      { kind: 'answer-added', stepId: 'retry-portal', answerId, label, to: ['escalate'] },
    ])
  })

  it('never take the id of one that the script had: its journals name it', () => {
    const removed = removeAnswer(base, 'browser', 'browser.old')
    const { answerId } = addAnswer(removed, base, { stepId: 'browser', label: 'Old', to: 'other-sites' })
    expect(answerId).toBe('browser.old-2')
  })

  it('that break the script have the proof say where, and how one comes there', () => {
    const { definition } = addAnswer(base, base, { stepId: 'greet', label: 'Créer le ticket', to: 'persisting' })
    const fault = prove(definition).faults.find(({ message }) => message.includes('persisting'))
    expect(fault?.stepId).toBe('persisting')
    expect(fault?.path.at(-1)?.stepId).toBe('greet')
  })

  it('are moved among the others, and stay where there is no further', () => {
    const before = hashOf(base)
    const [first, second, third] = labels(base, 'browser')
    const later = moveAnswer(base, 'browser', 'browser.chrome-edge', 1)
    expect(labels(later, 'browser').slice(0, 3)).toEqual([second, first, third])
    expect(hashOf(moveAnswer(later, 'browser', 'browser.chrome-edge', -1))).toBe(before)
    expect(hashOf(moveAnswer(base, 'browser', 'browser.chrome-edge', -1))).toBe(before)
    expectSound(later, before)
    expect(differences(base, later).map(({ kind }) => kind)).toEqual(['answers-order'])
  })

  it('are removed with their way; nothing reaching a step any more is a fault', () => {
    const removed = removeAnswer(base, 'browser', 'browser.unknown')
    expect(messages(removed)).toContain('« find-browser » n’est atteint par aucun chemin.')
  })

  it('say other words, and lose a hint that is emptied', () => {
    const renamed = changeAnswer(base, 'retry-portal', 'retry-portal.works', { label: 'Ça marche', hint: '' })
    expect(renamed.script.steps['retry-portal']?.answers?.['retry-portal.works']).toEqual({ label: 'Ça marche' })
    expect(differences(base, renamed)).toMatchObject([{ kind: 'answer-words', stepId: 'retry-portal' }])
  })

  it('lead elsewhere, and still note what they noted', () => {
    const led = leadTo(base, way('browser.safari-ie'), 'find-browser')
    expect(led.machine.states.diagnostic?.states?.browser?.on?.['browser.safari-ie']?.[0]).toEqual({
      ...base.machine.states.diagnostic?.states?.browser?.on?.['browser.safari-ie']?.[0],
      target: '#diagnostic.find-browser',
    })
    expect(differences(base, led)).toEqual([
      {
        ...{ kind: 'way', stepId: 'browser', label: labels(base, 'browser')[2] },
        ...{ before: ['other-browser'], after: ['find-browser'] },
      },
    ])
  })
})

describe('questions', () => {
  it('are put on a way, and lead on', () => {
    const before = hashOf(base)
    const { definition, stepId } = insertQuestion(base, base, {
      after: way('browser.firefox'),
      ...{ say: 'Utilisez-vous une extension qui bloque les publicités ?', answer: 'Non' },
    })
    expect(stepId).toBe('utilisez-vous-une-extension')
    expect(destinationOf(definition, way('browser.firefox'))).toBe(stepId)
    expect(destinationOf(definition, way(`${stepId}.non`))).toBe('other-sites')
    expectSound(definition, before)
    expect(prove(definition).ok).toBe(true)
    expect(differences(base, definition).map(({ kind }) => kind)).toEqual(['way', 'step-added'])
  })

  it('change places: what led to the one leads to the other', () => {
    const before = hashOf(base)
    const moved = moveQuestion(base, 'other-sites', way('other-sites.yes'), way('clear-cache.done'))
    expect(destinationOf(moved, way('browser.firefox'))).toBe('clear-cache')
    expect(destinationOf(moved, way('clear-cache.done'))).toBe('other-sites')
    expect(destinationOf(moved, way('other-sites.yes'))).toBe('retry-portal')
    expect(destinationOf(moved, way('other-sites.no'))).toBe('own-connection')
    expectSound(moved, before)
  })

  it('that open their phase give their place to what follows', () => {
    const moved = moveQuestion(base, 'browser', way('browser.chrome-edge'), way('other-sites.yes'))
    expect(moved.machine.states.diagnostic?.initial).toBe('other-sites')
    expect(destinationOf(moved, way('other-sites.yes'))).toBe('browser')
    expect(destinationOf(moved, way('no-incident.agree'))).toBe('other-sites')
    expect(() => removeQuestion(base, 'own-connection', way('own-connection.restored'))).toThrow(EditError)
  })

  it('are left out: whatever led to them leads on', () => {
    const before = hashOf(base)
    const less = removeQuestion(base, 'private-window', way('private-window.same'))
    expect(destinationOf(less, way('clear-cache.cannot'))).toBe('recheck')
    expect(less.script.steps['private-window']).toBeUndefined()
    expectSound(less, before)
    expect(prove(less).ok).toBe(true)
  })

  it('have the ways out that lead elsewhere', () => {
    expect(exitsOf(base, 'retry-portal').map(({ answerId }) => answerId)).toEqual([
      'retry-portal.works',
      'retry-portal.same',
    ])
  })

  it('are not moved after themselves, nor is a lookup', () => {
    expect(() => moveQuestion(base, 'browser', way('browser.old'), way('browser.firefox'))).toThrow(EditError)
    expect(() => removeQuestion(base, 'recheck', way('retry-portal.same'))).toThrow(EditError)
  })
})
