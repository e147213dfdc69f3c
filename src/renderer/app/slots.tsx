import { createContext, type ReactNode, useContext } from 'react'
import { createPortal } from 'react-dom'

interface Slots {
  header: HTMLElement | null
  footer: HTMLElement | null
}

export const SlotsContext = createContext<Slots>({ header: null, footer: null })

/** Whether the screen around is the one shown: the call screen stays mounted behind the others. */
export const ShownContext = createContext(true)

/** Whether this screen is shown now: its keys are deaf while it is not. */
export const useIsShown = (): boolean => useContext(ShownContext)

/** Puts its children in the header, beside the link state, while this screen is shown. */
export function HeaderSlot({ children }: { children: ReactNode }) {
  return <Slotted into={useContext(SlotsContext).header}>{children}</Slotted>
}

/** Puts its children in the footer: the screen's keys, as `KeyHint`s, and at the right whatever has `data-end`. */
export function FooterSlot({ children }: { children: ReactNode }) {
  return <Slotted into={useContext(SlotsContext).footer}>{children}</Slotted>
}

function Slotted({ into, children }: { into: HTMLElement | null; children: ReactNode }) {
  const isShown = useIsShown()
  return into && isShown ? createPortal(children, into) : null
}
