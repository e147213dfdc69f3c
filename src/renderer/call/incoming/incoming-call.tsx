import { PhoneIncoming } from 'lucide-react'
import { useCallback, useMemo } from 'react'
import type { ScreenPop } from '#shared/contracts/window.ts'
import { type Command, useCommands } from '../../app/commands.ts'
import { useNavigation } from '../../app/navigation.ts'
import { useKeys, useShortcuts } from '../../app/shortcuts.ts'
import { useStation } from '../../app/station-store.tsx'
import { Button } from '../../ui/button.tsx'
import { Keys } from '../../ui/keycap.tsx'
import { notify } from '../../ui/notices.ts'
import { formatPhone } from '../../ui/phone.ts'
import { useStartCall } from '../start/use-start-call.ts'
import styles from './incoming-call.module.css'
import { decideIncomingCall, useIncomingCall } from './incoming-calls.ts'

/** A call that the telephone system announces: a key takes it from any screen, and it does nothing by itself. */
export function IncomingCall() {
  const pop = useIncomingCall((incoming) => incoming.pop)
  return pop && <Proposal pop={pop} />
}

function Proposal({ pop }: { pop: ScreenPop }) {
  const take = useTakeCall(pop)
  const number = formatPhone(pop.from)
  const commands = useMemo<Command[]>(
    () => [
      { id: 'incoming.take', label: `Prendre l’appel de ${number}`, keys: 'take', run: take },
      { id: 'incoming.ignore', label: `Ignorer l’appel de ${number}`, run: () => decideIncomingCall(pop) },
    ],
    [number, pop, take],
  )
  useCommands(commands)
  useShortcuts({ take })
  const keys = useKeys('take')
  return (
    <div className={styles.incoming}>
      <PhoneIncoming aria-hidden="true" />
      <p>
        Appel entrant de <strong>{number}</strong>
      </p>
      <div className={styles.choices}>
        <Button onPress={() => decideIncomingCall(pop)}>Ignorer</Button>
        <Button variant="primary" onPress={take}>
          Prendre l’appel
        </Button>
        <Keys keys={keys} />
      </div>
    </div>
  )
}

/** Starts a call with this number to look for; never while another is being led. */
function useTakeCall(pop: ScreenPop): () => Promise<void> {
  const station = useStation()
  const start = useStartCall()
  return useCallback(async () => {
    const { callId } = useNavigation.getState()
    const unfinished = await station.ask('calls.list', {})
    const isLeading =
      callId !== null && !(unfinished.ok && unfinished.value.calls.every(({ call }) => call.id !== callId))
    if (isLeading)
      notify('warn', 'Un appel est en cours : terminez-le ou mettez-le en attente, puis prenez le nouveau.')
    else if (await start('phone', pop.from)) decideIncomingCall(pop)
  }, [station, start, pop])
}
