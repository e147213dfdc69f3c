import { beforeAll, describe, expect, it } from 'vitest'
import { type Compared, compareCall, UnreadableCall } from '#shared/flow/comparing/compare.ts'
import { LedVersion } from '#shared/flow/comparing/led-version.ts'
import { Tally } from '#shared/flow/comparing/tally.ts'
import { type CompiledFlow, compile } from '#shared/flow/compile.ts'
import type { FlowDefinition } from '#shared/flow/definition.ts'
import { addAnswer, destinationOf, leadTo, removeAnswer } from '#shared/flow/editing/answers.ts'
import { insertQuestion, removeQuestion } from '#shared/flow/editing/questions.ts'
import { modelOf } from '#shared/flow/model.ts'
import { courseOf } from '#shared/flow/visits.ts'
import { bugTechnique } from '../bug-technique.ts'
import { drawCall } from '../drawn-call.ts'
import { Journal } from '../journal.ts'
import { smallFlow } from '../small-flow.ts'

const small = smallFlow()

/** Compares a change of a script with the script that the calls were led by. */
function comparing(definition: FlowDefinition, changed: FlowDefinition) {
  const versions = {
    ...{ before: new LedVersion(compile(definition)), beforeHash: 'before' },
    ...{ after: new LedVersion(compile(changed)), afterHash: 'after' },
  }
  return ({ records: journal }: Pick<Journal, 'records'>, channel: 'phone' | 'written' = 'phone') =>
    compareCall(versions, { channel, flowHash: 'before', journal })
}

const flow = compile(small)
const filed = () =>
  new Journal(flow)
    .answers('greet.yes')
    .answers('browser.chrome')
    .answers('form.file')
    .intends('file-ticket', 'file-ticket@1')
    .finds('file-ticket', { ticket: 'numbered' })
    .answers('filed.end')

describe('a call under two versions', () => {
  it('goes the same way where only words differ, and the time that they take is told', () => {
    const longer = structuredClone(small)
    Object.assign(longer.script.steps.form ?? {}, { say: 'Je crée le ticket, ne quittez pas un instant, merci.' })
    const compared = comparing(small, longer)(filed())
    expect(compared).toMatchObject({ kind: 'same', before: { closing: 'persisting', filesTicket: true } })
    const { before, after } = compared as Extract<Compared, { kind: 'same' }>
    expect(after.seconds - before.seconds).toBeCloseTo((6 * 60) / 175)
  })

  it('goes elsewhere at the first step where the versions part, and each is led to its end', () => {
    const changed = leadTo(small, { stepId: 'browser', answerId: 'browser.chrome', index: 0 }, 'resolved')
    expect(comparing(small, changed)(filed())).toMatchObject({
      ...{ kind: 'elsewhere', at: { stepId: 'browser', event: 'browser.chrome' } },
      ...{ beforeStep: 'form', afterStep: 'resolved' },
      before: { closing: 'persisting', filesTicket: true },
      after: { closing: 'resolved', filesTicket: false },
    })
  })

  it('answers at each step what was answered there, where a question is left out', () => {
    const [by] = ['form.file'].map((answerId) => ({ stepId: 'form', answerId, index: 0 }))
    const changed = removeQuestion(small, 'form', by as NonNullable<typeof by>)
    expect(comparing(small, changed)(filed())).toMatchObject({
      ...{ kind: 'elsewhere', beforeStep: 'form', afterStep: 'file' },
      after: { closing: 'persisting', filesTicket: true },
    })
  })

  it('is not led past a question that nobody was asked', () => {
    const way = { stepId: 'browser', answerId: 'browser.chrome', index: 0 }
    const { definition } = insertQuestion(small, small, { after: way, say: 'Depuis quand ?', answer: 'Ce matin' })
    expect(comparing(small, definition)(filed())).toMatchObject({
      ...{ kind: 'elsewhere', at: { stepId: 'browser' } },
      ...{ before: { closing: 'persisting' }, after: { closing: null, filesTicket: false } },
    })
  })

  it('still ends where the caller goes, for that may come anywhere', () => {
    const way = { stepId: 'browser', answerId: 'browser.chrome', index: 0 }
    const { definition } = insertQuestion(small, small, { after: way, say: 'Depuis quand ?', answer: 'Ce matin' })
    const gone = new Journal(flow).answers('greet.yes').answers('browser.chrome').answers('caller-gone')
    expect(comparing(small, definition)(gone.answers('gone.end'))).toMatchObject({
      ...{ kind: 'elsewhere', after: { closing: 'gone' } },
    })
  })

  it('leaves out what was taken back', () => {
    const changed = leadTo(small, { stepId: 'greet', answerId: 'greet.check', index: 0 }, 'form')
    const call = new Journal(flow).answers('greet.check').fails('check-platform').backTo(0)
    call.answers('greet.yes').answers('browser.works')
    expect(comparing(small, changed)(call)).toMatchObject({ kind: 'same', before: { closing: 'resolved' } })
  })

  it('is unverified again once another agent has taken it up, and ends as nobody did where the workplace ended it', () => {
    const guarded = structuredClone(small)
    const on = guarded.machine.states.filing?.states?.form?.on as Record<string, unknown>
    const guard = { type: 'facts@1', params: { identity: ['verified'] } }
    on['form.file'] = [{ target: 'file', guard }, { target: 'filed' }]
    const call = new Journal(compile(guarded)).answers('greet.yes').answers('browser.code')
    call.intends('verify', 'verify-identity-code@1').finds('verify', { identity: 'verified' })
    call.handsOver().answers('form.file')
    const compare = comparing(guarded, structuredClone(guarded))
    expect(call.fold.stepId).toBe('filed')
    expect(compare({ records: [...call.records] })).toMatchObject({ kind: 'same', before: { closing: null } })
    expect(compare(call.answers('filed.end'))).toMatchObject({
      ...{ kind: 'same', before: { closing: 'persisting', filesTicket: false } },
    })
    const open = new Journal(flow).answers('greet.yes').isLeftOpen()
    expect(comparing(small, small)(open)).toMatchObject({ kind: 'same', before: { closing: null } })
  })

  it('cannot be told where the new version does not know what came', () => {
    const changed = removeAnswer(small, 'browser', 'browser.chrome')
    expect(comparing(small, changed)(filed())).toEqual({
      ...{ kind: 'unknown', at: { stepId: 'browser', event: 'browser.chrome' } },
      ...{ beforeStep: 'form', afterStep: null },
    })
  })

  it('is unreadable where its own version does not follow it', () => {
    const compare = comparing(small, small)
    expect(() => compare(new Journal(flow).answers('browser.chrome'))).toThrow(UnreadableCall)
    const back = new Journal(flow).answers('greet.yes')
    const [record] = back.records
    expect(() => compare({ records: [{ ...record, event: { type: 'back', takesBack: 'x' } } as never] })).toThrow(
      UnreadableCall,
    )
  })
})

