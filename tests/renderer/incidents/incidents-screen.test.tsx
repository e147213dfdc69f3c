// @vitest-environment jsdom
import { act, screen, within } from '@testing-library/react'
import { v7 as uuid } from 'uuid'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { StationInput, StationState } from '#shared/contracts/station.ts'
import IncidentsScreen from '../../../src/renderer/incidents/incidents-screen.tsx'
import { openIncident, useIncidentsPlace } from '../../../src/renderer/incidents/place.ts'
import { answers } from '../../../src/renderer/service/use-service.ts'
import { eventually } from '../../eventually.ts'
import { onScreen } from '../on-screen.tsx'
import { failed, ok, quietState, TestStation } from '../test-station.ts'
import { deskState, incidentAt, platformWith, technician, ticketOf } from './samples.ts'

beforeEach(() => {
  vi.setSystemTime(new Date('2025-12-18T23:50:00.000Z'))
  useIncidentsPlace.setState({ ...useIncidentsPlace.getInitialState(), agentId: technician.id }, true)
  answers.clear()
})
afterEach(() => void vi.useRealTimers())

type Asked = StationInput<'service.ask'>

/** A desk whose service answers so; what it is not told about is empty. */
function desk(
  state: StationState = deskState([incidentAt({})]),
  told: Record<string, (input: Asked['input']) => unknown> = {},
) {
  const drafts = new Map<string, string>()
  const empty: typeof told = {
    listIncidents: () => ({ incidents: [] }),
    readIncident: () => incidentAt({}),
    readTimeline: () => ({ incident: incidentAt({}), stages: [], entries: [] }),
    listIncidentProposals: () => ({ proposals: [], minimum: 3, minutes: 10 }),
    listTemplates: () => ({ templates: [] }),
    listTickets: () => ({ tickets: [ticketOf()] }),
    countTickets: () => ({ counts: { new: 1, mine: 0, others: 0, attached: 0 } }),
    readTicket: () => ticketOf(),
    listIncidentTickets: () => ({ tickets: [] }),
    ...told,
  }
  const station = new TestStation(state, {
    'service.ask': async ({ operation, input }) => {
      const answer = await empty[operation]?.(input)
      if (answer instanceof Error) return failed('unreachable')
      return answer === undefined ? failed('not-found') : ok({ answer })
    },
    'drafts.read': ({ key }) => ok({ text: drafts.get(key) ?? null }),
    'drafts.keep': ({ key, text }) => {
      drafts.set(key, text)
      return ok({})
    },
    'drafts.forget': ({ key }) => {
      drafts.delete(key)
      return ok({})
    },
  })
  const asked = (operation: string) =>
    (station.inputsOf('service.ask') as Asked[]).filter((of) => of.operation === operation).map(({ input }) => input)
  return { station, asked, drafts, ...onScreen(station, <IncidentsScreen />) }
}

test('a major incident shows every field of the procedure, and another person’s change as soon as it is heard', async () => {
  const { station } = desk()
  const card = await screen.findByRole('article', { name: /Incident majeur/ })
  for (const words of ['INC-MAJOR-001', '19/12/2025 à 00:45', '80 % des utilisateurs – Connexion impossible'])
    expect(within(card).getByText(words)).toBeDefined()
  for (const words of ['Surcharge serveur backend', '01:30 (dans 40 min)', 'Équipe DevOps', 'Investigation en cours'])
    expect(within(card).getByText(words)).toBeDefined()
  act(() => {
    const status = platformWith([incidentAt({ version: 2, cause: 'Disque plein', state: 'identified' })])
    station.say({ platform: { status, isLive: true, ageMs: 0 } })
  })
  expect(within(card).getByText('Disque plein')).toBeDefined()
  expect(within(card).getByText('Cause identifiée')).toBeDefined()
})

test('what is over is listed before the platform’s status has come', async () => {
  const unheard = { ...deskState([]), platform: quietState.platform }
  desk(unheard, { listIncidents: () => ({ incidents: [incidentAt({ state: 'resolved', nature: 'Portail lent' })] }) })
  expect((await screen.findAllByText(/Portail lent/)).length).toBeGreaterThan(0)
})

test('a report that is handled is taken in hand, and shown closely', async () => {
  const { user, asked } = desk()
  await user.click(await screen.findByRole('button', { name: 'Traiter INC-20251219-0034' }))
  expect(asked('takeTicket')).toEqual([{ params: { id: ticketOf().id }, body: { from: null } }])
  expect(await screen.findByRole('button', { name: 'Répondre au client' })).toBeDefined()
})

