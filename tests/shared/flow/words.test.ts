import { describe, expect, it } from 'vitest'
import type { CallValues } from '#shared/domain/call.ts'
import type { ChartState } from '#shared/flow/chart.ts'
import { compile } from '#shared/flow/compile.ts'
import { clientPicked } from '#shared/flow/events.ts'
import { reach } from '#shared/flow/graph.ts'
import { modelOf } from '#shared/flow/model.ts'
import { fold } from '#shared/flow/replay.ts'
import { initialSnapshot, next, type Snapshot } from '#shared/flow/snapshot.ts'
import type { Block } from '#shared/flow/step.ts'
import { breadcrumb, stepView } from '#shared/flow/words.ts'
import { bugTechnique } from './bug-technique.ts'
import { Journal } from './journal.ts'
import { smallFlow } from './small-flow.ts'

const textOf = (blocks: Block[] | null): string =>
  (blocks ?? [])
    .flatMap((block) => (block.kind === 'list' ? block.items : [block.text]))
    .map((spans) => spans.map(({ text }) => text).join(''))
    .join('\n')

const small = compile(smallFlow())
const picked = { type: 'client-picked', facts: { client: 'known', address: 'yes' } }
const then = (snapshot: Snapshot, ...events: Parameters<typeof next>[2][]) =>
  events.reduce((at, event) => next(small, at, event) as Snapshot, snapshot)

describe('what a screen shows of a step', () => {
  const start = initialSnapshot(small, 'phone')

  it('says the version that is true, its placeholders filled and told apart', () => {
    expect(textOf(stepView(small, start, {}).say)).toBe('Bonjour, je vous écoute.')
    expect(stepView(small, then(start, picked), { 'client.firstName': 'Sophie' }).say).toEqual([
      {
        kind: 'paragraph',
        text: [
          { text: 'Bonjour ', isFilled: false },
          { text: 'Sophie', isFilled: true },
          { text: ', je vous écoute.', isFilled: false },
        ],
      },
    ])
  })

  it('makes a list of the lines that start with a dash', () => {
    const error = { type: 'xstate.error.actor.check-platform' }
    const view = stepView(small, then(start, { type: 'greet.check' }, error), {})
    expect(view.say?.map(({ kind }) => kind)).toEqual(['paragraph', 'list'])
  })

  it('says which values are still missing before an answer', () => {
    const asked = then(start, { type: 'greet.yes' })
    const missing = (values: CallValues) => stepView(small, asked, values).answers[1]?.missing
    expect(missing({})).toEqual(['identityCode'])
    expect(missing({ identityCode: '  ' })).toEqual(['identityCode'])
    expect(missing({ identityCode: '123456' })).toEqual([])
  })

  it('names the lookup under way, and offers nothing to answer', () => {
    const view = stepView(small, then(start, { type: 'greet.check' }), {})
    expect(view).toMatchObject({ stepId: 'check', pending: 'check-platform', answers: [] })
  })

  it('shows that a value was erased, rather than its placeholder', () => {
    expect(textOf(stepView(small, then(start, picked), {}).say)).toBe('Bonjour (effacé), je vous écoute.')
  })
})

describe('the breadcrumb', () => {
  it('follows the phases gone through, the current one last, without those taken back', () => {
    const trail = (journal: Journal) => {
      const { taken, snapshot } = fold(small, 'phone', journal.records)
      return breadcrumb(small, taken, snapshot).map(({ label }) => label)
    }
    const journal = new Journal(small).answers('greet.check')
    expect(trail(new Journal(small))).toEqual(['Accueil'])
    expect(trail(journal)).toEqual(['Accueil', 'Vérification'])
    expect(trail(journal.backTo(0))).toEqual(['Accueil'])
  })
})

const flow = compile(await bugTechnique())
const nested = (state: ChartState): object | string => {
  let value: object | string = state.key
  for (let at = state.parent; at; at = at.parent) value = { [at.key]: value }
  return value
}
const standings = reach(modelOf(flow.definition)).nodes
const snapshotAt = ({ state, facts }: (typeof standings)[number]): Snapshot =>
  flow.machine.resolveState({ value: nested(state) as never, context: { ...facts } })

