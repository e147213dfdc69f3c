import { v7 as uuid } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Incident } from '#shared/domain/incident.ts'
import type { IncidentStoryRead } from '#shared/domain/incident-story.ts'
import type { PostMortem } from '#shared/domain/post-mortem.ts'
import { workshopOf } from './incident-workshop.ts'
import { openBackend, type SignedIn, type TestBackend } from './open-backend.ts'

let backend: TestBackend
let technician: SignedIn
let agent: SignedIn
let work: ReturnType<typeof workshopOf>
beforeEach(async () => {
  backend = await openBackend()
  technician = await backend.signIn('technician')
  agent = await backend.signIn('hotliner')
  work = workshopOf(backend, technician, agent)
})
afterEach(() => backend.close())

const story = async (id: string): Promise<IncidentStoryRead> =>
  (await backend.ask('readTimeline', { params: { id }, token: technician.token })).json()
const stage = (of: IncidentStoryRead, key: string) => of.stages.find((found) => found.key === key)

describe('the story of an incident', () => {
  it('tells everything in order: reports, changes with what was said of them, notes of the team', async () => {
    const report = await work.report()
    backend.clock.advance(60)
    const declared = await work.declare({ startedAt: '2025-12-19T10:00:00.000Z' })
    await work.attach(declared.id, report.id)
    backend.clock.advance(120)
    await work.update(declared, { cause: 'Surcharge serveur', team: 'Équipe DevOps', note: 'La cause est trouvée.' })
    backend.clock.advance(60)
    await backend.ask('addInternalNote', {
      ...{ params: { id: declared.id }, body: { text: 'Serveur 3 saturé' }, token: technician.token },
    })
    const { entries, stages } = await story(declared.id)
    expect(
      entries.map((entry) => [entry.type, 'action' in entry ? entry.action : null, entry.at.slice(11, 16)]),
    ).toEqual([
      ['ticket', 'received', '10:00'],
      ['change', null, '10:01'],
      ['ticket', 'attached', '10:01'],
      ['change', null, '10:03'],
      ['internalNote', null, '10:04'],
    ])
    expect(entries[3]).toMatchObject({
      ...{ kind: 'updated', by: technician.displayName, note: 'La cause est trouvée.', version: 2 },
      fields: [
        { field: 'cause', before: null, after: 'Surcharge serveur' },
        { field: 'team', before: null, after: 'Équipe DevOps' },
      ],
    })
    expect(stages.find(({ key }) => key === 'investigation')).toMatchObject({
      ...{ dueAt: '2025-12-19T10:06:00.000Z', doneAt: '2025-12-19T10:01:00.000Z', isLate: false },
    })
    expect(stages[0]?.steps[0]).toMatchObject({ key: 'reported', doneAt: '2025-12-19T10:00:00.000Z' })
  })

  it('is not for whoever is not of the team', async () => {
    const { id } = await work.declare()
    for (const role of ['hotliner', 'supervisor', 'trainer'] as const) {
      const { token } = await backend.signIn(role)
      expect((await backend.ask('readTimeline', { params: { id }, token })).statusCode).toBe(403)
    }
    expect((await backend.ask('readTimeline', { params: { id: uuid() }, token: technician.token })).statusCode).toBe(
      404,
    )
  })
})

