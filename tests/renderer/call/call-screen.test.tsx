// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { leaveCall, openCall } from '../../../src/renderer/app/navigation.ts'
import { StationProvider } from '../../../src/renderer/app/station-store.tsx'
import { CallScreen } from '../../../src/renderer/call/call-screen.tsx'
import { useNotices } from '../../../src/renderer/ui/notices.ts'
import { eventually } from '../../eventually.ts'
import { fakeKeyClock } from '../key-clock.ts'
import { declared, PaperStation } from './paper-station.ts'

let station: PaperStation

const show = () =>
  render(
    <StationProvider station={station}>
      <CallScreen />
    </StationProvider>,
  )

/** The call screen, at its first step. */
async function lead() {
  openCall(station.call.id)
  show()
  await screen.findByText('Bonjour, je vous écoute.')
}

const keyDown = (code: string, more: KeyboardEventInit = {}, target: Element = document.body) =>
  fireEvent.keyDown(target, { code, key: more.key ?? code.replace(/^(Digit|Numpad|Key)/, ''), ...more })

/** A press with the time between two that a hand takes. */
const press = (...args: Parameters<typeof keyDown>) => {
  vi.advanceTimersByTime(300)
  keyDown(...args)
}

const png = (name = 'capture.png') =>
  new File(
    [new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 1, 2, 3, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82])],
    name,
    { type: 'image/png' },
  )
const paste = (file: File) => fireEvent.paste(document.body, { clipboardData: { files: [file], types: ['Files'] } })

beforeEach(() => {
  fakeKeyClock()
  station = new PaperStation()
  useNotices.setState({ notices: [] })
})
afterEach(() => {
  vi.useRealTimers()
  cleanup()
  leaveCall()
})

test('a number key gives its answer, by its place on the keyboard', async () => {
  await lead()
  press('Digit1', { key: '&' })
  await screen.findByText('Quel navigateur utilisez-vous ?')
  press('Numpad1')
  await screen.findByText('Je crée le ticket.')
  expect(station.events).toEqual(['greet.yes', 'browser.chrome'])
})

test('number keys are deaf to repeats and modifiers, and silent while something is typed', async () => {
  station.perform = () => ({
    output: { incident: 'none', workaround: 'no', mobileApp: 'up', estimate: 'none' },
    values: {},
  })
  await lead()
  press('Digit1', { repeat: true })
  press('Digit1', { ctrlKey: true })
  press('Digit1', {}, screen.getByLabelText('Notes du hotliner'))
  press('Backspace', {}, screen.getByLabelText('Notes du hotliner'))
  press('Digit2')
  await screen.findByText('Quel navigateur utilisez-vous ?')
  expect(station.events[0]).toBe('greet.check')
})

test('where nothing can be answered before something is typed, the keys type into the first field at once', async () => {
  const definition = structuredClone(station.definition)
  for (const answer of Object.values(definition.script.steps.greet?.answers ?? {})) answer.needs = ['contact.name']
  station.definition = definition
  await lead()
  expect(document.activeElement).toBe(screen.getByLabelText('Nom, email ou numéro que donne l’appelant'))
})

test('an address that is none is asked for again: no ticket could carry it, nor any email reach it', async () => {
  const definition = structuredClone(station.definition)
  const greet = definition.script.steps.greet
  if (greet) greet.fields = [{ key: 'contact.email', label: 'Adresse email', kind: 'line' }]
  for (const answer of Object.values(greet?.answers ?? {})) answer.needs = ['contact.email']
  station.definition = definition
  await lead()
  const address = screen.getByLabelText('Adresse email')
  await userEvent.type(address, 'odette chez exemple')
  press('Digit1')
  await screen.findByText('Cette adresse est incomplète.')
  expect(station.events).toEqual([])
  await userEvent.clear(address)
  await userEvent.type(address, 'odette@exemple.fr')
  press('Digit1')
  await screen.findByText('Quel navigateur utilisez-vous ?')
})

