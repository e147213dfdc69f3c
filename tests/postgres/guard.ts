import { rmSync } from 'node:fs'

/** Holds its standard input, which its parent's death alone closes; then ends the server that the parent left behind. */
const [serverId, folder] = process.argv.slice(2) as [string, string]

process.stdin.resume()
process.stdin.once('end', () => {
  // SIGQUIT: at once, as nothing of it is kept.
  process.kill(Number(serverId), 'SIGQUIT')
  setTimeout(() => rmSync(folder, { recursive: true, force: true }), 1000)
})
