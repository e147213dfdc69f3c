import { StationFailure } from '../failure.ts'
import type { Workplace } from '../workplace.ts'
import { expectBackendAt, readAddress } from './service-address.ts'

/** What of anybody's on this workplace is still for the service of now. */
export const waitsFor = ({ store }: Pick<Workplace, 'store'>) => ({
  calls: store.calls.countOpen(),
  deliveries: store.outbox.countUnsent(),
})

/**
 * Works with the service of another address from now on. It is asked who it is first; what this workplace holds for the
 * service of now would never reach it, so nothing may wait. Everybody signs in anew: no token goes to another service
 * than the one that gave it.
 * @throws StationFailure in words; nothing is changed then
 */
export async function moveTo(typed: string, workplace: Workplace): Promise<void> {
  const { store, session, courier, address } = workplace
  const next = readAddress(typed)
  if (next === address.now()) return
  refuseWhileSomethingWaits(workplace)
  await expectBackendAt(next)
  await session.leaveService(() => {
    store.change(() => {
      refuseWhileSomethingWaits(workplace)
      take(next, workplace)
    })
    address.change()
    courier.forgetService()
  })
}

/**
 * At opening, before anything is sent: where the installation gives the address of another service, or nothing says any
 * more which one the tokens are of, none of them goes there. What waits stays until its author signs in there.
 */
export async function followInstallation(workplace: Workplace): Promise<void> {
  const { store, session, courier, address, journal } = workplace
  if (store.serviceAddress.lastUsed() === address.now()) return
  if (store.agents.ids().length > 0) journal.note('The service’s address is not the last one used.')
  await session.leaveService(() => {
    store.change(() => take(address.now(), workplace))
    courier.forgetService()
  })
}

/** Keeps another address, and nothing that the service of before said. */
function take(next: string, { store, flows, feed, address }: Workplace): void {
  store.serviceAddress.keep(next, address.given)
  store.outbox.forgetSentAttachments()
  for (const flowId of flows.publishedIds()) flows.withdraw(flowId)
  feed.forget()
}

function refuseWhileSomethingWaits(workplace: Workplace): void {
  const { calls, deliveries } = waitsFor(workplace)
  if (calls === 0 && deliveries === 0) return
  const waiting = [
    ...(calls > 0 ? [calls > 1 ? `${calls} appels à terminer` : 'un appel à terminer'] : []),
    ...(deliveries > 0 ? [deliveries > 1 ? `${deliveries} envois à transmettre` : 'un envoi à transmettre'] : []),
  ].join(' et ')
  throw new StationFailure(
    'conflict',
    `Ce poste a encore ${waiting} au service actuel, tous agents confondus. L’adresse n’a pas été changée.`,
  )
}
