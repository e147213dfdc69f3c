import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { surveyLink } from '#backend/surveys/survey.ts'
import { openBackend, type TestBackend, testClock } from '../open-backend.ts'
import { publicUrl } from '../pages/site.ts'
import { text } from '../portal/portal-site.ts'
import { newIncident } from '../samples.ts'

let backend: TestBackend
beforeAll(async () => {
  backend = await openBackend({ publicUrl, clock: testClock('2025-12-19T00:30:00.000Z') })
})
afterAll(() => backend.close())

const { host } = new URL(publicUrl)
const get = (url: string) => backend.server.inject({ url, headers: { host } })
const post = (url: string, fields: Record<string, string>) =>
  backend.server.inject({
    ...{ method: 'POST', url, payload: new URLSearchParams(fields).toString() },
    headers: { host, origin: publicUrl, 'content-type': 'application/x-www-form-urlencoded' },
  })
const answers = (id: string) => backend.db.selectFrom('survey').selectAll().where('id', '=', id).execute()

/** An incident of 45 minutes, and an email that told a client of its end. */
async function askOpinion(kind = 'incident-resolved') {
  const { token } = await backend.signIn('technician')
  const body = newIncident({ startedAt: '2025-12-18T23:45:00.000Z', nature: 'Lenteur <de> connexion' })
  const incident = (await backend.ask('declareIncident', { token, body })).json()
  const resolution = { version: incident.version, resolution: 'Redémarrage' }
  await backend.ask('resolveIncident', { token, params: { id: incident.id }, body: resolution })
  const id = uuid()
  const at = backend.clock.now().toISOString()
  await sql`insert into notification
      (id, dedupe_key, kind, subject_id, recipient, data, state, attempts, created_at, next_attempt_at)
    values (${id}, ${id}, ${kind}, ${incident.id}, ${'sophie@exemple.fr'}, '{}', 'sent', 1, ${at}, ${at})`.execute(
    backend.db,
  )
  return { id, incidentId: incident.id, url: surveyLink(backend.config, id).slice(publicUrl.length) }
}

describe('the survey at /enquete/:token', () => {
  it('asks one click: a look changes nothing, the click answers, a word may follow', async () => {
    const { id, incidentId, url } = await askOpinion()
    const asked = (await get(url)).body
    expect(text(asked)).toContain('Êtes-vous satisfait(e) de la façon dont cet incident a été traité ?')
    expect(text(asked)).toContain('Lenteur &lt;de&gt; connexion, le 19/12/2025, résolu en 45 minutes.')
    expect(await answers(id)).toEqual([])

    const clicked = await post(url, { rating: '4' })
    expect(clicked.statusCode).toBe(303)
    expect(text((await get(String(clicked.headers.location))).body)).toContain('Votre note : 4/5')
    await post(url, { rating: '4', comment: ' Réponse rapide,\r\nmerci\0 ' })
    expect(await answers(id)).toEqual([
      {
        ...{ id, incident_id: incidentId, rating: 4, comment: 'Réponse rapide,\nmerci' },
        answered_at: backend.clock.now().toISOString(),
      },
    ])
  })

  it('keeps one answer, which may be changed for thirty days and counts for when it was given', async () => {
    const { id, url } = await askOpinion()
    await post(url, { rating: '2', comment: 'Trop long' })
    const first = backend.clock.now().toISOString()
    backend.clock.advance(29 * 24 * 3600)
    await post(url, { rating: '5' })
    expect(await answers(id)).toMatchObject([{ rating: 5, comment: 'Trop long', answered_at: first }])
    backend.clock.advance(24 * 3600)
    expect((await post(url, { rating: '1' })).statusCode).toBe(410)
    expect((await get(url)).statusCode).toBe(410)
    expect(await answers(id)).toMatchObject([{ rating: 5 }])
  })

  it.each([{}, { rating: '' }, { rating: '6' }, { rating: '0' }, { rating: '4.5' }, { rating: 'x', comment: 'bien' }])(
    'takes a note from 1 to 5 and no other: %j',
    async (fields: Record<string, string>) => {
      const { id, url } = await askOpinion()
      const answer = await post(url, fields)
      expect(answer.statusCode).toBe(400)
      expect(text(answer.body)).toContain('Choisissez une note, de 1 à 5.')
      expect(await answers(id)).toEqual([])
    },
  )

  it('gives back a word that is too long', async () => {
    const { id, url } = await askOpinion()
    await post(url, { rating: '3' })
    const answer = await post(url, { rating: '3', comment: 'é'.repeat(501) })
    expect(answer.statusCode).toBe(400)
    expect(answer.body).toContain('é'.repeat(501))
    expect(await answers(id)).toMatchObject([{ rating: 3, comment: '' }])
  })

  it('opens by the link of an email of an incident’s end alone', async () => {
    const { id, url } = await askOpinion()
    const other = await askOpinion('incident-started')
    for (const path of [other.url, `${url}x`, url.replace(id, other.id), `/enquete/${id}`, '/enquete/x', '/enquete/.'])
      expect((await get(path)).statusCode).toBe(410)
    await backend.db.updateTable('notification').set({ recipient: '' }).where('id', '=', id).execute()
    expect((await get(url)).statusCode).toBe(410)
  })

  it('counts in the satisfaction of the indicators, where its word is read', async () => {
    backend.clock.set('2026-03-02T10:00:00.000Z')
    const { url } = await askOpinion()
    await post(url, { rating: '5', comment: 'Bravo' })
    const { url: second } = await askOpinion()
    await post(second, { rating: '2' })
    backend.clock.advance(60)
    const { token } = await backend.signIn('supervisor')
    const query = { from: '2026-03-01', to: '2026-04-01' }
    const { kpis } = (await backend.ask('readKpis', { token, query })).json()
    expect(kpis.find((one: { id: string }) => one.id === 'satisfaction')).toMatchObject({ value: 3.5, words: '3,5/5' })
    const { events } = (await backend.ask('listKpiEvents', { token, params: { id: 'satisfaction' }, query })).json()
    expect(events.map(({ words }: { words: string }) => words).sort()).toEqual(['2/5', '5/5 : « Bravo »'])
  })
})
