import { useState } from 'react'
import type { OpenedCall } from './list/call-list.tsx'
import { CallsPage } from './list/calls-page.tsx'
import { CallPage } from './report/call-page.tsx'
import { everything } from './search.ts'

/** The calls that are over: a supervisor's view of everybody's, an agent's of their own. */
export default function CallLogScreen() {
  const [search, setSearch] = useState(everything)
  const [opened, setOpened] = useState<OpenedCall | null>(null)
  const [isOpen, setIsOpen] = useState(false)
  if (isOpen && opened) return <CallPage callId={opened.id} onLeave={() => setIsOpen(false)} />
  return (
    <CallsPage
      search={search}
      onSearch={(next) => {
        setOpened(null)
        setSearch(next)
      }}
      lastOpened={opened}
      onOpen={(call) => {
        setOpened(call)
        setIsOpen(true)
      }}
    />
  )
}
