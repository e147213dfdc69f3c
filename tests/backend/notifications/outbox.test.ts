import { describe, expect, it } from 'vitest'
import type { Db } from '#backend/database/open.ts'
import type { PersonalNotification } from '#backend/notifications/notification.ts'
import { enqueue } from '#backend/notifications/outbox.ts'
import { testClock } from '../open-backend.ts'
import { samples } from './samples.ts'
import { openTemporaryDatabase } from './temporary-database.ts'

const clock = testClock()
const promise = (db: Db, of: PersonalNotification) => db.transaction().execute((trx) => enqueue(trx, of, clock.now()))
const list = (db: Db) => db.selectFrom('notification').selectAll().orderBy('created_at').execute()

describe('a notification promised', () => {
  it('is kept if and only if the change it speaks of is kept', async () => {
    const { db } = await openTemporaryDatabase(clock)
    const change = db.transaction().execute(async (trx) => {
      await enqueue(trx, samples['ticket-confirmation'], clock.now())
      throw new Error('the ticket could not be kept')
    })
    await expect(change).rejects.toThrow('could not be kept')
    expect(await list(db)).toEqual([])

    await promise(db, samples['ticket-confirmation'])
    expect(await list(db)).toMatchObject([{ kind: 'ticket-confirmation', state: 'waiting', attempts: 0 }])
  })

  it('is told once to the same person, whatever the capitals of their address', async () => {
    const { db } = await openTemporaryDatabase(clock)
    await promise(db, samples['ticket-solved'])
    await promise(db, { ...samples['ticket-solved'], to: 'Sophie.L@Exemple.fr' })
    expect(await list(db)).toHaveLength(1)
  })

  it('is told to each person, and of each thing', async () => {
    const { db } = await openTemporaryDatabase(clock)
    const other = '01890000-0000-7000-8000-000000000002'
    const { data } = samples['ticket-solved']
    await promise(db, samples['ticket-solved'])
    await promise(db, { ...samples['ticket-solved'], to: 'jean.petit@exemple.fr' })
    await promise(db, { ...samples['ticket-solved'], data: { ...data, ticketId: other } })
    await promise(db, samples['ticket-confirmation'])
    expect(await list(db)).toHaveLength(4)
  })

  it('is refused when its data is not its kind’s, and takes the change with it', async () => {
    const { db } = await openTemporaryDatabase(clock)
    const { data } = samples['ticket-solved']
    const wrong = { ...samples['ticket-solved'], data: { ...data, solvedAt: 'hier' } }
    await expect(promise(db, wrong)).rejects.toThrow('solvedAt')
    expect(await list(db)).toEqual([])
  })
})