test('where an answer can be given, the keys give it: no field takes the focus', async () => {
  await lead()
  expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Étape en cours' }))
})

test('a NUL hidden in what is pasted is left out: the service would refuse the whole call for it', async () => {
  await lead()
  fireEvent.change(screen.getByLabelText('Notes du hotliner'), { target: { value: 'Erreur\u0000 500' } })
  await waitFor(() => expect(station.values.notes).toBe('Erreur 500'))
})

test('Backspace goes back; what was typed is still there', async () => {
  await lead()
  press('Digit1')
  await userEvent.type(await screen.findByLabelText('Message d’erreur'), 'Erreur 500')
  press('Backspace')
  await screen.findByText('Bonjour, je vous écoute.')
  press('Digit1')
  expect(await screen.findByLabelText('Message d’erreur')).toHaveProperty('value', 'Erreur 500')
  expect(station.values.errorMessage).toBe('Erreur 500')
})

test('Escape leaves a field for the step, whose keys answer again', async () => {
  await lead()
  press('KeyN', { altKey: true })
  const notes = screen.getByLabelText('Notes du hotliner')
  expect(document.activeElement).toBe(notes)
  fireEvent.keyDown(notes, { key: 'Escape', code: 'Escape' })
  expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Étape en cours' }))
})

test('an answer that still needs something asks for it and gives nothing', async () => {
  await lead()
  press('Digit1')
  await screen.findByText('Quel navigateur utilisez-vous ?')
  press('Digit2')
  const code = screen.getByLabelText('Code dicté')
  await waitFor(() => expect(document.activeElement).toBe(code))
  expect(screen.getByText('À renseigner d’abord.')).toBeTruthy()
  expect(station.events).toEqual(['greet.yes'])
})

test('Enter, in a line that an answer needs, gives that answer; in another, nothing', async () => {
  station.perform = () => ({ output: { identity: 'verified' }, values: {} })
  await lead()
  press('Digit1')
  const code = await screen.findByLabelText('Code dicté')
  await userEvent.type(screen.getByLabelText('Message d’erreur'), 'Erreur 500{Enter}')
  await userEvent.type(code, '638{Enter}')
  await screen.findByText('Un code a 6 chiffres.')
  expect(station.events).toEqual(['greet.yes'])
  await userEvent.type(code, '994{Enter}')
  await waitFor(() => expect(station.events).toContain('browser.code'))
})

test('a code that is read out goes into its field at once: its digits are no answers', async () => {
  const definition = structuredClone(station.definition)
  const browser = definition.script.steps.browser
  if (browser) browser.fields = [{ key: 'identityCode', label: 'Code dicté', kind: 'code' }]
  station.definition = definition
  await lead()
  press('Digit1')
  await waitFor(async () => expect(document.activeElement).toBe(await screen.findByLabelText('Code dicté')))
})

test('where no account is found, Enter keeps what was said as the caller’s, and goes on from there', async () => {
  station.accounts = []
  const definition = structuredClone(station.definition)
  const greet = definition.script.steps.greet
  if (greet)
    greet.fields = [
      { key: 'contact.name', label: 'Nom de l’appelant', kind: 'line' },
      { key: 'contact.email', label: 'Adresse email', kind: 'line' },
    ]
  const [first, second] = Object.values(greet?.answers ?? {})
  if (first) first.needs = ['contact.name', 'contact.email']
  if (second) second.needs = ['contact.name']
  station.definition = definition
  await lead()
  const search = screen.getByLabelText('Nom, email ou numéro que donne l’appelant')
  await userEvent.type(search, 'Odette Martin')
  await screen.findByText(/Aucun compte ne correspond/)
  await userEvent.type(search, '{Enter}')
  const name = screen.getByLabelText<HTMLInputElement>('Nom de l’appelant')
  expect(name.value).toBe('Odette Martin')
  expect(document.activeElement).toBe(name)
  // Of two answers that need the name, the one that lacks nothing more.
  await userEvent.type(name, '{Enter}')
  await waitFor(() => expect(station.events).toContain('greet.check'))
})

