import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { hashOf } from '#node/flows/read.ts'
import { removeAnswer } from '#shared/flow/editing/answers.ts'
import { definition, flowHash } from '../../call-log/led-calls.ts'
import { openBackend } from '../../open-backend.ts'

it('a comparison that one process runs is told, and refused a second time, by another', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'numi-compare-'))
  const [first, second] = [await openBackend({ dataDir }), await openBackend({ dataDir })]
  onTestFinished(async () => {
    await Promise.all([first.close(), second.close()])
    await rm(dataDir, { recursive: true, force: true })
  })
  const { token } = await first.signIn('trainer')
  const changed = removeAnswer(definition, 'browser', 'browser.firefox')
  for (const one of [definition, changed])
    await first.ask('keepFlow', { params: { hash: hashOf(one) }, body: one, token })
  const body = { beforeHash: flowHash, afterHash: hashOf(changed), from: '2025-12-01', to: '2026-01-01' }
  const { id } = (await first.ask('startFlowComparison', { body, token })).json()
  const read = async () => (await second.ask('readFlowComparison', { params: { id }, token })).json()
  expect(await read()).toMatchObject({ id, beforeHash: flowHash })
  await vi.waitFor(async () => expect((await read()).state).toBe('done'), { timeout: 10_000, interval: 50 })
  await second.db.updateTable('flow_comparison').set({ state: 'running' }).where('id', '=', id).execute()
  expect((await second.ask('startFlowComparison', { body, token })).statusCode).toBe(409)
  const cancelled = await second.ask('cancelFlowComparison', { params: { id }, token })
  expect(cancelled.json().state).toBe('cancelled')
})
