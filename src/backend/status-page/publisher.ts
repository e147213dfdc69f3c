import type { Backend } from '../backend.ts'
import type { Document } from './document.ts'
import { type Publication, publish } from './publication.tsx'

/** For how long what was read of the database may be told again while nothing changes. */
const freshForMs = 1000

export interface Publisher {
  /** What is true now: never older than the last change that this process heard of, and a second old at most. */
  current(): Publication
  /** A document that need neither be read nor written again. */
  ready(path: string): Document | undefined
}

export function openPublisher({ db, config, feed }: Pick<Backend, 'db' | 'config' | 'feed'>): Publisher {
  let published: Publication | undefined
  let written = new Map<string, Document>()
  const isFresh = () =>
    published !== undefined && Math.abs(config.clock.now().getTime() - published.at.getTime()) < freshForMs
  feed.onChange(() => {
    published = undefined
  })

  return {
    current() {
      if (published && isFresh()) return published
      const { document, ...rest } = publish({ db, config }, config.clock.now(), 'served')
      const own = new Map<string, Document>()
      written = own
      published = {
        ...rest,
        async document(path) {
          const found = await document(path)
          if (found) own.set(path, found)
          return found
        },
      }
      return published
    },
    ready: (path) => (isFresh() ? written.get(path) : undefined),
  }
}
