import { useCallback, useRef, useState } from 'react'
import type { FlowDefinition } from '#shared/flow/definition.ts'

const longest = 100

/** What can be taken back, change by change; what is typed in one place is one change. */
export function useHistory(set: (definition: FlowDefinition) => void) {
  const past = useRef<{ definition: FlowDefinition; place: string }[]>([])
  const [depth, setDepth] = useState(0)

  const record = useCallback((before: FlowDefinition, place: string) => {
    if (place !== '' && past.current.at(-1)?.place === place) return
    past.current = [...past.current.slice(1 - longest), { definition: before, place }]
    setDepth(past.current.length)
  }, [])
  const undo = useCallback(() => {
    const last = past.current.pop()
    setDepth(past.current.length)
    if (last) set(last.definition)
  }, [set])
  return { record, undo, canUndo: depth > 0 }
}
