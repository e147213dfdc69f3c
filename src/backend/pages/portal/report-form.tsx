import { attachmentMaxBytes } from '#shared/domain/attachment.ts'
import { reportKinds } from '#shared/domain/ticket.ts'
import { type BrowserDetails, descriptionMax } from '../../portal/bug-report.ts'
import type { Client } from '../../portal/client-session.ts'
import { Choices, Field, FormFaults, LongField } from '../field.tsx'
import { PortalPage, portalPaths } from './frame.tsx'
import { reportScriptPath } from './report-script.ts'
import { toSignIn } from './way-back.ts'

/** What the form holds, as it was typed. */
export interface Typed {
  /** The future ticket's: sent twice, the form is one ticket. */
  id: string
  kind: string
  description: string
  errorMessage: string
  /** What proves that a screenshot was received with a form that was refused; empty: none was. */
  carried: string
  /** Of that screenshot. */
  screenshotName: string | null
  details: BrowserDetails
}

/** Why the form is shown again. */
export interface Faults {
  fields?: Readonly<Record<string, string>>
  waitSeconds?: number
  /** The number that it was sent under before it was changed. */
  sentBefore?: string
  signedOut?: boolean
  isStale?: boolean
}

interface ReportPageProps {
  /** null: their session ended while they wrote. */
  client: Client | null
  typed: Typed
  faults: Faults
  browser: string
  os: string
}

const detailNames: Record<keyof BrowserDetails, string> = {
  screen: 'Résolution',
  connection: 'Connexion',
  language: 'Langue',
  timeZone: 'Fuseau horaire',
}

/** R12, in the words of section 3.3. */
export function ReportPage({ client, typed, faults, browser, os }: ReportPageProps) {
  const { fields = {} } = faults
  return (
    <PortalPage
      title="Signaler un problème technique"
      client={client}
      at="settings"
      hasFault={Object.keys(faults).length > 0}
      scripts={[reportScriptPath]}
    >
      <Again faults={faults} />
      <p className="lead">
        Vous rencontrez un bug ou un problème technique ? Aidez-nous à améliorer le portail en le signalant.
      </p>
      <form method="post" action={portalPaths.report} encType="multipart/form-data" noValidate className="report">
        <input type="hidden" name="id" value={typed.id} />
        {client && (
          <section aria-labelledby="vous">
            <h2 id="vous">Vos informations</h2>
            <dl>
              <dt>Nom</dt>
              <dd>{`${client.firstName} ${client.lastName}`.trim()}</dd>
              <dt>Email</dt>
              <dd>{client.email}</dd>
            </dl>
          </section>
        )}
        <Choices
          name="kind"
          label="Type de problème (obligatoire)"
          choices={reportKinds}
          chosen={typed.kind}
          fault={fields.kind ?? null}
        />
        <LongField
          name="description"
          label="Description du problème (obligatoire)"
          hint={`Décrivez ce qui s’est passé, en ${descriptionMax} caractères au plus. Exemple : « Quand je clique sur "Mes tickets", la page reste blanche et rien ne se charge. »`}
          rows={6}
          required
          defaultValue={typed.description}
          fault={fields.description ?? null}
        >
          <p className="hint count" id="count" data-max={descriptionMax} aria-hidden="true" />
          <p className="hidden" id="count-said" role="status" />
        </LongField>
        <LongField
          name="errorMessage"
          label="Message d’erreur (si affiché)"
          hint="Exemple : « Erreur 500 : Internal Server Error »"
          rows={2}
          defaultValue={typed.errorMessage}
          fault={fields.errorMessage ?? null}
        />
        <ScreenshotField carried={typed.carried} name={typed.screenshotName} fault={fields.screenshot ?? null} />
        <TechnicalDetails {...{ browser, os }} details={typed.details} />
        <p className="buttons">
          <button type="submit">Envoyer le signalement</button>
          <a className="button second" href={portalPaths.home}>
            Annuler
          </a>
        </p>
      </form>
    </PortalPage>
  )
}

/** What happened, above the form. */
function Again({ faults: { fields, waitSeconds, sentBefore, signedOut, isStale } }: { faults: Faults }) {
  if (fields) return <FormFaults faults={fields} />
  const minutes = Math.ceil((waitSeconds ?? 0) / 60)
  return (
    <>
      {signedOut && (
        <div className="alert" role="alert">
          <p>
            <strong>Votre connexion a pris fin : rien n’a été envoyé, rien n’est perdu.</strong>
          </p>
          <p>
            <a href={toSignIn(portalPaths.home)} target="_blank" rel="noopener">
              Connectez-vous dans un nouvel onglet
            </a>
            , puis revenez ici et envoyez de nouveau. Une capture d’écran est à choisir de nouveau.
          </p>
        </div>
      )}
      {waitSeconds && (
        <div className="alert" role="alert">
          <p>
            <strong>Vous avez envoyé beaucoup de signalements en peu de temps.</strong>
          </p>
          <p>Celui-ci n’est pas encore parti. Renvoyez-le dans {minutes > 1 ? `${minutes} minutes` : 'une minute'}.</p>
        </div>
      )}
      {sentBefore && (
        <div className="alert" role="alert">
          <p>
            <strong>Ce signalement a déjà été envoyé : {sentBefore}.</strong>
          </p>
          <p>Vous l’avez modifié depuis. Envoyez-le de nouveau si vous voulez en faire un second signalement.</p>
        </div>
      )}
      {isStale && (
        <div className="alert" role="alert">
          <p>
            <strong>Ce formulaire était trop ancien : rien n’a été envoyé.</strong>
          </p>
          <p>Le voici tel que vous l’aviez rempli : envoyez-le de nouveau.</p>
        </div>
      )}
    </>
  )
}

function ScreenshotField({ carried, name, fault }: { carried: string; name: string | null; fault: string | null }) {
  return (
    <div className="field">
      <Field
        name="screenshot"
        label="Capture d’écran (optionnel)"
        hint={
          name === null
            ? 'PNG ou JPG, 5 Mo au plus. Les informations cachées dans l’image (lieu, appareil, date) en sont retirées.'
            : `« ${name} » est déjà jointe. En choisir une autre la remplace.`
        }
        type="file"
        accept="image/png,image/jpeg"
        data-max={attachmentMaxBytes}
        fault={fault}
      />
      <p className="fault" id="screenshot-warning" role="status" />
      {carried !== '' && <input type="hidden" name="carried" value={carried} />}
    </div>
  )
}

/** What goes with the report, shown before it goes. */
function TechnicalDetails({ browser, os, details }: { browser: string; os: string; details: BrowserDetails }) {
  const rows = Object.entries(detailNames) as [keyof BrowserDetails, string][]
  return (
    <section aria-labelledby="details">
      <h2 id="details">Informations techniques (détectées automatiquement)</h2>
      <dl className="typed">
        {browser && (
          <div>
            <dt>Navigateur</dt>
            <dd>{os ? `${browser} (${os})` : browser}</dd>
          </div>
        )}
        {!browser && os && (
          <div>
            <dt>Système</dt>
            <dd>{os}</dd>
          </div>
        )}
        {rows.map(([name, words]) => (
          <div key={name} data-detail={name} hidden={details[name] === ''}>
            <dt>{words}</dt>
            <dd>
              <span>{details[name]}</span>
              <input type="hidden" name={name} value={details[name]} />
            </dd>
          </div>
        ))}
      </dl>
      <noscript>
        <p className="hint">Sans JavaScript, la résolution de votre écran et votre connexion ne sont pas détectées.</p>
      </noscript>
    </section>
  )
}