describe('the words of bug-technique', () => {
  const full: CallValues = {
    'client.firstName': 'Sophie',
    'client.maskedEmail': 's•••••@exemple.fr',
    'client.email': 'sophie.l@exemple.fr',
    'client.maskedPhone': '•• •• •• •• 12',
    'incident.service': 'Portail client',
    'incident.impact': 'Connexion impossible',
    'incident.startedAt': '00:45',
    'incident.estimatedEnd': '01:30',
    'incident.minutesLeft': '45',
    'incident.workaround': 'Utilisez l’application mobile numi',
    'ticket.number': 'INC-20251219-0012',
  }

  it('never show a raw placeholder nor "undefined", wherever a call can stand', () => {
    for (const node of standings) {
      const view = stepView(flow, snapshotAt(node), full)
      const shown = `${textOf(view.say)}\n${textOf(view.do)}`
      expect(shown).not.toMatch(/\[[A-Z_]+\]|undefined|effacé/)
      if (node.state.config.type !== 'final') expect(shown.trim()).not.toBe('')
    }
  })

  it('keep the address masked until the identity is verified', () => {
    for (const node of standings) {
      const view = stepView(flow, snapshotAt(node), full)
      if (node.facts.identity !== 'verified') expect(textOf(view.say)).not.toContain('sophie.l@')
    }
    const sent = standings.find(({ state }) => state.key === 'reset-sent')
    expect(textOf(stepView(flow, snapshotAt(sent as never), full).say)).toContain('sophie.l@exemple.fr')
  })

  it('say the priority chosen, and the preset one where the agent chose none', () => {
    const escalate = snapshotAt(standings.find(({ state }) => state.key === 'escalate') as never)
    expect(textOf(stepView(flow, escalate, {}).say)).toContain('priorité haute')
    expect(textOf(stepView(flow, escalate, { 'ticket.priority': 'low' }).say)).toContain('priorité basse')
  })

  it('say how long an incident may still last, in plain French', () => {
    const known = standings.find(({ state, facts }) => state.key === 'incident' && facts.estimate === 'known')
    const said = (left: string) =>
      textOf(stepView(flow, snapshotAt(known as never), { ...full, 'incident.minutesLeft': left }).say)
    expect(said('45')).toContain('01:30 (environ 45 minutes)')
    expect(said('1')).toContain('(environ 1 minute)')
  })

  it('promise an email to nobody without an address of theirs', () => {
    const said = ['escalate', 'persisting', 'incident'].flatMap((key) =>
      standings
        .filter(({ state, facts }) => state.key === key && facts.address === 'no')
        .map((node) => textOf(stepView(flow, snapshotAt(node), full).say)),
    )
    expect(said.length).toBeGreaterThan(0)
    for (const text of said) expect(text).not.toMatch(/email/)
  })

  it('offer the mobile app only while it is up', () => {
    for (const node of standings.filter(({ state }) => state.key === 'workaround')) {
      const view = stepView(flow, snapshotAt(node), full)
      const isUp = node.facts.mobileApp === 'up'
      expect(textOf(view.say).includes('elle fonctionne normalement')).toBe(isUp)
      expect(view.answers.some(({ id }) => id === 'workaround.mobile-app')).toBe(isUp)
    }
  })

  it('are typeset in French: no straight apostrophe, no breaking space before a high sign', () => {
    const all = JSON.stringify(flow.definition.script, (_key, value) => value)
    expect(all.match(/.{20}'.{20}/u)).toBeNull()
    expect(all.match(/.{20} [;:?!»].{10}/u)).toBeNull()
    expect(all.match(/.{10}« .{20}/u)).toBeNull()
  })

  it('know the client picked by name', () => {
    const { event, values } = clientPicked({
      id: '00000000-0000-4000-8000-000000000001',
      firstName: 'Odette',
      displayName: 'Odette V.',
      maskedEmail: null,
      maskedPhone: '•• •• •• •• 67',
    })
    const greeted = next(flow, initialSnapshot(flow, 'phone'), event) as Snapshot
    expect(textOf(stepView(flow, greeted, values).say)).toContain('Bonjour Odette, je vous écoute.')
    expect(greeted.context).toMatchObject({ client: 'known', address: 'no', phone: 'yes' })
  })
})
