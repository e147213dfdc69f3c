import { useEffect, useRef } from 'react'
import { type Command, useCommands } from '../app/commands.ts'
import { type ShortcutId, shortcuts, useShortcuts } from '../app/shortcuts.ts'

const actionIds = [
  'back',
  'incident',
  'note',
  'client',
  'ticket',
  'park',
  'gone',
  'wrongStep',
] as const satisfies ShortcutId[]

/** What the agent can do at any time of a call, beside answering; null where it makes no sense now. */
export type CallActions = Record<(typeof actionIds)[number], (() => void) | null>

/** Puts a call's answers (null: it has none any more) and actions on their keys, and its actions in the palette. */
export function useCallKeys(answer: ((number: number) => void) | null, actions: CallActions): void {
  const latest = useRef(actions)
  const commands = useRef<Command[]>(
    actionIds.map((id) => ({
      id: `call.${id}`,
      label: shortcuts[id].label,
      keys: id,
      run: () => latest.current[id]?.(),
      when: () => latest.current[id] !== null,
    })),
  )
  useEffect(() => {
    latest.current = actions
  })
  useCommands(commands.current)
  useShortcuts({
    ...(answer && { answer }),
    ...Object.fromEntries(actionIds.flatMap((id) => (actions[id] ? [[id, actions[id]]] : []))),
  })
}
