import { spawnSync } from 'node:child_process'
import { rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { temporaryFolder } from '../../temporary-folder.ts'

const mount = (...args: string[]) => spawnSync('mount', args).status === 0

/** Whether this machine lets the suite make a disk of its own: Linux, as root. */
export const canMount = process.platform === 'linux' && process.getuid?.() === 0

/** A disk of a few megabytes that a test fills, frees and makes read-only; gone when the test is over. */
export class SmallDisk {
  readonly folder = temporaryFolder()

  constructor(size: string) {
    if (!mount('-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', this.folder)) throw new Error('no disk could be mounted')
    onTestFinished(() => void spawnSync('umount', ['-l', this.folder]))
  }

  /** Leaves only this much room. */
  fill(leavingBytes: number): void {
    const { bavail, bsize } = statfsSync(this.folder)
    writeFileSync(this.#filler, Buffer.alloc(Math.max(0, bavail * bsize - leavingBytes), 1))
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
