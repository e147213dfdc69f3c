import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Agent } from '#shared/domain/user.ts'
import { openBackend, type SignedIn, type TestBackend } from './open-backend.ts'

let backend: TestBackend
let admin: SignedIn
beforeAll(async () => {
  backend = await openBackend()
})
afterAll(() => backend.close())
beforeEach(async () => {
  await backend.db.deleteFrom('audit').execute()
  await backend.db.deleteFrom('session').execute()
  await backend.db.deleteFrom('user').execute()
  admin = await backend.signIn('admin')
})

const password = 'une phrase assez longue'
const lea = { email: 'Lea@numi.example', displayName: 'Léa M.', role: 'hotliner', password }
const create = async (more: Partial<typeof lea> = {}) =>
  backend.ask('createUser', { body: { ...lea, ...more }, token: admin.token })
const found = async (id: string): Promise<Agent | undefined> =>
  (await backend.ask('listUsers', { token: admin.token })).json().users.find((one: Agent) => one.id === id)
/** On the agent as they are now, unless a version is told. */
const change = async (id: string, body: Partial<Agent>, token = admin.token) => {
  const version = body.version ?? (await found(id))?.version ?? 1
  return backend.ask('changeUser', { params: { id }, body: { ...body, version }, token })
}
const signIn = (as = lea) => backend.ask('openSession', { body: { email: as.email, password: as.password } })
const isOpen = async (token: string) => (await backend.ask('readSession', { token })).statusCode === 200

describe('an administrator', () => {
  it('adds an agent, who may sign in at once', async () => {
    const made = await create()
    expect(made.json()).toMatchObject({ email: 'lea@numi.example', role: 'hotliner', isDisabled: false })
    expect(made.body).not.toContain('scrypt')
    expect((await signIn()).statusCode).toBe(201)
    const { users } = (await backend.ask('listUsers', { token: admin.token })).json()
    expect(users.map(({ displayName }: Agent) => displayName)).toEqual([admin.displayName, 'Léa M.'])
  })

  it('cannot give an address twice', async () => {
    await create()
    expect((await create({ email: 'LEA@numi.example' })).statusCode).toBe(409)
  })

  it.each(['aaaaaaaaaaaaaaaa', 'bonjour Sandrine, bonjour', 'court'])(
    'cannot give a poor password: %s',
    async (poor) => {
      const response = await create({ displayName: 'Sandrine M.', password: poor })
      expect(response.json().fields).toEqual([expect.objectContaining({ path: 'password' })])
    },
  )

  it('changes a role: it holds at once, and what was open is closed', async () => {
    const { id } = (await create()).json()
    const { token, deliveryToken } = (await signIn()).json()
    await change(id, { displayName: 'Léa Martin' })
    expect(await isOpen(token)).toBe(true)
    const changed = await change(id, { role: 'supervisor' })
    expect(changed.json()).toMatchObject({ role: 'supervisor', displayName: 'Léa Martin' })
    expect(await isOpen(token)).toBe(false)
    expect((await backend.ask('closeSession', { token: deliveryToken })).statusCode).toBe(401)
    expect((await signIn()).json().user.role).toBe('supervisor')
  })

  it('disables an agent, and lets them in again', async () => {
    const { id } = (await create()).json()
    const { token } = (await signIn()).json()
    await change(id, { isDisabled: true })
    expect(await isOpen(token)).toBe(false)
    expect((await signIn()).statusCode).toBe(401)
    await change(id, { isDisabled: false })
    expect((await signIn()).statusCode).toBe(201)
  })

  it('is told when another changed the agent meanwhile, and who: nothing is lost unsaid', async () => {
    const { id, version } = (await create()).json()
    const other = await backend.signIn('admin')
    expect((await change(id, { version, displayName: 'Léa Martin' }, other.token)).json().version).toBe(version + 1)
    const late = await change(id, { version, role: 'supervisor' })
    expect(late.statusCode).toBe(409)
    expect(late.json().detail).toContain(`${other.displayName} a modifié cet agent`)
    expect(await found(id)).toMatchObject({ displayName: 'Léa Martin', role: 'hotliner' })
  })

  it('sees when an agent last signed in and where they are, and ends their sessions everywhere', async () => {
    const { id, lastSignInAt } = (await create()).json()
    expect(lastSignInAt).toBeNull()
    const { token, deliveryToken } = (await signIn()).json()
    const at = backend.clock.now().toISOString()
    await signIn()
    expect(await found(id)).toMatchObject({ lastSignInAt: at, openSessions: 2 })
    const asked = { params: { id }, token: admin.token }
    expect((await backend.ask('endUserSessions', asked)).statusCode).toBe(204)
    expect(await isOpen(token)).toBe(false)
    expect((await backend.ask('closeSession', { token: deliveryToken })).statusCode).toBe(401)
    expect(await found(id)).toMatchObject({ lastSignInAt: at, openSessions: 0, isDisabled: false })
    expect((await signIn()).statusCode).toBe(201)
    backend.clock.advance(13 * 3600)
    const late = await backend.signIn('admin')
    const { users } = (await backend.ask('listUsers', { token: late.token })).json()
    expect(users.find((one: Agent) => one.id === id).openSessions).toBe(0)
  })

  it('gives a new password: the old one and its sessions are of no more use', async () => {
    const { id } = (await create()).json()
    const { token } = (await signIn()).json()
    const body = { password: 'une autre phrase assez longue' }
    expect((await backend.ask('setUserPassword', { params: { id }, body, token: admin.token })).statusCode).toBe(204)
    expect(await isOpen(token)).toBe(false)
    expect((await signIn()).statusCode).toBe(401)
    expect((await signIn({ ...lea, ...body })).statusCode).toBe(201)
  })

  it('cannot be the last to go', async () => {
    expect((await change(admin.id, { role: 'technician' })).statusCode).toBe(409)
    expect((await change(admin.id, { isDisabled: true })).statusCode).toBe(409)
    const other = await backend.signIn('admin')
    const both = await Promise.all([
      change(admin.id, { role: 'technician', version: 1 }, other.token),
      change(other.id, { role: 'technician', version: 1 }),
    ])
    const [done, refused] = both.map(({ statusCode }) => statusCode).toSorted()
    expect(done).toBe(200)
    // Refused as the last one, or because who asks has just lost the role, and the session with it.
    expect([401, 403, 409]).toContain(refused)
  })

  it('is on record for each of these', async () => {
    const { id } = (await create()).json()
    await change(id, { role: 'trainer' })
    await backend.ask('setUserPassword', { params: { id }, body: { password }, token: admin.token })
    await backend.ask('endUserSessions', { params: { id }, token: admin.token })
    const lines = await backend.db.selectFrom('audit').selectAll().orderBy('id').execute()
    expect(lines.map(({ action }) => action)).toEqual([
      ...['user-created', 'user-changed', 'user-password-set', 'user-sessions-ended'],
    ])
    for (const line of lines) expect(line).toMatchObject({ user_id: admin.id, about_user_id: id, outcome: 'done' })
  })

  it('finds nobody where there is nobody', async () => {
    const id = '01a2069b-3e32-7515-9bfa-9fa29829823f'
    expect((await change(id, {})).statusCode).toBe(404)
    const asked = { params: { id }, body: { password }, token: admin.token }
    expect((await backend.ask('setUserPassword', asked)).statusCode).toBe(404)
    expect((await backend.ask('endUserSessions', { params: { id }, token: admin.token })).statusCode).toBe(404)
  })
})
