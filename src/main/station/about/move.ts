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
  const { store, session, feed, flows, courier, address } = workplace
  const next = readAddress(typed)
  if (next === address.now()) return
  refuseWhileSomethingWaits(workplace)
  await expectBackendAt(next)
  // Before the address is kept: were the station to end in between, no token is there to go astray.
  await session.leaveService()
  store.change(() => {
    refuseWhileSomethingWaits(workplace)
    if (session.current())
      throw new StationFailure('conflict', 'Quelqu’un vient de se connecter ici. L’adresse n’a pas été changée.')
    store.serviceAddress.keep(next, address.given)
    for (const flowId of flows.publishedIds()) flows.withdraw(flowId)
    feed.forget()
  })
  address.change()
  await courier.readTokens()
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
