import type { ReactElement } from 'react'

/** What an email needs to know besides its notification, read at the moment it is sent so that nothing untrue is told. */
export interface Circumstances {
  /** The base of the public pages, without a final slash. */
  publicUrl: string
  /** The hotline's number as it is said, "01 99 00 12 34"; null: not known, and not mentioned. */
  hotline: string | null
  /** Whether the mobile app is proven operational right now. */
  isMobileAppUp: boolean
  /** The services that an incident touches right now. */
  troubledServiceIds: readonly string[]
  /** Derives the codes and links that no table keeps. */
  secret: Buffer
}

/** An email before it is dressed: its subject and its content. */
export interface Draft {
  subject: string
  content: ReactElement
}
