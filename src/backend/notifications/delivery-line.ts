import type { Backend } from '../backend.ts'
import { keepsLetters } from './channels/email.ts'

/** How emails leave, in the line that the start prints; where none can, how many wait. */
export async function deliveryLine({ db, config }: Pick<Backend, 'db' | 'config'>): Promise<string> {
  if (config.smtpUrl !== null) return `emails : envoyés par ${new URL(config.smtpUrl).host}`
  if (keepsLetters(config)) return `emails : gardés sur cette machine, à lire sur ${config.publicUrl}/boite-aux-lettres`
  const { waiting } = await db
    .selectFrom('notification')
    .select((row) => row.fn.countAll<number>().as('waiting'))
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow()
  return `emails : aucun ne part sans SMTP_URL ; en attente : ${waiting}`
}
