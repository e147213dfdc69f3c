import { parentPort } from 'node:worker_threads'
import { checkScript } from '#shared/flow/editing/check.ts'

parentPort?.on('message', (definition: unknown) => {
  const before = process.threadCpuUsage()
  const { problems } = checkScript(definition)
  const { user, system } = process.threadCpuUsage(before)
  if (problems.length > 0) throw new Error(problems[0]?.message)
  parentPort?.postMessage((user + system) / 1000)
})
