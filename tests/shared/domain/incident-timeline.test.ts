import { describe, expect, it } from 'vitest'
import type { Incident } from '#shared/domain/incident.ts'
import {
  type IncidentStory,
  incidentStages,
  type JournalEntry,
  type TimelineStage,
  type ToldNews,
} from '#shared/domain/incident-timeline.ts'

/** 19/12/2025 00:45 in Paris: T+0. */
const t0 = '2025-12-18T23:45:00.000Z'
const t = (minutes: number, seconds = 0) => new Date(Date.parse(t0) + minutes * 60_000 + seconds * 1000).toISOString()

const incident: Incident = {
  ...{ id: '019b3000-0000-7000-8000-000000000001', kind: 'incident', number: 'INC-MAJOR-001' },
  ...{
    services: [{ id: 'portail-client', level: 'down' }],
    nature: 'Portail indisponible',
    impact: 'Connexion impossible',
  },
  ...{ affectedPercent: 80, startedAt: t0, estimatedEndAt: null, cause: null, workarounds: [], team: null },
  ...{
    state: 'investigating',
    declaredAt: t0,
    resolvedAt: null,
    resolution: null,
    updatedAt: t0,
    version: 1,
    notes: [],
  },
}
const entry = (minutes: number, after: Record<string, unknown>, more: Partial<JournalEntry> = {}): JournalEntry => ({
  ...{ version: 2, at: t(minutes), by: 'Inès R.', kind: 'updated', note: null, reason: null },
  fields: Object.entries(after).map(([field, value]) => ({
    ...{ field: field as JournalEntry['fields'][number]['field'], before: null, after: value },
  })),
  ...more,
})
const declared = entry(0, { state: 'investigating', workarounds: [] }, { kind: 'declared', by: 'Supervision' })
const story = (change: Partial<IncidentStory> = {}): IncidentStory => ({
  ...{ incident, journal: [declared], detected: null, told: [], postMortem: null },
  ...change,
})
const told = (minutes: number, event: ToldNews['event'], audience: ToldNews['audience'], sentAfter = 1): ToldNews => ({
  ...{ event, audience, channel: 'email', at: t(minutes), sentAt: t(minutes, sentAfter) },
  ...{ waiting: 0, sent: 1, failed: 0, dropped: 0 },
})
const stagesAt = (minutes: number, change: Partial<IncidentStory> = {}) =>
  incidentStages(story(change), Date.parse(t(minutes)))
const by = <K extends TimelineStage['key']>(stages: TimelineStage[], key: K) => {
  const found = stages.find((stage) => stage.key === key)
  if (!found) throw new Error(`no stage ${key}`)
  return { ...found, step: (name: string) => found.steps.find((step) => step.key === name) }
}
const late = (stages: TimelineStage[]) => stages.filter(({ isLate }) => isLate).map(({ key }) => key)

