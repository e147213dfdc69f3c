import type { Transaction } from 'kysely'
import { z } from 'zod'
import { secondsAfter } from '../clock.ts'
import type { Db } from '../database/open.ts'
import type { Database } from '../database/tables.ts'
import { signedId, signedToken } from '../signed-token.ts'

/** For so long after it was asked for may an opinion be given, and changed. */
const openSeconds = 30 * 24 * 3600

/** "Note satisfaction après résolution" (6.2), in words, by the note. */
export const ratings = {
  1: 'Pas du tout satisfait',
  2: 'Peu satisfait',
  3: 'Moyennement satisfait',
  4: 'Satisfait',
  5: 'Très satisfait',
} as const

export const commentMax = 500

export const surveyAnswer = z.object({
  rating: z.coerce.number().int().min(1).max(5),
  /** Left out: what was said before stays. */
  comment: z
    .string()
    .transform((text) => text.replace(/\r\n?/g, '\n').replaceAll('\0', '').trim())
    .pipe(z.string().max(commentMax))
    .optional(),
})
type SurveyAnswer = z.infer<typeof surveyAnswer>

/** Somebody's opinion of how an incident was handled, asked for by the email that told them of its end. */
export interface Survey {
  /** The email's. */
  id: string
  incidentId: string
  nature: string
  startedAt: string
  resolvedAt: string | null
  /** When it is too late. */
  until: string
  /** null: not answered yet. */
  answer: { rating: number; comment: string } | null
}

/** The address at which whoever received an email says what they thought. */
export const surveyLink = ({ publicUrl, secret }: { publicUrl: string; secret: Buffer }, notificationId: string) =>
  `${publicUrl}/enquete/${signedToken(secret, 'survey', notificationId)}`

/** @returns null when the token is none of ours or has expired, or its reader has been forgotten */
export async function findSurvey(db: Db, secret: Buffer, token: string, now: Date): Promise<Survey | null> {
  const id = signedId(secret, 'survey', token)
  if (id === null) return null
  const found = await db
    .selectFrom('notification')
    .innerJoin('incident', 'incident.id', 'notification.subject_id')
    .leftJoin('survey', 'survey.id', 'notification.id')
    .select(['incident.id as incident_id', 'nature', 'started_at', 'resolved_at'])
    .select(['notification.created_at', 'rating', 'comment'])
    .where('notification.id', '=', id)
    .where('notification.kind', '=', 'incident-resolved')
    .where('incident.kind', '=', 'incident')
    .where('notification.recipient', '!=', '')
    .where('notification.created_at', '>', secondsAfter(now, -openSeconds))
    .executeTakeFirst()
  if (!found) return null
  return {
    ...{ id, incidentId: found.incident_id, nature: found.nature },
    ...{ startedAt: found.started_at, resolvedAt: found.resolved_at },
    until: secondsAfter(new Date(found.created_at), openSeconds),
    answer: found.rating === null ? null : { rating: found.rating, comment: found.comment ?? '' },
  }
}

/** Keeps an opinion, or what it has become; it counts for when it was first given. */
export async function keepAnswer(
  trx: Transaction<Database>,
  { id, incidentId }: Survey,
  { rating, comment }: SurveyAnswer,
  now: Date,
): Promise<void> {
  await trx
    .insertInto('survey')
    .values({ id, incident_id: incidentId, rating, comment: comment ?? '', answered_at: now.toISOString() })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ rating, ...(comment !== undefined && { comment }) }))
    .execute()
}
