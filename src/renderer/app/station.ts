import { isDesktop } from './is-desktop.ts'
import { connectByPort } from './port-station.ts'
import type { ConnectStation } from './start.tsx'
import { connectByWebSocket } from './web-station.ts'

/** Reaches this workplace's station the way this host offers: the desktop app's port, or the browser host's socket. */
export const connectStation: ConnectStation = (onLost) =>
  isDesktop ? connectByPort(onLost) : connectByWebSocket(onLost)
