import { useMemo } from 'react'
import { type CallerLine, type Followed, notFollowed, PracticeCaller } from '#shared/training/caller.ts'
import { useCall } from '../../call/use-call.tsx'
import type { PracticeStation } from './practice-station.ts'

/** What the caller says where the call stands: nothing while something is looked up, and at the end. */
export function useCallerLine({ setting }: PracticeStation): { line: CallerLine | null; opening: string | null } {
  const { path, state } = useCall()
  const { journal } = state
  const caller = useMemo(
    () => new PracticeCaller(setting.flow, setting.scenario, setting.callers.words, setting.seed),
    [setting],
  )
  const line = useMemo(() => {
    const followed = journal.reduce<Followed>((at, record) => caller.follow(at, record), notFollowed)
    return caller.lineAt(path, followed)
  }, [caller, journal, path])
  const hasAnswered = journal.some(({ origin }) => origin === 'agent')
  return { line, opening: hasAnswered ? null : caller.opening }
}
