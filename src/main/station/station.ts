import { setTimeout as delay } from 'node:timers/promises'
import type { Result, Station, StationState } from '#shared/contracts/station.ts'
import { followInstallation } from './about/move.ts'
import { program } from './about/program.ts'
import { connectBackend } from './backend/client.ts'
import { watchLink } from './backend/link.ts'
import { openActivity } from './calls/activity.ts'
import { defaultLeftOpenHours, watchLeftOpen } from './calls/left-open.ts'
import { openCallSigns } from './calls/signs.ts'
import { openStandings } from './calls/standings.ts'
import { dispatcher } from './dispatch.ts'
import { openExports } from './exports/exports.ts'
import { openFlowShelf } from './flows/flow-shelf.ts'
import { followPublications } from './flows/publications.ts'
import { handlersOf } from './handlers.ts'
import { openHandovers } from './handovers/handovers.ts'
import { defaultKeepDays, startHousekeeping } from './housekeeping.ts'
import { report } from './journal/failures.ts'
import { openTechnicalJournal } from './journal/journal.ts'
import { startCourier } from './outbox/courier.ts'
import { fileSecrets, type Secrets } from './secrets.ts'
import { unlockFromSecrets } from './session/data-key.ts'
import { openSession } from './session/session.ts'
import { openStatusFeed } from './status/feed.ts'
import { openStore } from './store/store.ts'
import { stateWatchers } from './watchers.ts'
import type { ServiceAddress, Workplace } from './workplace.ts'

export interface StationOptions {
  /** Where everything is kept; only its owner reads it. */
  dataDir: string
  flowsDir: string
  /** The backend's address, without `/api/v1`. */
  apiUrl: string
  /** Where tokens are kept; a file in `dataDir` unless the host has better. */
  secrets?: Secrets
  /** How long what is delivered is kept here, in days. */
  keepDays?: number
  /** After how long without anything done on it a call is ended, in hours. */
  leftOpenHours?: number
  /** Where the builds listed the licences of the packages they bundled. */
  licenceFiles?: readonly string[]
  /** The id of who was signed in when this host's previous station ended by itself: they still are. */
  signedIn?: string
}

export interface StationHost extends Station {
  /** Stops what is under way and closes the store cleanly. */
  close(): Promise<void>
}

/** How long what is being sent may take to finish when the station closes. */
const farewellMs = 1500

/**
 * Opens a workplace.
 * @throws StoreUnusable, in French, when its folder cannot be written or its store is damaged
 */
export async function openStation({
  dataDir,
  flowsDir,
  apiUrl,
  secrets: given,
  keepDays = defaultKeepDays,
  leftOpenHours = defaultLeftOpenHours,
  licenceFiles = [],
  signedIn,
}: StationOptions): Promise<StationHost> {
  const store = openStore(dataDir)
  const journal = openTechnicalJournal(dataDir)
  let serviceAddress = store.serviceAddress.read(apiUrl)
  const address: ServiceAddress = {
    given: apiUrl,
    now: () => serviceAddress,
    change() {
      serviceAddress = store.serviceAddress.read(apiUrl)
      journal.note('The service’s address was changed.')
    },
  }
  /** The token that the feed follows: '' for a session without one, null for no session. */
  let followed: string | null = null
  let counted: StationState['outbox'] = { waiting: 0, refused: 0 }
  const secrets = given ?? fileSecrets(dataDir)
  await unlockFromSecrets(store, secrets)
  const link = watchLink((state) => {
    journal.note('The way to the service is another.', { link: state })
    if (state === 'online') {
      courier.hurry()
      signs.hurry()
      inBackground(session.confirm())
    }
    watchers.changed()
  })
  const backend = connectBackend(address.now, link)
  const watchers = stateWatchers(readState)
  const courier = startCourier(store, backend, secrets, watchers.changed)
  const session = openSession(store, backend, secrets, followSession)
  const feed = openStatusFeed({
    address: address.now,
    link,
    store,
    onChange: watchers.changed,
    onTokenRefused: (token) => inBackground(session.tokenRefused(token)),
    onFlows: (flows) => publications.told(flows),
  })
  const housekeeping = startHousekeeping(store, keepDays)
  const check = store.check(watchers.changed)
  const flows = openFlowShelf(flowsDir, store)
  const publications = followPublications(flows, backend, () => session.token())
  const standings = openStandings(store, flows)
  const signs = openCallSigns({ store, standings }, backend, () => session.token())
  const workplace: Workplace = {
    store,
    dataDir,
    licenceFiles,
    address,
    journal,
    backend,
    session,
    feed,
    courier,
    flows,
    standings,
    signs,
    activity: openActivity(),
    exports: openExports(),
    state: readState,
    changed: watchers.changed,
  }
  const leftOpen = watchLeftOpen(workplace, leftOpenHours)
  const handovers = openHandovers(workplace)
  const ask = dispatcher(handlersOf(workplace, handovers), session)
  journal.note('The station is open.', program)
  await followInstallation(workplace)
  await courier.readTokens()
  if (signedIn !== undefined) await session.resume(signedIn)

  /** The feed follows whoever is signed in; nobody signed in, nobody to show it to. */
  function followSession() {
    const token = session.token()
    const wanted = session.current() ? (token ?? '') : null
    if (wanted !== followed) {
      followed = wanted
      if (wanted === null) feed.stop()
      else {
        feed.follow(token)
        flows.prepare()
        leftOpen.look()
      }
    }
    inBackground(courier.readTokens())
    watchers.changed()
  }

  function readState(): StationState {
    return {
      session: readSession(),
      link: link.state(),
      outbox: countOutbox(),
      platform: feed.held(),
      desk: feed.desk(),
      damage: store.damage.read(),
      otherService: address.now() === address.given ? null : address.now(),
    }
  }

  function readSession(): StationState['session'] {
    const current = session.current()
    if (!current) return null
    const isUnknownThere = session.token() === null || courier.waitsFor(current.user.id)
    return { ...current, mustSignIn: link.state() === 'online' && isUnknownThere }
  }

  /** A screen is told even when the disk fails: then with what was last counted. */
  function countOutbox(): StationState['outbox'] {
    const current = session.current()
    try {
      counted = current ? store.outbox.counts(current.user.id) : { waiting: 0, refused: 0 }
    } catch (error) {
      report('The outbox could not be counted.', error)
    }
    return counted
  }

  return {
    ask: (name, input) => ask(name, input) as Promise<Result<never>>,
    watch: watchers.watch,
    async close() {
      watchers.close()
      feed.stop()
      publications.stop()
      signs.stop()
      handovers.close()
      workplace.exports.close()
      housekeeping.stop()
      leftOpen.stop()
      await check.stop()
      const isDelivered = courier.close()
      await Promise.race([isDelivered, delay(farewellMs, undefined, { ref: false })])
      backend.close()
      await isDelivered
      store.close()
      journal.note('The station is closed.')
      journal.close()
    },
  }
}

/** Work that nobody waits for: its failure is reported and ends nothing. */
function inBackground(work: Promise<unknown>): void {
  work.catch((error: unknown) => report('The station failed at something that nobody had asked for.', error))
}
