import { type RefObject, useEffect, useRef } from 'react'

/**
 * Keeps the focus meaningful when the step changes: it goes to the step unless something else of the screen has it
 * (a note being written), and the step is read from its start. The answer that was pressed is gone, so the focus would otherwise be lost.
 * A step that `awaitsTyping` gives it to its first field: the keys type there at once.
 */
export function useStepFocus(stepId: string, awaitsTyping = false): RefObject<HTMLElement | null> {
  const region = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new step is what moves the focus
  useEffect(() => {
    region.current?.parentElement?.scrollTo?.({ top: 0 })
    const held = document.activeElement
    if (held && held !== document.body && !region.current?.contains(held)) return
    const field = awaitsTyping && region.current?.querySelector<HTMLElement>('input, textarea')
    const target = field || region.current
    target?.focus({ preventScroll: true })
  }, [stepId])
  return region
}
