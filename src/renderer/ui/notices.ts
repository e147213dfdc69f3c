import { create } from 'zustand'

/** Something said once, without asking for anything: `bad` stays until it is dismissed. */
export interface Notice {
  id: number
  kind: 'done' | 'warn' | 'bad'
  text: string
}

interface Notices {
  notices: readonly Notice[]
}

export const useNotices = create<Notices>(() => ({ notices: [] }))

let lastId = 0

/** Shows a notice and has it read aloud by screen readers; the same words said again take the place of the first. */
export function notify(kind: Notice['kind'], text: string): void {
  lastId += 1
  const notice = { id: lastId, kind, text }
  useNotices.setState(({ notices }) => {
    const others = notices.filter((one) => one.text !== text)
    return { notices: [...others.slice(-2), notice] }
  })
}

export function dismissNotice(id: number): void {
  useNotices.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }))
}

/** Whoever they were said to has gone: the next agent has nothing to do with them. */
export function forgetNotices(): void {
  useNotices.setState({ notices: [] })
}
