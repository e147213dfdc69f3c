import { useId, useState } from 'react'
import { clientPickedType } from '#shared/flow/events.ts'
import { Button } from '../../ui/button.tsx'
import { useCall } from '../use-call.tsx'
import { AccountDetails } from './account-details.tsx'
import styles from './client-panel.module.css'
import { ClientSearch } from './client-search.tsx'
import { UnknownCaller } from './unknown-caller.tsx'

/** Who is calling: found by what they say, or unknown with a way to reach them. */
export function ClientPanel() {
  const { state, facts, view, snapshot, canWrite } = useCall()
  const titleId = useId()
  const [isChanging, setIsChanging] = useState(false)
  const accountId = facts.client === 'known' ? state.values['account.id'] : undefined
  const isSearchedInStep = view.panel === 'client'
  // The flow says until when: not once an identity was verified or a ticket filed for this client.
  const canPick = canWrite && snapshot.can({ type: clientPickedType })

  return (
    <section aria-labelledby={titleId} className={styles.panel}>
      <div className={styles.head}>
        <h2 id={titleId} className={styles.name}>
          {(accountId && state.values['client.displayName']) || state.values['contact.name'] || 'Client à identifier'}
        </h2>
        {accountId && !isSearchedInStep && canPick && (
          <Button aria-expanded={isChanging} onPress={() => setIsChanging(!isChanging)}>
            {isChanging ? 'Garder' : 'Changer'}
          </Button>
        )}
      </div>
      {accountId && !isChanging && <AccountDetails accountId={accountId} />}
      {(!accountId || isChanging) && !isSearchedInStep && canPick && (
        <>
          <ClientSearch onPicked={() => setIsChanging(false)} />
          {!accountId && <UnknownCaller />}
        </>
      )}
      {!accountId && isSearchedInStep && <p className={styles.words}>À retrouver d’après ce que dit l’appelant.</p>}
    </section>
  )
}