test('a code is not checked before its six digits are there: it would cost the client a try', async () => {
  await lead()
  press('Digit1')
  await userEvent.type(await screen.findByLabelText('Code dicté'), '12')
  press('Digit2')
  await screen.findByText('Un code a 6 chiffres.')
  expect(station.events).toEqual(['greet.yes'])
})

test('the caller is found by what they say, shown masked, and greeted by their first name', async () => {
  await lead()
  await userEvent.type(screen.getByLabelText('Nom, email ou numéro que donne l’appelant'), 'soph')
  const found = await screen.findByRole('button', { name: /Sophie L\./ })
  expect(found.textContent).toContain('s•••••@laposte.net')
  await userEvent.click(found)
  expect((await screen.findByText('Sophie')).tagName).toBe('MARK')
  expect(await screen.findByText('Actif')).toBeTruthy()
  expect(station.values['account.id']).toBeTruthy()
})

test.each([
  ['Débloquer', 'locked.agree'],
  ['Réinitialiser MDP', 'email-missing.send-again'],
])(
  'the account card’s button « %s » gives the answer that leads to it, where the script offers it',
  async (name, id) => {
    station.definition = JSON.parse(JSON.stringify(station.definition).replaceAll('browser.chrome', id))
    await lead()
    await userEvent.type(screen.getByLabelText('Nom, email ou numéro que donne l’appelant'), 'soph')
    await userEvent.click(await screen.findByRole('button', { name: /Sophie L\./ }))
    await screen.findByText('Actif')
    expect(screen.queryByRole('button', { name })).toBeNull()
    press('Digit1')
    await userEvent.click(await screen.findByRole('button', { name }))
    await screen.findByText('Je crée le ticket.')
    expect(station.events.at(-1)).toBe(id)
  },
)

test('Enter picks the only account found; while another is looked for, it picks none', async () => {
  await lead()
  const search = screen.getByLabelText('Nom, email ou numéro que donne l’appelant')
  await userEvent.type(search, 'soph')
  await screen.findByRole('button', { name: /Sophie L\./ })
  await userEvent.type(search, 'ie lamb{Enter}')
  expect(station.events).toEqual([])
  await waitFor(() => expect(station.askedFor('accounts.search').at(-1)).toEqual({ q: 'sophie lamb' }))
  await screen.findByText('1 compte trouvé')
  await waitFor(async () => {
    await userEvent.type(search, '{Enter}')
    expect(station.values['account.id']).toBeTruthy()
  })
})

test('a pasted screenshot joins the call; another kind of file is refused with its name', async () => {
  await lead()
  paste(png())
  await screen.findByText('capture.png')
  paste(new File(['GIF89a'], 'anim.gif', { type: 'image/gif' }))
  await waitFor(() =>
    expect(useNotices.getState().notices.map(({ text }) => text)).toContain(
      'anim.gif n’a pas été ajouté. Seules les images PNG et JPG sont acceptées.',
    ),
  )
  expect(station.attachments).toHaveLength(1)
})

test('text copied with a picture of itself goes into the field it is pasted into', async () => {
  await lead()
  const notes = screen.getByLabelText('Notes du hotliner')
  fireEvent.paste(notes, { clipboardData: { files: [png()], types: ['text/plain', 'Files'] } })
  paste(png('autre.png'))
  await screen.findByText('autre.png')
  expect(station.askedFor('attachments.add').map(({ name }) => name)).toEqual(['autre.png'])
})

