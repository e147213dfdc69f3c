import { AccountSearch } from '../../accounts/account-search.tsx'
import { useCall } from '../use-call.tsx'
import { callerNumberOf } from './caller-number.ts'
import { clientSearchMark } from './focus-search.ts'

/** Finds the caller by what they say of themselves, and makes them the client of the call. */
export function ClientSearch({ onPicked }: { onPicked?: () => void }) {
  const { player, state } = useCall()
  return (
    <div {...clientSearchMark}>
      <AccountSearch
        label="Nom, email ou numéro que donne l’appelant"
        initial={callerNumberOf(state.call.id) ?? ''}
        onPick={async (account) => {
          const isIdentified = await player.identifyClient(account)
          if (isIdentified) onPicked?.()
          return isIdentified
        }}
      />
    </div>
  )
}
