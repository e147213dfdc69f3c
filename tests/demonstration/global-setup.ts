import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TestBackend } from '../e2e/backend.ts'
import { madeIn } from './copy.ts'

/** The demonstration is written once: each file of a run would, and each backend of the crash suite. */
export default async function setUp(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'numi-demonstration-'))
  await TestBackend.prepare(folder)
  process.env[madeIn] = folder
  return () => rm(folder, { recursive: true })
}
