import type { Transaction } from 'kysely'
import { firstCriteria, type Verdict } from '#shared/domain/call-review.ts'
import { reviewCall, seeReview } from '../../call-reviews/reviews.ts'
import type { EndedCall } from '../../calls/keep-call.ts'
import { secondsAfter } from '../../clock.ts'
import type { Database } from '../../database/tables.ts'
import { Chance } from './chance.ts'

const day = 24 * 3600

const comments = [
  'Belle écoute : le message exact est obtenu avant toute manipulation.',
  'Bon rythme. Penser à redire le numéro du ticket avant de raccrocher.',
  'La phrase sur l’incident est dite en entier : le client est rassuré.',
  'Prendre le temps de demander depuis quand cela se produit.',
  'Notes très utiles à l’équipe technique, merci.',
  '',
]

/** Has the supervisor review some of the calls, the day after; most agents have read what is said of them. */
export async function reviewPastCall(
  trx: Transaction<Database>,
  { id, agentId, endedAt }: EndedCall['call'],
  now: Date,
): Promise<void> {
  const chance = new Chance(`review ${id}`)
  if (!chance.isLucky(0.03)) return
  const at = new Date(secondsAfter(new Date(endedAt), day))
  const reviewer = await trx
    .selectFrom('user')
    .select('id')
    .where('role', '=', 'supervisor')
    .orderBy('id')
    .executeTakeFirst()
  if (!reviewer || at > now) return
  const verdict = () =>
    chance.weighed<Verdict>([
      ['yes', 70],
      ['partly', 18],
      ['no', 4],
      ['not-applicable', 8],
    ])
  const review = await reviewCall(
    trx,
    id,
    {
      ...{ gridVersion: 0, version: 0, comment: chance.pick(comments) },
      verdicts: Object.fromEntries(firstCriteria.map((criterion) => [criterion.id, verdict()])),
    },
    reviewer,
    at,
  )
  if (chance.isLucky(0.75))
    await seeReview(trx, review.id, review.version, agentId, new Date(secondsAfter(at, day / 2)))
}