test('a message that nobody received is in sight, and is sent again; one that would come too late is not', async () => {
  const failing = (change: object) => ({
    ...{
      id: ticketOf().id,
      channel: 'email',
      kind: 'ticket-confirmation',
      incidentId: null,
      event: null,
      audience: null,
    },
    ...{ recipient: 'sophie.l@exemple.fr', state: 'failed', attempts: 9, lastError: '550 boîte pleine' },
    ...{ createdAt: '2025-12-18T23:40:00.000Z', nextAttemptAt: null, endedAt: '2025-12-18T23:45:00.000Z' },
    ...{ canBeSentAgain: true, ...change },
  })
  let notifications = [failing({}), failing({ id: uuid(), kind: 'identity-code', canBeSentAgain: false })]
  const { user, asked } = desk(undefined, {
    listNotifications: () => ({ notifications, counts: [] }),
    resendNotification: () => {
      notifications = []
      return failing({ state: 'waiting', canBeSentAgain: false })
    },
  })
  const section = await screen.findByRole('region', { name: 'Messages non partis' })
  expect(within(section).getByText(/Email, confirmation d’un signalement/)).toBeDefined()
  expect(within(section).getByText('550 boîte pleine')).toBeDefined()
  expect(within(section).queryByText(/code d’identité/)).toBeNull()
  await user.click(within(section).getByRole('button', { name: 'Renvoyer à sophie.l@exemple.fr' }))
  expect(asked('resendNotification')).toEqual([{ params: { id: ticketOf().id } }])
  await eventually(() => expect(screen.queryByRole('region', { name: 'Messages non partis' })).toBeNull())
})

test('what is answered to a client is kept while the service is away, and found again', async () => {
  const { user, drafts } = desk(undefined, { answerTicket: () => new Error() })
  await user.click(await screen.findByRole('button', { name: 'Traiter INC-20251219-0034' }))
  await user.click(await screen.findByRole('button', { name: 'Répondre au client' }))
  await user.type(await screen.findByLabelText('Votre réponse'), 'Nous cherchons.')
  await user.click(screen.getByRole('button', { name: 'Envoyer la réponse' }))
  expect(await screen.findByText(/Le service ne répond pas/)).toBeDefined()
  await eventually(() => expect([...drafts.values()].join()).toContain('Nous cherchons.'))
  await user.click(screen.getByRole('button', { name: 'Plus tard' }))
  await user.click(screen.getByRole('button', { name: 'Répondre au client' }))
  expect(await screen.findByDisplayValue('Nous cherchons.')).toBeDefined()
})

test('alike reports propose an incident, which is declared with their tickets', async () => {
  const proposal = {
    ...{ signature: 'error/502', kind: 'system', errorCode: '502', page: 'mes tickets', reports: 7, callsUnderWay: 2 },
    ...{ firstAt: '2025-12-18T23:41:00.000Z', lastAt: '2025-12-18T23:49:00.000Z' },
    tickets: [{ id: ticketOf().id, number: ticketOf().number, receivedAt: ticketOf().receivedAt }],
  }
  const { user, asked } = desk(deskState([]), {
    listIncidentProposals: () => ({ proposals: [proposal], minimum: 3, minutes: 10 }),
    declareIncident: () => incidentAt({}),
  })
  expect(await screen.findByText('7 signalements semblables en 10 minutes, dont 2 appels en cours')).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Déclarer un incident' }))
  expect(await screen.findByDisplayValue('Erreur 502, page « mes tickets »')).toBeDefined()
  await user.click(within(screen.getByRole('radiogroup', { name: 'Portail client' })).getByLabelText('indisponible'))
  await user.type(screen.getByLabelText('Impact'), 'Connexion impossible')
  await user.click(screen.getByRole('button', { name: 'Déclarer l’incident' }))
  await eventually(() => expect(asked('declareIncident')).toHaveLength(1))
  expect(asked('declareIncident')[0]?.body).toMatchObject({
    ...{ nature: 'Erreur 502, page « mes tickets »', services: [{ id: 'portail', level: 'down' }] },
    proposal: { signature: 'error/502', ticketIds: [ticketOf().id] },
  })
})

