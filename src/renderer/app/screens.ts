import { Activity, BookOpen, type LucideIcon, Phone, Settings, Ticket } from 'lucide-react'
import { type ComponentType, lazy } from 'react'
import type { ScreenId } from './navigation.ts'

interface Screen {
  label: string
  icon: LucideIcon
}

/** The screens of the rail, in their order; the settings stand at its foot. */
export const screens: Record<ScreenId, Screen> = {
  call: { label: 'Appel', icon: Phone },
  tickets: { label: 'Tickets', icon: Ticket },
  status: { label: 'Statut', icon: Activity },
  help: { label: 'FAQ', icon: BookOpen },
  settings: { label: 'Réglages', icon: Settings },
}

/** Every screen but the call, which is always mounted; loaded when first shown. */
export const lazyScreens: Record<Exclude<ScreenId, 'call'>, ComponentType> = {
  tickets: lazy(() => import('../tickets/tickets-screen.tsx')),
  status: lazy(() => import('../status/status-screen.tsx')),
  help: lazy(() => import('../help/help-screen.tsx')),
  settings: lazy(() => import('../settings/settings-screen.tsx')),
}
