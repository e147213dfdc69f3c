import { Check, Lock, Triangle } from 'lucide-react'
import type { AccountCard } from '#shared/domain/account.ts'
import { useAsked } from '../../app/asked.ts'
import { Button } from '../../ui/button.tsx'
import { formatDay, formatShortDay } from '../../ui/dates.ts'
import { Details } from '../../ui/details.tsx'
import { Mark } from '../../ui/mark.tsx'
import { formatPhone } from '../../ui/phone.ts'
import { TraceReference } from '../../ui/trace-reference.tsx'
import { resetAnswerOf, unlockAnswerOf } from '../known-answers.ts'
import { useCall } from '../use-call.tsx'
import styles from './account-details.module.css'

const states = {
  active: { tone: 'ok', shape: Check, word: 'Actif' },
  locked: { tone: 'warn', shape: Lock, word: 'Bloqué' },
  suspended: { tone: 'bad', shape: Triangle, word: 'Suspendu' },
} as const

const ticketStates = { open: 'ouvert', solved: 'résolu' } as const

/** The account card of phase 2C, read again after each thing that may change it; masked until identity is verified. */
export function AccountDetails({ accountId }: { accountId: string }) {
  const { state, facts } = useCall()
  const freshness = [facts.identity, facts.account, facts.unlock, facts.reset, facts.validation, facts.ticket].join()
  const {
    value: card,
    error,
    askAgain,
  } = useAsked('accounts.read', { id: accountId, callId: state.call.id }, freshness)
  const { values } = state

  return (
    <div className={styles.card}>
      <Details
        rows={[
          ['Statut', card ? <AccountState key="state" card={card} /> : null],
          ['Email validé', card ? <EmailState key="email" card={card} /> : null],
          ['Dernière connexion', card?.lastSignInAt ? formatDay(card.lastSignInAt) : card ? 'jamais' : null],
          ['Mot de passe', card?.passwordChangedAt ? `modifié le ${formatShortDay(card.passwordChangedAt)}` : null],
          ['Email', card?.email ?? card?.maskedEmail ?? values['client.maskedEmail'] ?? null],
          [
            'Téléphone',
            (card?.phone && formatPhone(card.phone)) ?? card?.maskedPhone ?? values['client.maskedPhone'] ?? null,
          ],
          ['Derniers tickets', card ? <LastTickets key="tickets" tickets={card.tickets} /> : null],
        ]}
      />
      {error && (
        <div role="status" className={styles.error}>
          <p>La fiche ne peut pas être lue. {error.message}</p>
          {error.traceId && <TraceReference id={error.traceId} />}
          <Button onPress={askAgain}>Réessayer</Button>
        </div>
      )}
      <AccountActions />
    </div>
  )
}

/** The card's buttons, where the script offers what they do: neither passes by the identity of whoever calls. */
function AccountActions() {
  const { player, view, canWrite } = useCall()
  const acts = [
    { answer: resetAnswerOf(view), words: 'Réinitialiser MDP' },
    { answer: unlockAnswerOf(view), words: 'Débloquer' },
  ]
  return acts.map(
    ({ answer, words }) =>
      answer &&
      canWrite && (
        <div key={words}>
          <Button onPress={() => player.answer(view.stepId, answer.id)}>{words}</Button>
        </div>
      ),
  )
}

function AccountState({ card }: { card: AccountCard }) {
  const { tone, shape, word } = states[card.state]
  return (
    <Mark tone={tone} shape={shape}>
      {word}
    </Mark>
  )
}

/** Whoever has called before says so first: what came of it is at hand. */
function LastTickets({ tickets }: Pick<AccountCard, 'tickets'>) {
  if (tickets.length === 0) return 'aucun'
  return (
    <ul className={styles.tickets}>
      {tickets.map(({ number, state, receivedAt }) => (
        <li key={number}>
          <span>{number}</span> {ticketStates[state]}, reçu le {formatShortDay(receivedAt)}
        </li>
      ))}
    </ul>
  )
}

function EmailState({ card }: { card: AccountCard }) {
  if (card.maskedEmail === null) return 'aucune adresse'
  return card.emailValidated ? (
    <Mark tone="ok" shape={Check}>
      Oui
    </Mark>
  ) : (
    <Mark tone="warn" shape={Triangle}>
      Non
    </Mark>
  )
}