test('two who edit the same incident are told, and nothing typed is lost', async () => {
  const theirs = incidentAt({ version: 2, cause: 'Disque plein', impact: 'Lenteurs' })
  const fields = [{ field: 'cause', before: 'Surcharge serveur backend', after: 'Disque plein' }]
  const change = {
    version: 2,
    at: '2025-12-18T23:51:00.000Z',
    by: 'Paul A.',
    kind: 'updated',
    fields,
    note: null,
    reason: null,
  }
  let hasChanged = false
  const { user, station, asked } = desk(undefined, {
    readTimeline: () => ({
      ...{ incident: hasChanged ? theirs : incidentAt({}), stages: [] },
      entries: hasChanged ? [{ type: 'change', ...change }] : [],
    }),
    updateIncident: () => theirs,
  })
  act(() => openIncident(incidentAt({}).id, 'update'))
  const cause = await screen.findByLabelText('Cause')
  await user.clear(cause)
  await user.type(cause, 'Bail expiré')
  hasChanged = true
  act(() => {
    const platform = { status: platformWith([theirs]), isLive: true, ageMs: 0 }
    station.say({ platform, desk: { ...quietState.desk, incidents: 1 } })
  })
  const told = await screen.findByRole('alert')
  expect(await within(told).findByText('Cause : Surcharge serveur backend → Disque plein')).toBeDefined()
  expect(within(told).getByText(/Vous avez aussi changé : Cause/)).toBeDefined()
  await user.click(within(told).getByRole('button', { name: 'Reprendre ma saisie sur leur version' }))
  expect(screen.getByLabelText<HTMLInputElement>('Cause').value).toBe('Bail expiré')
  expect(screen.getByLabelText<HTMLInputElement>('Impact').value).toBe('Lenteurs')
  await user.click(screen.getByRole('button', { name: 'Publier la mise à jour' }))
  await eventually(() => expect(asked('updateIncident')).toHaveLength(1))
  expect(asked('updateIncident')[0]?.body).toEqual({ version: 2, cause: 'Bail expiré' })
})

test('a template fills what is empty, and never what is typed', async () => {
  const fields = { cause: 'Surcharge', note: 'Nous cherchons.', workarounds: ['Application mobile'] }
  const template = {
    id: technician.id,
    name: 'Lenteurs',
    content: { for: 'update', fields },
    version: 1,
    updatedAt: '2025-12-01T00:00:00.000Z',
    updatedBy: 'Inès R.',
  }
  const { user } = desk(undefined, { listTemplates: () => ({ templates: [template] }) })
  act(() => openIncident(incidentAt({}).id, 'update'))
  await user.click(await screen.findByRole('button', { name: 'Remplir ce qui est vide' }))
  expect(screen.getByLabelText<HTMLTextAreaElement>('Ce que vous dites aux clients').value).toBe('Nous cherchons.')
  expect(screen.getByLabelText<HTMLTextAreaElement>('Workaround').value).toBe('Application mobile')
  expect(screen.getByLabelText<HTMLInputElement>('Cause').value).toBe('Surcharge serveur backend')
})

test('what is held while the link is lost is said to be old, and a supervisor reads without acting', async () => {
  const state = deskState([incidentAt({})])
  const { station } = desk({
    ...state,
    session: { ...state.session, user: { ...technician, role: 'supervisor' } as never },
  })
  expect(await screen.findByRole('article', { name: /Incident majeur/ })).toBeDefined()
  expect(screen.queryByRole('button', { name: 'Mettre à jour' })).toBeNull()
  expect(screen.queryByRole('button', { name: 'Créer un nouvel incident' })).toBeNull()
  act(() => station.say({ link: 'offline', platform: { ...state.platform, isLive: false } }))
  expect(screen.getByText(/voici ce qui était connu le 19\/12\/2025 à 00:50/)).toBeDefined()
})

test('the next one on a shared workplace begins at the desk, and whoever only reads is shown no form', async () => {
  openIncident(incidentAt({}).id, 'update')
  useIncidentsPlace.setState({ agentId: 'another', ticketId: ticketOf().id })
  const { unmount } = desk()
  expect(await screen.findByRole('heading', { name: 'Incidents techniques en cours' })).toBeDefined()
  expect(screen.queryByRole('complementary')).toBeNull()
  unmount()
  openIncident(incidentAt({}).id, 'update')
  const state = deskState([incidentAt({})])
  desk({ ...state, session: { ...state.session, user: { ...technician, role: 'supervisor' } as never } })
  expect(await screen.findByRole('heading', { name: 'Portail client indisponible' })).toBeDefined()
  expect(screen.queryByRole('button', { name: 'Publier la mise à jour' })).toBeNull()
})

