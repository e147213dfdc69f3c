import { lazy, Suspense, useState } from 'react'
import { useShortcuts } from './shortcuts.ts'

const Palette = lazy(() => import('../palette/palette.tsx'))

/** Opens the command palette, loaded when it is first asked for. */
export function PaletteHost() {
  const [isOpen, setIsOpen] = useState(false)
  useShortcuts({ palette: () => setIsOpen(true) })
  return isOpen ? (
    <Suspense>
      <Palette onClose={() => setIsOpen(false)} />
    </Suspense>
  ) : null
}
