import type { OperationOutput } from '#shared/contracts/api.ts'
import type { User } from '#shared/domain/user.ts'
import { Refusal, Unreachable } from '../backend/answers.ts'
import type { Backend } from '../backend/client.ts'
import { StationFailure } from '../failure.ts'
import type { Secrets } from '../secrets.ts'
import type { KnownAgent } from '../store/agents.ts'
import type { Store } from '../store/store.ts'
import { unlockByPassword } from './data-key.ts'
import { keyOf, makeVerifier } from './password.ts'
import { offlineThrottle } from './throttle.ts'

/** decisions.md: for how long after a sign-in the backend accepted an agent may open their own space without it. */
const offlineForMs = 72 * 3600_000

interface Signed {
  user: User
  /** null: opened without the backend, and no token that still holds. */
  token: string | null
  /** Which of the services that this station has worked with gave it. */
  service: number
  /** Until the backend has confirmed it. */
  isOffline: boolean
}

export interface Session {
  current(): { user: User; isOffline: boolean } | null
  /** Who is signed in; throws 'not-signed-in'. */
  agent(): User
  /** The backend's token of who is signed in, if there is one. */
  token(): string | null
  signIn(email: string, password: string): Promise<{ user: User; isOffline: boolean }>
  signOut(): Promise<void>
  /**
   * Nobody of this workplace is known to the service any more: every token is forgotten, and the 72 hours with them. Then
   * `take` puts another service in its place. Nobody signs in meanwhile, and who was about to is not let in.
   */
  leaveService(take: () => void): Promise<void>
  /**
   * Opens again the session of a station that ended by itself while this agent was signed in; the backend confirms it
   * when it can. Opens none that a sign-in without the backend would not.
   */
  resume(agentId: string): Promise<void>
  /** The backend answers again: a session opened without it is confirmed if its token still holds. */
  confirm(): Promise<void>
  /** The backend no longer takes this token: the session goes on offline until its owner signs in again. */
  tokenRefused(token: string): Promise<void>
}

