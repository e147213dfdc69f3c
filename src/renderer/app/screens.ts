import {
  Activity,
  BookOpen,
  ChartLine,
  GraduationCap,
  History,
  type LucideIcon,
  Phone,
  Settings,
  Ticket,
  TriangleAlert,
  UsersRound,
  Workflow,
} from 'lucide-react'
import { type ComponentType, lazy } from 'react'
import { desk, type Role, team } from '#shared/domain/user.ts'
import { type ScreenId, screenIds } from './navigation.ts'

interface Screen {
  label: string
  icon: LucideIcon
  /** Whose screen it is; everyone's where none is named. */
  roles?: readonly Role[]
}

/** The screens of the rail, in their order; the settings stand at its foot. */
export const screens: Record<ScreenId, Screen> = {
  call: { label: 'Appel', icon: Phone, roles: desk },
  tickets: { label: 'Tickets', icon: Ticket, roles: desk },
  incidents: { label: 'Incidents', icon: TriangleAlert, roles: ['supervisor', ...team] },
  status: { label: 'Statut', icon: Activity },
  help: { label: 'FAQ', icon: BookOpen },
  script: { label: 'Script', icon: Workflow },
  callLog: { label: 'Journal', icon: History, roles: desk },
  kpis: { label: 'Indicateurs', icon: ChartLine, roles: ['supervisor', 'technician', 'admin'] },
  administration: { label: 'Gestion', icon: UsersRound, roles: ['admin'] },
  training: { label: 'Entraînement', icon: GraduationCap, roles: desk },
  settings: { label: 'Réglages', icon: Settings },
}

/** The screens of a role, in the rail's order; the first is where it starts. */
export const screensOf = (role: Role): ScreenId[] =>
  screenIds.filter((id) => screens[id].roles === undefined || screens[id].roles.includes(role))

/** Every screen but the call, which is always mounted; loaded when first shown. */
export const lazyScreens: Record<Exclude<ScreenId, 'call'>, ComponentType> = {
  tickets: lazy(() => import('../tickets/tickets-screen.tsx')),
  incidents: lazy(() => import('../incidents/incidents-screen.tsx')),
  status: lazy(() => import('../status/status-screen.tsx')),
  help: lazy(() => import('../help/help-screen.tsx')),
  script: lazy(() => import('../script/script-screen.tsx')),
  callLog: lazy(() => import('../call-log/call-log-screen.tsx')),
  kpis: lazy(() => import('../kpis/kpis-screen.tsx')),
  administration: lazy(() => import('../administration/administration-screen.tsx')),
  training: lazy(() => import('../training/training-screen.tsx')),
  settings: lazy(() => import('../settings/settings-screen.tsx')),
}