describe('the timeline of an incident', () => {
  it('gives each stage its mark and its due time, in the procedure’s words', () => {
    expect(stagesAt(0).map(({ title, mark, dueFrom, dueAt }) => [title, mark, dueFrom, dueAt])).toEqual([
      ['Détection', 'T+0', null, t(0)],
      ['Investigation', 'T+5 min', null, t(5)],
      ['Workaround', 'T+15 min, si possible', null, t(15)],
      ['Résolution', 'T+30-60 min', t(30), t(60)],
      ['Post-mortem', 'J+1', null, null],
    ])
  })

  it('is late once the minute of its mark is over, and not before', () => {
    expect(late(stagesAt(6))).toEqual([])
    expect(late(stagesAt(6.1))).toEqual(['investigation'])
    expect(late(stagesAt(17))).toEqual(['investigation', 'workaround'])
    expect(late(stagesAt(62))).toEqual(['investigation', 'workaround', 'resolution'])
  })

  it('says who did each thing first, and that it was done late', () => {
    const journal = [
      declared,
      entry(4, { team: 'Équipe DevOps' }),
      entry(8, { state: 'identified', cause: 'Surcharge serveur' }, { note: 'La cause est trouvée.', by: 'Paul A.' }),
      entry(10, { estimatedEndAt: t(45) }),
      entry(12, { workarounds: ['Application mobile'] }),
    ]
    const investigation = by(stagesAt(12, { journal }), 'investigation')
    expect(investigation).toMatchObject({ doneAt: t(8), by: 'Paul A.', isLate: true })
    expect(investigation.step('assigned')).toMatchObject({ doneAt: t(4), by: 'Inès R.' })
    expect(investigation.step('published')).toMatchObject({ doneAt: t(8), by: 'Paul A.' })
    expect(investigation.step('estimated')).toMatchObject({ doneAt: t(10) })
    const workaround = by(stagesAt(40, { journal }), 'workaround')
    expect(workaround).toMatchObject({ doneAt: t(12), isLate: false })
    expect(workaround.step('hotlinersTold')).toMatchObject({ title: 'Communication aux hotliners', doneAt: t(12) })
  })

  it('is over without a workaround when none was possible', () => {
    const resolved = entry(40, { state: 'resolved' }, { kind: 'resolved' })
    const over = { ...incident, state: 'resolved' as const, resolvedAt: t(40) }
    const stages = stagesAt(50, { incident: over, journal: [declared, entry(3, { cause: 'x' }), resolved] })
    expect(by(stages, 'workaround')).toMatchObject({ isSkipped: true, isLate: false, doneAt: null })
    expect(by(stages, 'resolution')).toMatchObject({ doneAt: t(40), by: 'Inès R.', isLate: false })
  })

  it('forgets the end of an incident that was opened again', () => {
    const journal = [
      declared,
      entry(40, { state: 'resolved', resolvedAt: t(40) }, { kind: 'resolved' }),
      entry(50, { state: 'investigating', resolvedAt: null }, { kind: 'reopened' }),
    ]
    expect(by(stagesAt(55, { journal }), 'resolution')).toMatchObject({ doneAt: null, isLate: false })
  })

  it('counts the tests of validation only once the correction is out and the end said', () => {
    const journal = [declared, entry(40, { state: 'monitoring' })]
    const before = by(stagesAt(41, { journal }), 'resolution')
    expect([before.step('deployed')?.doneAt, before.step('validated')?.doneAt]).toEqual([t(40), null])
    const over = { ...incident, state: 'resolved' as const, resolvedAt: t(45) }
    const resolved = entry(45, { state: 'resolved' }, { kind: 'resolved' })
    const after = by(stagesAt(46, { incident: over, journal: [...journal, resolved] }), 'resolution')
    expect(after.step('validated')?.doneAt).toBe(t(45))
  })

  it('says what was sent to whom at each stage, and when the first of it left', () => {
    const journal = [declared, entry(12, { workarounds: ['Application mobile'] })]
    const news = [
      told(0, 'declared', 'team'),
      told(0, 'declared', 'client', 3),
      told(5, 'updated', 'subscriber'),
      told(12, 'updated', 'client', 9),
    ]
    const stages = stagesAt(13, { journal, told: news })
    expect(stages.map((stage) => stage.told.length)).toEqual([2, 1, 1, 0, 0])
    expect(by(stages, 'detection').step('teamTold')?.doneAt).toBe(t(0, 1))
    expect(by(stages, 'workaround').step('clientsTold')?.doneAt).toBe(t(12, 9))
    const unsent = news.map((of) => ({ ...of, sentAt: null }))
    expect(by(stagesAt(13, { journal, told: unsent }), 'detection').step('teamTold')?.doneAt).toBeNull()
  })

  it('asks for an email to clients with a workaround only when the incident is major', () => {
    const small = { ...incident, affectedPercent: 20 }
    expect(by(stagesAt(0, { incident: small }), 'workaround').step('clientsTold')).toBeUndefined()
  })

  it('dates the detection from the first signal, and its mark from the declaration', () => {
    const detection = by(stagesAt(1, { detected: { at: t(-3), by: 'Léa M.' } }), 'detection')
    expect(detection.step('reported')).toMatchObject({ doneAt: t(-3), by: 'Léa M.' })
    expect(detection).toMatchObject({ doneAt: t0, by: 'Supervision', isLate: false })
  })

  it('wants a post-mortem by the end of the next day in Paris', () => {
    const over = { ...incident, state: 'resolved' as const, resolvedAt: t(45) }
    const at = (now: string, shared: string | null) =>
      by(
        incidentStages(
          story({
            incident: over,
            postMortem: {
              ...{ documented: { at: t(600), by: 'Inès R.' }, causes: null, measures: null },
              shared: shared === null ? null : { at: shared, by: 'Inès R.' },
            },
          }),
          Date.parse(now),
        ),
        'postMortem',
      )
    expect(at('2025-12-20T22:59:00.000Z', null)).toMatchObject({ dueAt: '2025-12-20T22:59:00.000Z', isLate: false })
    expect(at('2025-12-20T23:01:00.000Z', null).isLate).toBe(true)
    expect(at('2025-12-25T00:00:00.000Z', '2025-12-20T10:00:00.000Z')).toMatchObject({ isLate: false, by: 'Inès R.' })
    expect(at('2025-12-20T00:00:00.000Z', null).step('documented')?.doneAt).toBe(t(600))
  })
})

describe('the timeline of a maintenance', () => {
  const planned: Incident = { ...incident, kind: 'maintenance', state: 'scheduled', estimatedEndAt: t(60) }

  it('is its planned hours', () => {
    const stages = incidentStages(story({ incident: planned }), Date.parse(t(-10)))
    expect(stages.map(({ title, dueAt, isLate }) => [title, dueAt, isLate])).toEqual([
      ['Annonce', null, false],
      ['Début', t(0), false],
      ['Fin', t(60), false],
    ])
  })

  it('is late where it begins or ends after them', () => {
    expect(late(incidentStages(story({ incident: planned }), Date.parse(t(2))))).toEqual(['start'])
    const begun = story({
      incident: { ...planned, state: 'inProgress' },
      journal: [declared, entry(0, { state: 'inProgress' })],
    })
    expect(late(incidentStages(begun, Date.parse(t(59))))).toEqual([])
    expect(late(incidentStages(begun, Date.parse(t(62))))).toEqual(['end'])
  })
})
