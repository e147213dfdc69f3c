import { AccountSearch } from '../../accounts/account-search.tsx'
import { useCall } from '../use-call.tsx'
import { callerNumberOf } from './caller-number.ts'
import { contactKeyOf } from './contact-key.ts'
import { clientSearchMark } from './focus-search.ts'

interface ClientSearchProps {
  onPicked?: () => void
  /** Enter, where nobody was found: what was said is kept as the caller's own, and the rest is asked. */
  onUnknown?: () => void
}

/** Finds the caller by what they say of themselves, and makes them the client of the call. */
export function ClientSearch({ onPicked, onUnknown }: ClientSearchProps) {
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
        {...(onUnknown && {
          onUnknown: (said) => {
            player.setValue(contactKeyOf(said), said)
            onUnknown()
          },
        })}
      />
    </div>
  )
}