const over = (change: object = {}) =>
  incidentAt({
    state: 'resolved',
    resolvedAt: '2025-12-18T23:48:00.000Z',
    resolution: 'Redémarrage',
    notes: [{ id: 'n1', at: '2025-12-18T23:46:00.000Z', text: 'Nous chercons.', state: 'investigating' }],
    ...change,
  })

test('what is said of an ended incident is corrected with a reason, and nothing else is sent', async () => {
  const { user, asked } = desk(deskState([]), {
    readIncident: () => over(),
    listServices: () => ({ services: platformWith([]).services }),
    correctIncident: () => over({ version: 2 }),
  })
  act(() => openIncident(over().id, 'correction'))
  const cause = await screen.findByLabelText('Cause')
  await user.clear(cause)
  await user.type(cause, 'Disque plein')
  await user.click(screen.getByRole('button', { name: 'Corriger' }))
  expect(screen.getByText('Dites à l’équipe pourquoi vous corrigez.')).toBeDefined()
  expect(asked('correctIncident')).toEqual([])
  await user.type(screen.getByLabelText('Pourquoi vous corrigez'), 'Mesuré depuis')
  await user.click(screen.getByRole('button', { name: 'Corriger' }))
  expect(asked('correctIncident')).toEqual([
    { params: { id: over().id }, body: { version: over().version, reason: 'Mesuré depuis', cause: 'Disque plein' } },
  ])
})

test('two who correct the same incident are told, each word typed is kept, and only that is sent', async () => {
  const theirs = over({
    version: 2,
    resolution: 'Bascule',
    resolvedAt: '2025-12-18T23:47:00.000Z',
    cause: 'Disque plein',
  })
  const fields = [
    { field: 'resolution', before: 'Redémarrage', after: 'Bascule' },
    { field: 'cause', before: 'Surcharge serveur backend', after: 'Disque plein' },
  ]
  const change = {
    ...{ type: 'change', version: 2, at: '2025-12-18T23:49:00.000Z', by: 'Paul A.', kind: 'corrected', fields },
    ...{ note: null, reason: 'Vu avec l’hébergeur' },
  }
  let hasChanged = false
  const { user, station, asked } = desk(deskState([]), {
    readIncident: () => (hasChanged ? theirs : over()),
    readTimeline: () => ({
      ...{ incident: hasChanged ? theirs : over(), stages: [] },
      entries: hasChanged ? [change] : [],
    }),
    correctIncident: () => over({ version: 3 }),
  })
  act(() => openIncident(over().id, 'correction'))
  await user.type(await screen.findByLabelText('Pourquoi vous corrigez'), 'Mesuré depuis')
  const resolution = screen.getByLabelText('Résolution')
  await user.clear(resolution)
  await user.type(resolution, 'Ajout d’un serveur')
  hasChanged = true
  act(() => station.say({ desk: { ...quietState.desk, incidents: 1 } }))
  const told = await screen.findByRole('alert')
  expect(await within(told).findByText('Résolution : Redémarrage → Bascule')).toBeDefined()
  expect(within(told).getByText('Pourquoi : « Vu avec l’hébergeur »')).toBeDefined()
  expect(within(told).getByText(/Vous avez aussi changé : Résolution\. /)).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Corriger' }))
  expect(asked('correctIncident')).toEqual([])
  expect(document.activeElement?.textContent).toBe('Reprendre ma saisie sur leur version')
  await user.click(within(told).getByRole('button', { name: 'Reprendre ma saisie sur leur version' }))
  expect(screen.getByLabelText<HTMLInputElement>('Cause').value).toBe('Disque plein')
  expect(screen.getByLabelText<HTMLInputElement>('Fin constatée').value).toBe('19/12/2025 00:47')
  await user.click(screen.getByRole('button', { name: 'Corriger' }))
  expect(asked('correctIncident')).toEqual([
    {
      params: { id: over().id },
      body: { version: 2, reason: 'Mesuré depuis', resolution: 'Ajout d’un serveur' },
    },
  ])
})

test('what is being corrected is kept while its incident is opened again', async () => {
  let isOver = true
  const { user, station } = desk(deskState([]), {
    readIncident: () => (isOver ? over() : incidentAt({ version: 2 })),
    readTimeline: () => ({ incident: isOver ? over() : incidentAt({ version: 2 }), stages: [], entries: [] }),
  })
  act(() => openIncident(over().id, 'correction'))
  await user.type(await screen.findByLabelText('Pourquoi vous corrigez'), 'Mesuré depuis')
  isOver = false
  act(() => station.say({ desk: { ...quietState.desk, incidents: 1 } }))
  expect(await screen.findByText('Cet incident est en cours : mettez-le à jour.')).toBeDefined()
  expect(screen.getByText(/Ce que vous aviez commencé à corriger est gardé/)).toBeDefined()
})