test('a screenshot is removed only once that is confirmed', async () => {
  await lead()
  paste(png())
  await userEvent.click(await screen.findByRole('button', { name: 'Retirer la capture capture.png' }))
  await userEvent.click(screen.getByRole('button', { name: 'La garder' }))
  expect(station.askedFor('attachments.remove')).toEqual([])
  await userEvent.click(screen.getByRole('button', { name: 'Retirer la capture capture.png' }))
  await userEvent.click(screen.getByRole('button', { name: 'Retirer la capture' }))
  await waitFor(() => expect(screen.queryByText('capture.png')).toBeNull())
})

test('the caller is gone only once the agent confirms it', async () => {
  await lead()
  press('KeyG', { altKey: true })
  await userEvent.click(await screen.findByRole('button', { name: 'Non, continuer l’appel' }))
  expect(station.events).toEqual([])
  await userEvent.click(screen.getByRole('button', { name: 'Le client est parti' }))
  await userEvent.click(await screen.findByRole('button', { name: 'Oui, le client est parti' }))
  await waitFor(() => expect(station.events).toEqual(['caller-gone']))
})

test('an incident declared during the call is shown as new, and I takes it into account', async () => {
  station.perform = () => new Promise(() => undefined)
  await lead()
  press('Digit1')
  await screen.findByText('Quel navigateur utilisez-vous ?')
  station.tell(declared())
  expect(await screen.findByText('Nouveau pendant l’appel')).toBeTruthy()
  press('KeyI', { key: 'i' })
  expect(await screen.findByText('Vérification du statut de la plateforme…')).toBeTruthy()
  expect(station.events).toEqual(['greet.yes', 'platform-changed', 'take-incident'])
})

test('a workaround published during the call is shown at once, and takes neither the focus nor a word', async () => {
  const { status, ...held } = declared()
  station.tell({ status, ...held })
  await lead()
  const notes = screen.getByLabelText<HTMLTextAreaElement>('Notes du hotliner')
  await userEvent.type(notes, 'Client très ')
  const incidents = (status?.incidents ?? []).map((of) => ({ ...of, version: 2, workarounds: ['Application mobile'] }))
  if (status) station.tell({ ...held, status: { ...status, incidents } })
  expect((await screen.findByText(/En attendant : Application mobile/)).textContent).toContain(
    'Nouveau pendant l’appel',
  )
  expect(document.activeElement).toBe(notes)
  await userEvent.keyboard('patient')
  expect(notes.value).toBe('Client très patient')
})

test('the ticket fills itself, and the agent’s own word wins', async () => {
  await lead()
  press('Digit1')
  await userEvent.type(await screen.findByLabelText('Message d’erreur'), 'Erreur 500')
  press('Digit1')
  await screen.findByText('Je crée le ticket.')
  const message = screen.getByLabelText('Message d’erreur exact')
  expect(message).toHaveProperty('value', 'Erreur 500')
  await userEvent.type(message, ' interne')
  await userEvent.click(screen.getByRole('radio', { name: 'Haute' }))
  await userEvent.click(screen.getByRole('checkbox', { name: 'Vidage cache navigateur' }))
  await waitFor(() =>
    expect(station.values).toMatchObject({
      errorMessage: 'Erreur 500',
      'ticket.errorMessage': 'Erreur 500 interne',
      'ticket.priority': 'high',
      'ticket.tried': 'cache',
    }),
  )
})

test('a ticket not yet transmitted says so; the end sums the call up and asks whether the script helped', async () => {
  station.perform = () => ({ output: { ticket: 'queued' }, values: {} })
  await lead()
  for (const next of ['Quel navigateur utilisez-vous ?', 'Je crée le ticket.', 'Votre numéro arrivera plus tard.']) {
    press('Digit1')
    await screen.findByText(next)
  }
  press('Digit1')
  const end = within(await screen.findByRole('region', { name: 'Appel terminé' }))
  expect(end.getByRole('heading', { level: 2 }).textContent).toBe(
    'Appel terminé : problème persistant, suivi par ticket',
  )
  expect(end.getByText('provisoire – non transmis')).toBeTruthy()
  await userEvent.click(end.getByRole('button', { name: 'Oui, ce script m’a été utile' }))
  await waitFor(() => expect(station.feedback).toMatchObject([{ subject: 'flow:small', isUseful: true }]))
})

