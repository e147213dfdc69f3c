import { spawnSync } from 'node:child_process'
import { closeSync, fstatSync, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { temporaryFolder } from '../../temporary-folder.ts'

const mount = (...args: string[]) => spawnSync('mount', args).status === 0

const block = Buffer.alloc(4096, 1)

/** Whether this machine lets the suite make a disk of its own: Linux, as root. */
export const canMount = process.platform === 'linux' && process.getuid?.() === 0

/** A disk of a few megabytes that a test fills, frees and makes read-only; gone when the test is over. */
export class SmallDisk {
  readonly folder = temporaryFolder()

  constructor(size: string) {
    if (!mount('-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', this.folder)) throw new Error('no disk could be mounted')
    onTestFinished(() => void spawnSync('umount', ['-l', this.folder]))
  }

  /** Leaves only this much room, whatever is written to it meanwhile. */
  fill(leavingBytes: number): void {
    const filler = openSync(this.#filler, 'w')
    try {
      for (;;) writeSync(filler, block)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
      ftruncateSync(filler, fstatSync(filler).size - leavingBytes)
    } finally {
      closeSync(filler)
    }
  }

  free(): void {
    rmSync(this.#filler)
  }

  makeReadOnly(isReadOnly: boolean): void {
    if (!mount('-o', `remount,${isReadOnly ? 'ro' : 'rw'}`, this.folder))
      throw new Error('the disk could not be remounted')
  }

  get #filler(): string {
    return join(this.folder, 'filler')
  }
}
