import { expect, it } from 'vitest'
import { readFlow } from '#node/flows/read.ts'
import { readCallers } from '#node/flows/scenarios.ts'
import { compile } from '#shared/flow/compile.ts'
import { branchesOf, playable, proposed } from '#shared/training/coverage.ts'
import type { PracticeSummary } from '#shared/training/practice.ts'

const folder = 'flows/bug-technique'
const flow = compile(await readFlow(folder))
const { scenarios } = await readCallers(folder)
const sorted = playable(flow, scenarios)

const practised = (scenarioId: string, score: number): PracticeSummary => ({
  ...{ id: crypto.randomUUID(), flowId: 'bug-technique', scenarioId, title: '', score },
  ...{ startedAt: '2025-12-19T00:45:00.000Z', durationMs: 240_000 },
})

it('every scenario of the folder is playable, and a script’s branches are its answers', () => {
  expect(sorted.stale).toEqual([])
  expect(sorted.playable).toHaveLength(scenarios.length)
  expect(branchesOf(flow.definition)).toContain('retry-portal>retry-portal.works')
  for (const { branches } of sorted.playable) expect(branches.length).toBeGreaterThan(1)
})

it('a scenario that the script no longer follows says why', () => {
  const [one] = scenarios
  const [stale] = playable(flow, [
    { ...(one as NonNullable<typeof one>), turns: [{ at: 'gone-since', answer: 'x', types: {} }] },
  ]).stale
  expect(stale?.why).toContain('gone-since')
})

it('the scenario proposed is the one that trains for most of what is missing, until nothing is', () => {
  const done = new Set<string>()
  const practices: PracticeSummary[] = []
  const order: string[] = []
  for (let at = 0; at < scenarios.length; at += 1) {
    const next = proposed(sorted.playable, done, practices) ?? expect.fail('none is proposed')
    order.push(next.scenario.id)
    practices.push(practised(next.scenario.id, 80))
    for (const branch of next.branches) done.add(branch)
  }
  expect(new Set(order).size).toBe(scenarios.length)
  const all = new Set(sorted.playable.flatMap(({ branches }) => branches))
  expect(proposed(sorted.playable, all, [...practices, ...practices.slice(1)])?.scenario.id).toBe(order[0])
  expect(proposed([], all, [])).toBeNull()
})