/** @param onChange called when somebody signed in or out, or the backend's opinion of the session changed */
export function openSession(store: Store, backend: Backend, secrets: Secrets, onChange: () => void): Session {
  let signed: Signed | null = null
  let service = 0
  let isLeaving = false
  /** The tokens of sign-ins being kept. */
  let keeping: Promise<unknown> = Promise.resolve()
  const throttle = offlineThrottle()
  const become = (next: Signed | null) => {
    signed = next
    onChange()
  }
  const shown = ({ user, isOffline }: Signed) => ({ user, isOffline })

  /** What a service answered is nothing to the next one. */
  function refuseFromOther(asked: number): void {
    if (isLeaving || asked !== service)
      throw new StationFailure('conflict', 'L’adresse du service vient de changer. Connectez-vous à nouveau.')
  }

  async function signInOnline(email: string, password: string): Promise<Signed> {
    const asked = service
    const opened = await backend.call('openSession', { body: { email, password } }, { token: null })
    const now = Date.now()
    if (!store.seal.isUnlocked()) {
      const known = store.agents.find(opened.user.id)
      await unlockByPassword(store, secrets, known, known && (await keyOf(password, known)))
    }
    const { salt, verifier, key } = await makeVerifier(password)
    const lockedKey = store.seal.lockUp(key)
    refuseFromOther(asked)
    store.change(() => store.agents.keep({ user: opened.user, salt, verifier, lockedKey, onlineAt: now, seenAt: now }))
    const kept = keepTokens(opened)
    keeping = Promise.allSettled([keeping, kept])
    await kept
    return { user: opened.user, token: opened.token, service: asked, isOffline: false }
  }

  async function keepTokens({ user, token, deliveryToken: delivery }: OperationOutput<'openSession'>): Promise<void> {
    await secrets.set(sessionToken(user.id), token)
    await secrets.set(deliveryToken(user.id), delivery)
  }

  async function signInOffline(email: string, password: string): Promise<Signed> {
    const known = store.agents.findByEmail(email)
    if (!known) throw new StationFailure('offline-sign-in-refused')
    throttle.count(known.user.id)
    const key = await keyOf(password, known)
    if (!key) throw new StationFailure('invalid-credentials')
    throttle.succeeded(known.user.id)
    await unlockByPassword(store, secrets, known, key)
    const opened = await openOwnSpace(known)
    if (!opened) throw new StationFailure('offline-sign-in-refused')
    return opened
  }

  /** null: the backend let them in too long ago. */
  async function openOwnSpace({ user, onlineAt, seenAt }: KnownAgent): Promise<Signed | null> {
    const now = Math.max(Date.now(), seenAt)
    if (now - onlineAt > offlineForMs) return null
    store.agents.seen(user.id, now)
    const asked = service
    return { user, token: await secrets.get(sessionToken(user.id)), service: asked, isOffline: true }
  }

  /** Should the backend be away, or another service be in its place, the session ends there by its own expiry. */
  async function closeAtBackend({ token, service: giver }: Signed): Promise<void> {
    if (token !== null && giver === service)
      await backend.call('closeSession', {}, { token, timeoutMs: 3000 }).catch(ignoreBackend)
  }

  async function tokenRefused(token: string): Promise<void> {
    if (signed?.token !== token) return
    const { user } = signed
    become({ ...signed, token: null, isOffline: true })
    await secrets.delete(sessionToken(user.id))
  }

  return {
    current: () => signed && shown(signed),
    agent() {
      if (!signed) throw new StationFailure('not-signed-in')
      return signed.user
    },
    token: () => signed?.token ?? null,

    async signIn(email, password) {
      const asked = service
      refuseFromOther(asked)
      const opened = await signInOnline(email, password).catch((error: unknown) => {
        if (error instanceof Unreachable) return signInOffline(email, password)
        throw error instanceof Refusal ? signInRefused(error) : error
      })
      refuseFromOther(asked)
      const replaced = signed
      become(opened)
      if (replaced && replaced.token !== opened.token) {
        if (replaced.user.id !== opened.user.id) await secrets.delete(sessionToken(replaced.user.id))
        await closeAtBackend(replaced)
      }
      return shown(opened)
    },

    async signOut() {
      const leaving = signed
      if (!leaving) return
      store.agents.seen(leaving.user.id, Date.now())
      become(null)
      await secrets.delete(sessionToken(leaving.user.id))
      await closeAtBackend(leaving)
    },

    async leaveService(take) {
      isLeaving = true
      try {
        const closed = signed && closeAtBackend(signed)
        service += 1
        signed = null
        // What is being kept would outlive what is forgotten.
        await keeping
        store.agents.forgetSignIns()
        for (const agentId of store.agents.ids()) {
          await secrets.delete(sessionToken(agentId))
          await secrets.delete(deliveryToken(agentId))
        }
        await closed
        // Only now: were the station to end before, no token is there to go astray.
        take()
      } finally {
        isLeaving = false
        onChange()
      }
    },

    async resume(agentId) {
      const known = store.agents.find(agentId)
      const opened = known && store.seal.isUnlocked() && (await openOwnSpace(known))
      if (opened) become(opened)
    },

    async confirm() {
      const waiting = signed
      if (!waiting?.isOffline || waiting.token === null) return
      try {
        const { user } = await backend.call('readSession', {}, { token: waiting.token })
        if (signed === waiting) become({ ...waiting, user, isOffline: false })
      } catch (error) {
        if (error instanceof Refusal && error.status === 401) await tokenRefused(waiting.token)
        else ignoreBackend(error)
      }
    },

    tokenRefused,
  }
}

const sessionToken = (agentId: string) => `session.${agentId}`
/** Where the token is kept that outlives an agent's session and can only deliver. */
export const deliveryToken = (agentId: string) => `delivery.${agentId}`

function signInRefused(refusal: Refusal): StationFailure {
  if (refusal.status === 429) return new StationFailure('too-many-attempts')
  if (refusal.status === 401) return new StationFailure('invalid-credentials')
  return new StationFailure('refused', refusal.message, { traceId: refusal.traceId })
}

function ignoreBackend(error: unknown): void {
  if (!(error instanceof Unreachable || error instanceof Refusal)) throw error
}