describe('a post-mortem', () => {
  const read = (id: string, token = technician.token) => backend.ask('readPostMortem', { params: { id }, token })
  const markdown = (id: string, token = technician.token) => backend.ask('exportPostMortem', { params: { id }, token })
  const edit = (id: string, body: object) =>
    backend.ask('editPostMortem', { params: { id }, body, token: technician.token })
  const publish = (id: string, version: number) =>
    backend.ask('publishPostMortem', { params: { id }, body: { version }, token: technician.token })
  const over = async (): Promise<Incident> => {
    const declared = await work.declare({ affectedPercent: 80, cause: 'Surcharge *serveur*' })
    backend.clock.advance(2700)
    return (await work.resolve(declared)).json()
  }
  const written = { summary: 'Le portail', timeline: '- 00:45', causes: 'Surcharge', measures: '', lessons: '' }

  it('is drafted from what happened, and kept by nobody until somebody writes it', async () => {
    const { id } = await over()
    const draft: PostMortem = (await read(id)).json()
    expect(draft).toMatchObject({ version: 0, publishedAt: null, measures: '', causes: 'Surcharge \\*serveur\\*' })
    expect(draft.summary).toContain('**Services affectés** : Portail client')
    expect(draft.summary).toContain('**Début** : 19/12/2025 à 10:45')
    expect(draft.summary).toContain('**Fin** : 11:45 (1 heure)')
    expect(draft.timeline).toMatch(/\*\*11:00\*\* – technician \S+ déclare l’incident/)
    expect(draft.timeline).toMatch(/\*\*11:45\*\* – technician \S+ déclare la fin.*« Optimisation infrastructure »/)
    expect(await backend.db.selectFrom('post_mortem').selectAll().execute()).toEqual([])
  })

  it('is written version over version; whoever comes second is told, and no version is lost', async () => {
    const { id } = await over()
    const [first, second] = await Promise.all([
      edit(id, { ...written, version: 0 }),
      edit(id, { ...written, lessons: 'Prévenir plus tôt', version: 0 }),
    ])
    expect([first.statusCode, second.statusCode].toSorted()).toEqual([200, 409])
    const kept: PostMortem = (await read(id)).json()
    await edit(id, { ...written, measures: 'Alerte à 70 %', version: kept.version })
    const versions = await backend.ask('listPostMortemVersions', { params: { id }, token: technician.token })
    expect(versions.json().versions.map((of: PostMortem) => [of.version, of.measures])).toEqual([
      [2, 'Alerte à 70 %'],
      [1, ''],
    ])
    expect((await edit(id, { ...written, version: 7 })).json().code).toBe('conflict')
  })

  it('is read by everyone once published, as it was published', async () => {
    const { id } = await over()
    expect((await read(id, agent.token)).statusCode).toBe(404)
    await edit(id, { ...written, version: 0 })
    expect((await read(id, agent.token)).statusCode).toBe(404)
    expect((await publish(id, 0)).json().code).toBe('conflict')
    expect((await publish(id, 1)).json()).toMatchObject({ publishedBy: technician.displayName })
    await edit(id, { ...written, summary: 'Réécrit', version: 1 })
    expect((await read(id, agent.token)).json()).toMatchObject({ version: 1, summary: 'Le portail' })
    expect((await read(id)).json()).toMatchObject({ version: 2, publishedAt: null })
    expect((await markdown(id, agent.token)).body).toContain('Le portail')
  })

  it('fills the last stage of the timeline as it is written', async () => {
    const { id } = await over()
    const steps = async () =>
      Object.fromEntries(
        stage(await story(id), 'postMortem')?.steps.map(({ key, doneAt }) => [key, doneAt !== null]) ?? [],
      )
    expect(await steps()).toEqual({ causes: false, documented: false, measures: false, shared: false })
    await edit(id, { ...written, version: 0 })
    expect(await steps()).toEqual({ causes: true, documented: true, measures: false, shared: false })
    await edit(id, { ...written, measures: 'Alerte', version: 1 })
    await publish(id, 2)
    expect(await steps()).toEqual({ causes: true, documented: true, measures: true, shared: true })
    expect(stage(await story(id), 'postMortem')?.doneAt).toBe('2025-12-19T10:45:00.000Z')
  })

  it('leaves as a Markdown file whose titles are the procedure’s', async () => {
    const { id } = await over()
    const exported = await markdown(id)
    expect(exported.headers).toMatchObject({
      'content-type': 'text/markdown; charset=utf-8',
      'content-disposition': 'attachment; filename="post-mortem-2025-12-19-INC-MAJOR-001.md"',
      'x-content-type-options': 'nosniff',
    })
    expect(exported.body.split('\n').filter((line) => line.startsWith('#'))).toEqual([
      '# Post-mortem – INC-MAJOR-001 – Erreur 502 Bad Gateway',
      ...['## Résumé', '## Déroulement', '## Causes profondes', '## Mesures préventives', '## Retour d’expérience'],
    ])
    expect((await markdown(uuid())).statusCode).toBe(404)
  })
})

describe('a template', () => {
  const content = {
    for: 'incident',
    fields: { nature: 'Erreur 502', services: [{ id: 'portail-client', level: 'down' }], estimatedMinutes: 45 },
  }
  const list = async () => (await backend.ask('listTemplates', { token: technician.token })).json().templates
  const create = (name: string, of: object = content) =>
    backend.ask('createTemplate', { body: { name, content: of }, token: technician.token })

  it('is added, changed and deleted by the team, and listed by name', async () => {
    const second = (await create('Portail en panne')).json()
    const first = (
      await create('Étape : cause trouvée', { for: 'update', fields: { state: 'identified', note: 'x' } })
    ).json()
    expect(await list()).toEqual([first, second])
    const params = { id: second.id }
    const change = (body: object) =>
      backend.ask('changeTemplate', { params, body: { content, ...body }, token: technician.token })
    const changed = await change({ name: 'Ateliers en panne', version: 1 })
    expect(changed.json()).toMatchObject({ name: 'Ateliers en panne', version: 2, updatedBy: technician.displayName })
    expect((await change({ name: 'Autre', version: 1 })).json().code).toBe('conflict')
    expect(await list()).toEqual([changed.json(), first])
    const forget = () => backend.ask('deleteTemplate', { params, token: technician.token })
    expect([(await forget()).statusCode, (await forget()).statusCode]).toEqual([204, 404])
    expect((await change({ name: 'Autre', version: 2 })).statusCode).toBe(404)
  })

  it.each([
    ['name', { name: ' ', content }],
    ['content.for', { name: 'x', content: { for: 'appel', fields: {} } }],
    ['content.fields.state', { name: 'x', content: { for: 'update', fields: { state: 'resolved' } } }],
  ])('with a wrong %s is refused', async (path, body) => {
    const refused = await backend.ask('createTemplate', { body, token: technician.token })
    expect(refused.json().fields).toEqual([expect.objectContaining({ path })])
  })
})
