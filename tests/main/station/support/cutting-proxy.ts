import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/**
 * The way to a backend, on which the next requests to some paths are cut, before they arrive or before their answer; or
 * held there.
 */
export async function cuttingProxy(backendUrl: string) {
  const cuts: { path: RegExp; when: 'before' | 'after'; isLeft: boolean; isLasting: boolean }[] = []
  const holds: { path: RegExp; when: 'before' | 'after'; reached: () => void; released: Promise<void> }[] = []
  const server = createServer(async (asked, answer) => {
    const at = holds.findIndex(({ path }) => path.test(`${asked.method} ${asked.url}`))
    const [hold] = at < 0 ? [] : holds.splice(at, 1)
    const holdOn = async (when: 'before' | 'after') => {
      if (hold?.when !== when) return
      hold.reached()
      await hold.released
    }
    await holdOn('before')
    const cut = cuts.find(({ path, isLeft }) => isLeft && path.test(`${asked.method} ${asked.url}`))
    if (cut && !cut.isLasting) cut.isLeft = false
    if (cut?.when === 'before') {
      asked.socket.destroy()
      return
    }
    const { method, headers } = asked
    const passed = request(new URL(asked.url ?? '/', backendUrl), { method, headers }, async (given) => {
      await holdOn('after')
      if (cut) {
        given.resume().on('end', () => asked.socket.destroy())
        return
      }
      answer.writeHead(given.statusCode ?? 502, given.headers)
      given.pipe(answer)
    })
    passed.on('error', () => asked.socket.destroy())
    asked.pipe(passed)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** @param path of "METHOD /path"; @param when the backend never hears of it, or has done it and nobody learns so */
    cutNext(path: RegExp, when: 'before' | 'after') {
      cuts.push({ path, when, isLeft: true, isLasting: false })
    },
    /** Cuts them all before they arrive, until the way is mended. */
    cutAll(path: RegExp) {
      const cut = { path, when: 'before', isLeft: true, isLasting: true } as const
      cuts.push(cut)
      return {
        mend() {
          cuts.splice(cuts.indexOf(cut), 1)
        },
      }
    },
    /** Keeps the next request from arriving, or its answer: `reached` once it is here, until it is released. */
    holdNext(path: RegExp, when: 'before' | 'after' = 'before') {
      const [reached, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      holds.push({ path, when, reached: reached.resolve, released: released.promise })
      return { reached: reached.promise, release: released.resolve }
    },
  }
}