test('once a call has ended, one key starts the next; the last answer, doubled, does not', async () => {
  await lead()
  press('KeyG', { altKey: true })
  await userEvent.click(await screen.findByRole('button', { name: 'Oui, le client est parti' }))
  await screen.findByText('Terminer sans ticket')
  press('Digit1')
  await screen.findByRole('region', { name: 'Appel terminé' })
  expect(screen.queryByLabelText('Nom, email ou numéro que donne l’appelant')).toBeNull()
  keyDown('Digit1')
  press('Digit1')
  await waitFor(() => expect(station.askedFor('calls.start')).toEqual([{ flowId: 'bug-technique', channel: 'phone' }]))
})

test('what cannot be kept is said with what is safe, and goes once retried', async () => {
  await lead()
  station.fail('calls.append', 'storage-failed')
  press('Digit1')
  expect((await screen.findByRole('alert')).textContent).toContain('Rien de ce qui était enregistré n’est perdu.')
  station.fail('calls.append', null)
  await userEvent.click(await screen.findByRole('button', { name: 'Réessayer' }))
  expect(await screen.findByText('Quel navigateur utilisez-vous ?')).toBeTruthy()
})

test('a call that moved on elsewhere is reloaded where it stands', async () => {
  await lead()
  station.journal.push({
    callId: station.call.id,
    seq: 1,
    eventId: '0198a000-0000-7000-8000-0000000000e1',
    stepId: 'greet',
    origin: 'agent',
    at: new Date().toISOString(),
    elapsedMs: 1000,
    event: { type: 'greet.yes' },
  })
  press('Digit1')
  await screen.findByText('Cet appel a avancé dans une autre fenêtre.')
  await userEvent.click(screen.getByRole('button', { name: 'Recharger l’appel' }))
  expect(await screen.findByText('Quel navigateur utilisez-vous ?')).toBeTruthy()
})

test('earlier steps are looked at without going back', async () => {
  await lead()
  press('Digit1')
  await userEvent.click(await screen.findByRole('button', { name: 'Revoir les étapes' }))
  const path = within(await screen.findByRole('dialog', { name: 'Étapes de l’appel' }))
  expect(path.getByText('Bonjour, je vous écoute.')).toBeTruthy()
  expect(path.getByText('Oui, c’est bien ça')).toBeTruthy()
  expect(station.events).toEqual(['greet.yes'])
})

test('a parked call waits in the list and is taken up at its step', async () => {
  await lead()
  press('Digit1')
  await screen.findByText('Quel navigateur utilisez-vous ?')
  press('KeyP', { altKey: true })
  expect(await screen.findByRole('heading', { name: 'Nouvel appel' })).toBeTruthy()
  await screen.findByText('en attente depuis moins d’une minute')
  press('Digit3')
  expect(await screen.findByText('Quel navigateur utilisez-vous ?')).toBeTruthy()
  expect(station.call.parkedAt).toBeNull()
})

test('a call parked during a lookup waits in the list, and its lookup starts again when it is taken up', async () => {
  station.perform = () => new Promise(() => undefined)
  await lead()
  press('Digit2')
  await eventually(() => expect(station.askedFor('calls.perform')).toHaveLength(1))
  press('KeyP', { altKey: true })
  expect(await screen.findByRole('heading', { name: 'Nouvel appel' })).toBeTruthy()
  await screen.findByText('en attente depuis moins d’une minute')
  press('Digit3')
  await eventually(() => expect(station.askedFor('calls.perform')).toHaveLength(2))
  expect(station.call.parkedAt).toBeNull()
})

