import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Backend } from '../backend.ts'
import { transact } from '../database/transact.ts'
import { duration, parisDay } from '../paris.ts'
import { commentMax, findSurvey, keepAnswer, ratings, type Survey, surveyAnswer } from '../surveys/survey.ts'
import { FormFault, LongField } from './field.tsx'
import { formStylesheetPath } from './form-stylesheet.ts'
import { Layout, sendPage } from './layout.tsx'
import { DeadLink } from './refusals.tsx'

/** /enquete/:token (R19): a GET shows (mail gateways follow links); one click on a note answers, a word may follow. */
export function survey(app: FastifyInstance, { db, config }: Backend): void {
  const tokenOf = (request: FastifyRequest) => z.object({ token: z.string() }).parse(request.params).token

  // Not logged: the address is the secret.
  app.get('/enquete/:token', { logLevel: 'warn' }, async (request, reply) => {
    const asked = await findSurvey(db, config.secret, tokenOf(request), config.clock.now())
    if (!asked) return sendPage(reply, <DeadSurvey />, 410)
    return sendPage(reply, asked.answer ? <ThanksPage {...asked} answer={asked.answer} /> : <AskPage {...asked} />)
  })

  app.post('/enquete/:token', { logLevel: 'warn' }, async (request, reply) => {
    const now = config.clock.now()
    const token = tokenOf(request)
    const asked = await findSurvey(db, config.secret, token, now)
    if (!asked) return sendPage(reply, <DeadSurvey />, 410)
    const given = surveyAnswer.safeParse(request.body)
    if (given.success) {
      await transact(db, (trx) => keepAnswer(trx, asked, given.data, now))
      return reply.redirect(`/enquete/${token}`, 303)
    }
    const typed = z.object({ rating: surveyAnswer.shape.rating, comment: z.string() }).safeParse(request.body)
    const page = typed.success ? (
      <ThanksPage
        {...asked}
        answer={typed.data}
        fault={`${commentMax} caractères au plus : raccourcissez votre message.`}
      />
    ) : (
      <AskPage {...asked} fault="Choisissez une note, de 1 à 5." />
    )
    return sendPage(reply, page, 400)
  })
}

const clothes = <link rel="stylesheet" href={formStylesheetPath} />

function AskPage({ fault = null, ...asked }: Survey & { fault?: string | null }) {
  return (
    <Layout title="Votre avis sur la résolution de l’incident" head={clothes} hasFault={fault !== null}>
      {fault && <FormFault name="notes" fault={fault} />}
      <p className="lead">Êtes-vous satisfait(e) de la façon dont cet incident a été traité ?</p>
      <About {...asked} />
      <Notes chosen={null} />
      <p className="hint after">Un clic suffit. Vous pourrez changer d’avis jusqu’au {parisDay(asked.until)}.</p>
    </Layout>
  )
}

interface ThanksPageProps extends Survey {
  answer: NonNullable<Survey['answer']>
  fault?: string
}

function ThanksPage({ answer: { rating, comment }, fault, ...asked }: ThanksPageProps) {
  return (
    <Layout title="Merci pour votre avis !" head={clothes} hasFault={fault !== undefined}>
      {fault && <FormFault name="comment" fault={fault} />}
      <p className="lead">
        Votre note : <strong>{rating}/5</strong>, elle est enregistrée.
      </p>
      <About {...asked} />
      <form method="post" noValidate>
        <input type="hidden" name="rating" value={rating} />
        <LongField
          name="comment"
          label="Un mot de plus ? (optionnel)"
          hint={`${commentMax} caractères au plus. Nos équipes le lisent.`}
          rows={4}
          defaultValue={comment}
          fault={fault ?? null}
        />
        <button type="submit">{comment ? 'Enregistrer' : 'Envoyer'}</button>
      </form>
      <h2>Changer de note</h2>
      <p className="hint">C’est possible jusqu’au {parisDay(asked.until)}. Votre message, lui, ne change pas.</p>
      <Notes chosen={rating} />
    </Layout>
  )
}

/** "Lenteur de connexion, le 19/12/2025 : 45 minutes." */
function About({ nature, startedAt, resolvedAt }: Omit<Survey, 'answer'>) {
  return (
    <p className="soft">
      Incident : {nature}, le {parisDay(startedAt)}
      {resolvedAt && `, résolu en ${duration(startedAt, resolvedAt)}`}.
    </p>
  )
}

function Notes({ chosen }: { chosen: number | null }) {
  return (
    <form method="post" className="answers" id="notes">
      {Object.entries(ratings).map(([rating, words]) => (
        <button
          key={rating}
          name="rating"
          value={rating}
          {...(chosen !== null && { 'aria-pressed': Number(rating) === chosen })}
        >
          <b>{rating}</b>
          {words}
        </button>
      ))}
    </form>
  )
}

function DeadSurvey() {
  return (
    <DeadLink>
      <p>Un avis peut être donné pendant trente jours. Ensuite, dites-nous le vôtre par la hotline.</p>
    </DeadLink>
  )
}
