import { KeyHint, OwnKeyHint } from '../app/key-hint.tsx'
import { FooterSlot } from '../app/slots.tsx'
import { useCall } from './use-call.tsx'

/** The call's keys, always in sight; and which script is being followed. */
export function CallFooter() {
  const { state, canWrite } = useCall()
  const { script, version } = state.flow.definition
  return (
    <FooterSlot>
      <KeyHint id="answer">{state.isReplay ? 'et si…' : canWrite ? 'répondre' : 'choisir'}</KeyHint>
      {state.isReplay && (
        <>
          <OwnKeyHint keys={['Espace']}>lire ou arrêter</OwnKeyHint>
          <OwnKeyHint keys={['←', '→']}>d’étape en étape</OwnKeyHint>
        </>
      )}
      {canWrite && (
        <>
          <KeyHint id="back">revenir</KeyHint>
          <KeyHint id="note">note</KeyHint>
          <KeyHint id="ticket">ticket</KeyHint>
          <KeyHint id="park">mettre en attente</KeyHint>
        </>
      )}
      <span data-end>
        {script.title} · version {version}
      </span>
    </FooterSlot>
  )
}
