import type { DataSubject } from '#shared/domain/personal-data.ts'

/** Whose data is looked at, as they are named to whoever administers. */
export interface ChosenSubject {
  subject: DataSubject
  /** "Sophie L.", or the address. */
  name: string
  /** What tells them from a namesake. */
  about: string
}