describe('calls drawn at random', () => {
  let definition: FlowDefinition
  let bug: CompiledFlow
  let calls: ReturnType<typeof drawCall>[]
  beforeAll(async () => {
    definition = await bugTechnique()
    bug = compile(definition)
    const model = modelOf(definition)
    calls = Array.from({ length: 150 }, (_, seed) => drawCall(bug, model, seed))
  })
  /** The answers that count, of a call: with the step at which each was given. */
  const answersOf = ({ channel, journal }: (typeof calls)[number]) =>
    courseOf(bug, channel, journal.records).visits.flatMap(({ stepId, leftBy }) =>
      leftBy ? [`${stepId} ${leftBy}`] : [],
    )

  it('never go elsewhere under their own version', () => {
    const compare = comparing(definition, structuredClone(definition))
    for (const { channel, journal } of calls) {
      const { fold } = courseOf(bug, channel, journal.records)
      expect(compare(journal, channel)).toMatchObject({ kind: 'same', after: { closing: fold.closing } })
    }
  })

  it('part where an answer leads elsewhere: those that gave it, and no other', () => {
    let parted = 0
    const asked = ['greet.confirm', 'describe.error-message', 'no-incident.agree', 'clear-cache.done']
    for (const answerId of asked) {
      const stepId = answerId.split('.')[0] ?? ''
      const was = destinationOf(definition, { stepId, answerId, index: 0 })
      const to = ['wrap-up-resolved', 'other-browser'].find((step) => step !== was && bug.steps.has(step)) ?? ''
      const compare = comparing(definition, leadTo(definition, { stepId, answerId, index: 0 }, to))
      for (const call of calls) {
        const gave = answersOf(call).includes(`${stepId} ${answerId}`)
        const compared = compare(call.journal, call.channel)
        expect(compared.kind).toBe(gave ? 'elsewhere' : 'same')
        if (gave) parted += 1
        if (compared.kind === 'elsewhere') expect(compared.at).toEqual({ stepId, event: answerId })
      }
    }
    expect(parted).toBeGreaterThan(40)
  })

  it('cannot be told where an answer is taken off: those that gave it, and no other', () => {
    const compare = comparing(definition, removeAnswer(definition, 'greet', 'greet.confirm'))
    const tally = new Tally()
    for (const call of calls) {
      const compared = compare(call.journal, call.channel)
      expect(compared.kind).toBe(answersOf(call).includes('greet greet.confirm') ? 'unknown' : 'same')
      tally.add(compared)
    }
    const { figures } = tally
    expect(figures.unknown).toBeGreaterThan(25)
    expect(figures.same + figures.unknown).toBe(calls.length)
    expect(figures.partings).toMatchObject([{ kind: 'unknown', stepId: 'greet', calls: figures.unknown }])
  })

  it('are told under an answer that is new, which nobody gave', () => {
    const { definition: changed } = addAnswer(definition, definition, {
      ...{ stepId: 'greet', label: 'Rien de tout cela', to: 'describe' },
    })
    const compare = comparing(definition, changed)
    for (const { channel, journal } of calls) expect(compare(journal, channel).kind).toBe('same')
  })
})
