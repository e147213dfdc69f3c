import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Selectable } from 'kysely'
import type { ReactNode } from 'react'
import { z } from 'zod'
import type { NotificationChannel } from '#shared/domain/notification.ts'
import type { Backend } from '../backend.ts'
import type { LetterTable, NotificationTable } from '../notifications/tables.ts'
import { parisMoment } from '../paris.ts'
import { Layout, sendPage } from './layout.tsx'

type Letter = Selectable<LetterTable>
type Undelivered = Pick<
  Selectable<NotificationTable>,
  'id' | 'channel' | 'kind' | 'recipient' | 'state' | 'attempts' | 'last_error'
>

const shown = 200
/** An email as a mail reader would show it: no script, no form, no remote part; its links open beside. */
const letterPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"

/** /boite-aux-lettres: what the demonstration wrote to its clients. Registered where letters are kept alone. */
export function letterBox(app: FastifyInstance, { db, config }: Backend): void {
  const find = (request: FastifyRequest) =>
    db
      .selectFrom('letter')
      .selectAll()
      .where('notification_id', '=', z.object({ id: z.string() }).parse(request.params).id)
      .executeTakeFirst()

  app.get('/boite-aux-lettres', async (_request, reply) => {
    const letters = await db
      .selectFrom('letter')
      .select(['notification_id', 'channel', 'recipient', 'subject', 'received_at'])
      .orderBy('received_at', 'desc')
      .orderBy('notification_id', 'desc')
      .limit(shown)
      .execute()
    const undelivered = await db
      .selectFrom('notification')
      .select(['id', 'channel', 'kind', 'recipient', 'state', 'attempts', 'last_error'])
      .where('state', '!=', 'sent')
      .orderBy('created_at', 'desc')
      .limit(shown)
      .execute()
    return sendPage(reply, <ListPage letters={letters} undelivered={undelivered} />)
  })

  app.get('/boite-aux-lettres/:id', async (request, reply) => {
    const letter = await find(request)
    if (!letter) return sendPage(reply, <NoLetter />, 404)
    return sendPage(reply, <LetterPage letter={letter} publicUrl={config.publicUrl} />)
  })

  app.get('/boite-aux-lettres/:id/html', async (request, reply) => {
    const letter = await find(request)
    if (!letter) return sendPage(reply, <NoLetter />, 404)
    return reply
      .type('text/html; charset=utf-8')
      .headers({
        'content-security-policy': letterPolicy,
        'x-frame-options': 'SAMEORIGIN',
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      })
      .send(letter.html.replace('<head>', '<head><base target="_blank">'))
  })
}

function ListPage({
  letters,
  undelivered,
}: {
  letters: Pick<Letter, 'notification_id' | 'channel' | 'recipient' | 'subject' | 'received_at'>[]
  undelivered: Undelivered[]
}) {
  return (
    <Layout title="Boîte aux lettres de la démonstration" isWide>
      <p>
        Ici rien ne part : chaque email, message Slack ou SMS est gardé sept jours sur cette machine, tel qu'il serait
        reçu.
      </p>
      {letters.length === 0 ? (
        <p className="lead">Rien n'a encore été envoyé.</p>
      ) : (
        <table>
          <caption>Messages envoyés, le dernier d'abord</caption>
          <thead>
            <tr>
              <th scope="col">Sujet</th>
              <th scope="col">Canal</th>
              <th scope="col">À</th>
              <th scope="col">Envoyé le</th>
            </tr>
          </thead>
          <tbody>
            {letters.map((letter) => (
              <tr key={letter.notification_id}>
                <td>
                  <a href={`/boite-aux-lettres/${letter.notification_id}`}>{letter.subject}</a>
                </td>
                <td>{channelWords[letter.channel]}</td>
                <td>{letter.recipient}</td>
                <td>{parisMoment(letter.received_at)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {undelivered.length > 0 && <UndeliveredList undelivered={undelivered} />}
    </Layout>
  )
}

const channelWords: Record<NotificationChannel, string> = { email: 'Email', slack: 'Slack', sms: 'SMS' }

const stateWords: Record<NotificationTable['state'], string> = {
  waiting: 'En attente',
  sent: 'Envoyé',
  failed: 'Refusé',
  dropped: 'Sans objet',
}

function UndeliveredList({ undelivered }: { undelivered: Undelivered[] }) {
  return (
    <>
      <h2>Pas encore parti, ou jamais</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Genre</th>
            <th scope="col">Canal</th>
            <th scope="col">À</th>
            <th scope="col">État</th>
            <th scope="col">Essais</th>
            <th scope="col">Dernière erreur</th>
          </tr>
        </thead>
        <tbody>
          {undelivered.map((one) => (
            <tr key={one.id}>
              <td>{one.kind}</td>
              <td>{channelWords[one.channel]}</td>
              <td>{one.recipient}</td>
              <td>{stateWords[one.state]}</td>
              <td>{one.attempts}</td>
              <td>{one.last_error ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function LetterPage({ letter, publicUrl }: { letter: Letter; publicUrl: string }) {
  return (
    <Layout title={letter.subject} isWide>
      <p className="soft">
        À {letter.recipient}, le {parisMoment(letter.received_at)}. <a href="/boite-aux-lettres">Tous les messages</a>
      </p>
      <div className="letter">
        {letter.html !== '' && (
          <section aria-labelledby="version-html">
            <h2 id="version-html">Version mise en forme</h2>
            <iframe
              src={`/boite-aux-lettres/${letter.notification_id}/html`}
              title={`Email : ${letter.subject}`}
              sandbox="allow-popups allow-popups-to-escape-sandbox"
            />
          </section>
        )}
        <section aria-labelledby="version-texte">
          <h2 id="version-texte">{letter.html === '' ? 'Message' : 'Version texte'}</h2>
          <pre>{withLinks(letter.text, publicUrl)}</pre>
        </section>
      </div>
    </Layout>
  )
}

/** Our own addresses made links; any other stays text. */
function withLinks(text: string, publicUrl: string): ReactNode[] {
  return text.split(/(https?:\/\/\S+)/).map((part, index) =>
    part.startsWith(`${publicUrl}/`) ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a fixed text
      <a key={index} href={part}>
        {part}
      </a>
    ) : (
      part
    ),
  )
}

function NoLetter() {
  return (
    <Layout title="Message introuvable">
      <p className="lead">Il n'existe pas, ou n'a pas été gardé plus de sept jours.</p>
      <p>
        <a href="/boite-aux-lettres">Tous les messages</a>
      </p>
    </Layout>
  )
}
