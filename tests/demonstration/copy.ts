import { cp } from 'node:fs/promises'

/** Names the folder that a run's set-up made (global-setup.ts) to its files, each in a process of its own. */
export const madeIn = 'NUMI_TEST_DEMONSTRATION'

/**
 * Puts in a folder the data of a backend that has started with its demonstration, where a run made some: writing it takes
 * longer than all the rest of a start.
 */
export async function copyDemonstration(dataDir: string): Promise<void> {
  const folder = process.env[madeIn]
  if (folder) await cp(folder, dataDir, { recursive: true })
}
