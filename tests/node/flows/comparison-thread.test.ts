import { expect, test } from 'vitest'
import { openComparisonThread } from '#node/flows/comparison-thread.ts'
import { smallFlow } from '../../shared/flow/small-flow.ts'

test('a thread that has failed says why, to whoever asks, however late', async () => {
  const before = smallFlow()
  const after = { ...before, machine: { ...before.machine, initial: 'ailleurs' } }
  const versions = { before, beforeHash: 'before', after, afterHash: 'after' }
  const thread = openComparisonThread(versions, new AbortController().signal)
  for (const _again of [1, 2]) await expect(thread.add([])).rejects.toThrow('« ailleurs »')
  await expect(thread.figures()).rejects.toThrow('« ailleurs »')
})
