import type { Station } from '#shared/contracts/station.ts'
import { closingOf, type Snapshot } from '#shared/flow/snapshot.ts'
import type { StepView } from '#shared/flow/step.ts'
import { stepView } from '#shared/flow/words.ts'
import type { CallPlayer } from '../../../src/renderer/call/player.ts'
import type { Chance } from './chance.ts'

const clients = ['laurent', 'petit', 'benali', 'rousseau', 'moreau', 'vasseur']
const typedKeys = ['notes', 'errorMessage', 'page', 'since', 'ticket.browser', 'ticket.os', 'urgentRequest']
const words = [
  'page blanche',
  'Erreur 500',
  'depuis ce matin',
  'client très patient',
  '« déjà vu » 👀',
  "l'ADSL d'à côté",
]

/**
 * Leads a call as chance has it, with the screen's own player: answers, typed values, screenshots, the client found or
 * changed, answers taken back. Resolves when the call has ended.
 * @throws when the workplace refuses something that the screen let be done
 */
export async function walk(player: CallPlayer, station: Station, chance: Chance, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const { machine, flow, values, secrets, problem } = player.store.getState()
    if (problem && !isOver()) throw new Error(`${problem.error.code}: ${problem.error.message}`)
    const snapshot = machine.getSnapshot() as Snapshot
    if (closingOf(flow, snapshot)) return
    const view = stepView(flow, snapshot, { ...values, ...secrets })
    if (chance.happens(0.25)) player.setValue(chance.pick(typedKeys), `${chance.pick(words)} ${chance.below(1e6)}`)
    else if (chance.happens(0.08)) await attach(player, station, chance)
    else if (chance.happens(0.05)) await player.back()
    else if (chance.happens(view.panel === 'client' ? 0.6 : 0.03)) await identify(player, station, chance)
    else if (view.pending) await moves(player)
    else await answer(player, view, chance)
  }
}

async function answer(player: CallPlayer, view: StepView, chance: Chance): Promise<void> {
  for (const { key, kind } of view.fields)
    if (kind === 'code') player.setSecret(key, String(chance.below(1e6)).padStart(6, '0'))
    else player.setValue(key, key === 'contact.email' ? 'client@exemple.fr' : chance.pick(words))
  const open = chance.happens(0.03) ? view.anytime : view.answers
  const given = open.filter(({ missing }) => missing.length === 0)
  if (given.length > 0) await player.answer(view.stepId, chance.pick(given).id)
  else await new Promise((resolve) => setImmediate(resolve))
}

const attach = (player: CallPlayer, station: Station, chance: Chance) =>
  station.ask('attachments.add', {
    callId: player.store.getState().call.id,
    name: 'capture.jpg',
    bytes: screenshot(chance),
  })

async function identify(player: CallPlayer, station: Station, chance: Chance): Promise<void> {
  const found = await station.ask('accounts.search', { q: chance.pick(clients) })
  const account = found.ok ? found.value.accounts[0] : undefined
  if (account) await player.identifyClient(account)
}

/** Resolves once what is under way has come to something, or after a while: the caller talks meanwhile. */
function moves(player: CallPlayer): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      clearTimeout(limit)
      unsubscribe()
      resolve()
    }
    const limit = setTimeout(stop, 100)
    const { unsubscribe } = player.store.getState().machine.subscribe(stop)
  })
}

/** A JPG by its first bytes, of 1 to 60 kB, never the same twice. */
function screenshot(chance: Chance): string {
  const bytes = Buffer.alloc(1000 + chance.below(60_000), chance.below(256))
  bytes.set([0xff, 0xd8, 0xff])
  bytes.writeDoubleLE(chance.draw(), 8)
  return bytes.toString('base64')
}