test('a call that the workplace ended is told until it is read, and a ticket is filed only when asked for', async () => {
  Object.assign(station.call, { endedAt: new Date().toISOString(), closing: 'left-open' })
  station.journal.push({
    ...{ callId: station.call.id, seq: 1, eventId: '0198a000-0000-7000-8000-0000000000e2', stepId: 'greet' },
    ...{ origin: 'station', at: new Date().toISOString(), elapsedMs: 1000, event: { type: 'left-open' } },
  })
  openCall(station.call.id)
  show()
  await screen.findByText('Appel terminé : laissé ouvert, terminé par le poste')
  expect(station.askedFor('calls.perform')).toEqual([])
  expect(screen.getByText('aucun ticket créé')).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: 'Créer un ticket' }))
  expect(station.askedFor('tickets.fileLeftOpen')).toEqual([{ callId: station.call.id }])
  await userEvent.click(screen.getByRole('button', { name: /Revenir aux appels/ }))
  await screen.findByRole('heading', { name: 'Laissés ouverts, terminés par le poste' })
  expect(screen.getByRole('button', { name: 'Revoir l’appel de Sophie L.' })).toBeTruthy()
  await userEvent.click(await screen.findByRole('button', { name: /J’ai lu/ }))
  await eventually(() =>
    expect(screen.queryByRole('heading', { name: 'Laissés ouverts, terminés par le poste' })).toBeNull(),
  )
})

test('a doubled press answers once: the step that shows by then has not been read', async () => {
  await lead()
  press('Digit1')
  await screen.findByText('Quel navigateur utilisez-vous ?')
  vi.advanceTimersByTime(100)
  keyDown('Digit1')
  press('Digit5')
  expect(screen.getByText('Quel navigateur utilisez-vous ?')).toBeTruthy()
  expect(station.journal.filter(({ origin }) => origin === 'agent')).toHaveLength(1)
})

test('a step is said to be wrong by a key, with the version and the answers given, and nothing that was typed', async () => {
  await lead()
  press('Digit1')
  await screen.findByText('Quel navigateur utilisez-vous ?')
  const user = userEvent.setup()
  await user.type(screen.getByLabelText('Notes du hotliner'), 'Sophie Lefèvre rappelle')
  keyDown('KeyS', { altKey: true, key: 's' })
  const words = await screen.findByRole('textbox', { name: /Qu’est-ce qui ne va pas/ })
  await user.type(words, 'Edge manque')
  // Closed by mistake: what was typed is still there, and the call where it was.
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  await user.click(screen.getByRole('button', { name: 'Cette étape est fausse' }))
  expect((await screen.findByRole<HTMLTextAreaElement>('textbox', { name: /Qu’est-ce/ })).value).toBe('Edge manque')
  await user.keyboard('{Control>}{Enter}{/Control}')
  await waitFor(() =>
    expect(station.feedback).toEqual([
      {
        ...{ subject: 'flow:small', isUseful: false, comment: 'Edge manque' },
        step: {
          ...{ flowHash: station.call.flowHash, version: 1, stepId: 'browser' },
          path: [{ stepId: 'greet', event: 'greet.yes' }],
        },
      },
    ]),
  )
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(station.drafts.size).toBe(0)
  expect(station.events).toEqual(['greet.yes'])
})

test('a remark that could not be kept stays written, and says so', async () => {
  await lead()
  station.fail('feedback.give', 'storage-failed')
  keyDown('KeyS', { altKey: true, key: 's' })
  const user = userEvent.setup()
  await user.type(await screen.findByRole('textbox', { name: /Qu’est-ce/ }), 'Faux')
  await user.click(screen.getByRole('button', { name: 'Envoyer' }))
  expect((await screen.findByRole('alert')).textContent).toContain('Ce poste ne peut plus enregistrer')
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: /Qu’est-ce/ }).value).toBe('Faux')
})
