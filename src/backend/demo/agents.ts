import type { User } from '#shared/domain/user.ts'

/** Printed at start: nobody uses the demonstration for anything else. */
export const demoPassword = 'demonstration-numi'

/** One agent a role, and a second hotliner: their drafts must not meet. */
export const demoAgents: readonly Omit<User, 'id'>[] = [
  { email: 'lea@numi.example', displayName: 'Léa M.', role: 'hotliner' },
  { email: 'hugo@numi.example', displayName: 'Hugo B.', role: 'hotliner' },
  { email: 'claire@numi.example', displayName: 'Claire D.', role: 'supervisor' },
  { email: 'thomas@numi.example', displayName: 'Thomas V.', role: 'trainer' },
  { email: 'ines@numi.example', displayName: 'Inès R.', role: 'technician' },
  { email: 'paul@numi.example', displayName: 'Paul A.', role: 'admin' },
]

/** The lines to print at start: who may sign in. */
export const demoSignIns: readonly string[] = demoAgents.map(
  ({ email, displayName, role }) => `  ${email} / ${demoPassword} (${displayName}, ${role})`,
)
