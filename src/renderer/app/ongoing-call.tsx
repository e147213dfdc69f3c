import { Phone } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import { useAsked } from './asked.ts'
import { goTo, useNavigation } from './navigation.ts'
import styles from './ongoing-call.module.css'

/** In the header of every other screen: the way back to the calls that are not over. */
export function OngoingCall() {
  const callId = useNavigation((navigation) => navigation.callId)
  const { value } = useAsked('calls.list', {}, callId ?? '')
  const calls = value?.calls ?? []
  const open = calls.find(({ call }) => call.id === callId)
  if (calls.length === 0) return null
  return (
    <Button onPress={() => goTo('call')}>
      <Phone aria-hidden="true" />
      <span className={styles.words}>
        {open
          ? `Revenir à l’appel : ${open.clientName || 'client à identifier'}`
          : `${calls.length} appel${calls.length > 1 ? 's' : ''} à reprendre`}
      </span>
    </Button>
  )
}
