import { useEffect } from 'react'
import { create } from 'zustand'

/** What stands before the screen's name in the window's title. */
export const useTitlePrefix = create<{ prefix: string }>(() => ({ prefix: '' }))

/** Marks the window's title while the component is mounted. */
export function useMarkedTitle(prefix: string): void {
  useEffect(() => {
    useTitlePrefix.setState({ prefix })
    return () => useTitlePrefix.setState({ prefix: '' })
  }, [prefix])
}
