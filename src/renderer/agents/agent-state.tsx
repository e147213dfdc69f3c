import { Ban, Check } from 'lucide-react'
import type { Agent } from '#shared/domain/user.ts'
import { Mark } from '../ui/mark.tsx'

/** Whether an agent may sign in. */
export function AgentState({ agent: { isDisabled } }: { agent: Agent }) {
  return isDisabled ? (
    <Mark tone="soft" shape={Ban}>
      Désactivé
    </Mark>
  ) : (
    <Mark tone="ok" shape={Check}>
      Peut se connecter
    </Mark>
  )
}
