import { Mail, Phone } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { Channel } from '#shared/domain/call.ts'
import { useAsked } from '../../app/asked.ts'
import { KeyHint } from '../../app/key-hint.tsx'
import { openCall } from '../../app/navigation.ts'
import { useShortcuts } from '../../app/shortcuts.ts'
import { FooterSlot } from '../../app/slots.tsx'
import { useStationState } from '../../app/station-store.tsx'
import { Keycap } from '../../ui/keycap.tsx'
import { Failed, Loading } from '../../ui/screen-states.tsx'
import { GivenCalls } from '../handover/given-calls.tsx'
import { OfferedCalls } from '../handover/offered-calls.tsx'
import { TakenCalls } from '../handover/taken-calls.tsx'
import type { Handovers } from '../handover/use-handovers.ts'
import { AtAGlance } from './at-a-glance.tsx'
import styles from './call-start.module.css'
import { LeftOpenCalls } from './left-open-calls.tsx'
import { UnfinishedCalls } from './unfinished-calls.tsx'
import { useStartCall } from './use-start-call.ts'

const channels: readonly Channel[] = ['phone', 'written']

/** No call is open: a new one to take, by phone or in writing, or an unfinished one to take up again. */
export function CallStart({ handovers }: { handovers: Handovers }) {
  const start = useStartCall()
  // Its record is to be delivered as soon as the workplace has ended a call; one that was taken comes by itself.
  const freshness = useStationState(({ outbox, desk }) => `${outbox.waiting} ${desk.handovers}`)
  const { value, error, askAgain } = useAsked('calls.list', {}, freshness)
  const calls = value?.calls ?? []
  const askAllAgain = () => void Promise.all([askAgain(), handovers.askAgain()])
  const heading = useRef<HTMLHeadingElement>(null)
  // The call that was left took the focus away with it.
  useEffect(() => heading.current?.focus(), [])

  useShortcuts({
    answer: (number) => {
      const channel = channels[number - 1]
      const unfinished = calls[number - 1 - channels.length]
      if (channel) void start(channel)
      else if (unfinished) openCall(unfinished.call.id)
    },
  })

  return (
    <div className={styles.screen}>
      <div className={styles.start}>
        <h1 ref={heading} tabIndex={-1} className={styles.title}>
          Nouvel appel
        </h1>
        <div className={styles.choices}>
          <button type="button" className={styles.choice} onClick={() => start('phone')}>
            <Keycap>1</Keycap>
            <Phone aria-hidden="true" />
            <span>
              Par téléphone <small>le client est en ligne</small>
            </span>
          </button>
          <button type="button" className={styles.choice} onClick={() => start('written')}>
            <Keycap>2</Keycap>
            <Mail aria-hidden="true" />
            <span>
              Par écrit <small>le client a ouvert un ticket</small>
            </span>
          </button>
        </div>
        {error ? (
          <Failed title="Les appels à reprendre ne peuvent pas être lus" onRetry={askAgain}>
            <p>{error.message}</p>
          </Failed>
        ) : value ? (
          <>
            <UnfinishedCalls calls={calls} firstKey={channels.length + 1} onOpen={openCall} onGiven={askAllAgain} />
            {handovers.list && (
              <>
                <TakenCalls calls={handovers.list.takings} onChange={askAllAgain} />
                <OfferedCalls offers={handovers.list.offers} onChange={askAllAgain} />
                <GivenCalls calls={handovers.list.given} onChange={askAllAgain} />
              </>
            )}
            <LeftOpenCalls calls={value.leftOpen} onRead={askAgain} />
          </>
        ) : (
          <Loading />
        )}
      </div>
      <AtAGlance />
      <FooterSlot>
        <KeyHint id="answer">choisir</KeyHint>
      </FooterSlot>
    </div>
  )
}
