import { useEffect, useState, useSyncExternalStore } from 'react'

const synthesis = (): SpeechSynthesis | undefined => globalThis.speechSynthesis

/** The machine's French voice, if it has one: voices come late, and may go. */
const frenchVoice = (): SpeechSynthesisVoice | null =>
  synthesis()
    ?.getVoices()
    .find(({ lang }) => /^fr([-_]|$)/i.test(lang)) ?? null

function watchVoices(onChange: () => void): () => void {
  synthesis()?.addEventListener('voiceschanged', onChange)
  return () => synthesis()?.removeEventListener('voiceschanged', onChange)
}

interface CallerVoice {
  /** Whether this machine can speak French. */
  isThere: boolean
  isOn: boolean
  toggle: () => void
}

/** Says words aloud when they change, once it is asked for: never by itself. @param words empty: nothing */
export function useCallerVoice(words: string): CallerVoice {
  const isThere = useSyncExternalStore(watchVoices, () => frenchVoice() !== null)
  const [isOn, setIsOn] = useState(false)
  useEffect(() => {
    const voice = frenchVoice()
    if (!isOn || !voice || words === '') return
    const speech = new SpeechSynthesisUtterance(words)
    speech.voice = voice
    speech.lang = voice.lang
    synthesis()?.speak(speech)
    return () => synthesis()?.cancel()
  }, [isOn, words])
  return { isThere, isOn, toggle: () => setIsOn(!isOn) }
}
