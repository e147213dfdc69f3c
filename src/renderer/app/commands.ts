import { useEffect } from 'react'
import { create } from 'zustand'
import type { ShortcutId } from './shortcuts.ts'
import { useIsShown } from './slots.tsx'

/** Something the palette can do. A screen registers its own while it is there. */
export interface Command {
  /** "call.park" */
  id: string
  /** "Mettre l’appel en attente" */
  label: string
  /** The shortcut whose keys are shown beside it. */
  keys?: ShortcutId
  run: () => void
  /** Where it stands in the palette: 0 or absent, the screen's own; then upwards. */
  order?: number
  /** Whether it makes sense now; absent: always. Asked when the palette opens. */
  when?: () => boolean
}

const useRegistered = create<{ commands: ReadonlyMap<string, Command> }>(() => ({ commands: new Map() }))

/** Registers commands while the screen around is shown; pass a memoised array. */
export function useCommands(commands: readonly Command[]): void {
  const isShown = useIsShown()
  useEffect(() => {
    if (!isShown) return
    useRegistered.setState(({ commands: known }) => ({
      commands: new Map([...known, ...commands.map((command) => [command.id, command] as const)]),
    }))
    return () =>
      useRegistered.setState(({ commands: known }) => ({
        commands: new Map([...known].filter(([, command]) => !commands.includes(command))),
      }))
  }, [commands, isShown])
}

/** What can be done now, the screen's own first. */
export function availableCommands(): Command[] {
  return [...useRegistered.getState().commands.values()]
    .filter((command) => command.when?.() ?? true)
    .sort((a, b) => (a.order ?? 0) - (b.order ?? 0))
}
