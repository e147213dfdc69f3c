import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { FlowDefinition } from '#shared/flow/definition.ts'
import type { Checked } from '#shared/flow/editing/check.ts'
import { type Outcome, type ProofThread, Prover } from '../../../src/renderer/script-editor/proof/prover.ts'
import { smallFlow } from '../../shared/flow/small-flow.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const proven: Checked = { problems: [], more: 0, counts: null, durations: null }
const versions = [1, 2, 3].map((version) => ({ ...smallFlow(), version })) as [
  FlowDefinition,
  FlowDefinition,
  FlowDefinition,
]

/** A prover whose threads answer when they are told to. */
function startProver() {
  const threads: { asked: number[]; isAlive: boolean; answer: () => void }[] = []
  const told: [Outcome, number][] = []
  const prover = new Prover(
    () => {
      const asked: number[] = []
      const thread: ProofThread = {
        ...{ onmessage: null, onerror: null },
        postMessage: ({ version }) => asked.push(version),
        terminate: () => {
          made.isAlive = false
        },
      }
      const made = { asked, isAlive: true, answer: () => thread.onmessage?.({ data: proven } as MessageEvent<Checked>) }
      threads.push(made)
      return thread
    },
    (outcome, { version }) => told.push([outcome, version]),
  )
  return { prover, threads, told }
}

describe('the proof of what is typed', () => {
  it('is one at a time, of the newest words', () => {
    const { prover, threads, told } = startProver()
    for (const version of versions) prover.check(version)
    threads[0]?.answer()
    expect(threads[0]?.asked).toEqual([1, 3])
    threads[0]?.answer()
    expect(told).toEqual([
      [proven, 1],
      [proven, 3],
    ])
  })

  it('is given up where newer words wait for it', () => {
    const { prover, threads, told } = startProver()
    prover.check(versions[0])
    prover.check(versions[1])
    vi.advanceTimersByTime(250)
    expect(threads.map(({ asked, isAlive }) => [asked, isAlive])).toEqual([
      [[1], false],
      [[2], true],
    ])
    threads[1]?.answer()
    expect(told).toEqual([[proven, 2]])
  })

  it('has its time, then says that it is late, and goes on with what comes next', () => {
    const { prover, threads, told } = startProver()
    prover.check(versions[0])
    vi.advanceTimersByTime(3000)
    expect(told).toEqual([['late', 1]])
    prover.check(versions[1])
    threads[1]?.answer()
    expect(told.at(-1)).toEqual([proven, 2])
  })

  it('stops with its screen', () => {
    const { prover, threads, told } = startProver()
    prover.check(versions[0])
    prover.stop()
    vi.advanceTimersByTime(10_000)
    expect(threads.map(({ isAlive }) => isAlive)).toEqual([false])
    expect(told).toEqual([])
  })
})