test('the words of a public note are corrected where they are read', async () => {
  const { user, asked } = desk(deskState([]), { readIncident: () => over(), correctIncidentNote: () => over() })
  act(() => openIncident(over().id))
  await user.click(await screen.findByRole('button', { name: /^Corriger ce qui a été dit le/ }))
  const words = await screen.findByLabelText('Ce que lisent les clients')
  await user.clear(words)
  await user.type(words, 'Nous cherchons.')
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Corriger' }))
  expect(asked('correctIncidentNote')).toEqual([
    { params: { id: over().id, noteId: 'n1' }, body: { version: over().version, text: 'Nous cherchons.' } },
  ])
})

test('two who correct the same note: the second is shown the new words, and keeps their own', async () => {
  const theirs = over({ version: 2, notes: [{ ...over().notes[0], text: 'Nous cherchons la cause.' }] })
  let hasChanged = false
  const { user, station, asked } = desk(deskState([]), {
    readIncident: () => (hasChanged ? theirs : over()),
    correctIncidentNote: () => theirs,
  })
  act(() => openIncident(over().id))
  await user.click(await screen.findByRole('button', { name: /^Corriger ce qui a été dit le/ }))
  const words = await screen.findByLabelText('Ce que lisent les clients')
  await user.clear(words)
  await user.type(words, 'Nous cherchons.')
  hasChanged = true
  act(() => station.say({ desk: { ...quietState.desk, incidents: 1 } }))
  const dialog = within(screen.getByRole('dialog'))
  expect(within(await dialog.findByRole('alert')).getByText('Nous cherchons la cause.')).toBeDefined()
  await user.type(words, '{Control>}{Enter}{/Control}')
  expect(asked('correctIncidentNote')).toEqual([])
  await user.click(dialog.getByRole('button', { name: 'Reprendre ma saisie sur leur version' }))
  await user.click(dialog.getByRole('button', { name: 'Corriger' }))
  expect(asked('correctIncidentNote')).toEqual([
    { params: { id: over().id, noteId: 'n1' }, body: { version: 2, text: 'Nous cherchons.' } },
  ])
})

test('what is typed of a post-mortem while a version of it is being kept is there once it is', async () => {
  const sections = { summary: 'Panne', timeline: '', causes: '', measures: '', lessons: '' }
  const version = (number: number, change: object = {}) => ({
    ...{ ...sections, ...change, incidentId: incidentAt({}).id, version: number },
    ...{ at: '2025-12-19T00:10:00.000Z', by: 'Tom R.', publishedAt: null, publishedBy: null },
  })
  let last = version(1)
  const { promise, resolve } = Promise.withResolvers<void>()
  const { user, asked } = desk(undefined, {
    readPostMortem: () => last,
    listPostMortemVersions: () => ({ versions: [] }),
    editPostMortem: async ({ body }) => {
      await promise
      last = version(2, body as object)
      return last
    },
  })
  act(() => openIncident(incidentAt({}).id, 'postMortem'))
  const causes = await screen.findByLabelText<HTMLTextAreaElement>('Causes profondes')
  await user.type(causes, 'Disque')
  await user.click(screen.getByRole('button', { name: 'Garder cette version' }))
  await user.type(causes, ' plein')
  resolve()
  await screen.findByRole('button', { name: 'Publier à tous les agents' })
  await eventually(() => expect(asked('readPostMortem').length).toBeGreaterThan(1))
  expect(causes.value).toBe('Disque plein')
  await user.click(screen.getByRole('button', { name: 'Garder cette version' }))
  await eventually(() =>
    expect(asked('editPostMortem').at(-1)).toMatchObject({ body: { version: 2, causes: 'Disque plein' } }),
  )
})

test('nothing can be typed into a note that is on its way, for it would go with it', async () => {
  const { promise, resolve } = Promise.withResolvers<object>()
  const { user } = desk(undefined, { addInternalNote: () => promise })
  act(() => openIncident(incidentAt({}).id))
  const note = await screen.findByLabelText<HTMLTextAreaElement>('Note interne')
  await user.type(note, 'Vu avec le prestataire')
  await user.click(screen.getByRole('button', { name: 'Noter' }))
  await user.type(note, ', il rappelle')
  expect(note.value).toBe('Vu avec le prestataire')
  resolve({})
  await eventually(() => expect(note.value).toBe(''))
})
