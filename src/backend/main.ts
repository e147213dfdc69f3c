import { argv, env } from 'node:process'
import { setFlagsFromString } from 'node:v8'

// React reads it as it is loaded: otherwise each page and email is written by its development build, slower and larger.
env.NODE_ENV ??= 'production'

// V8 lets a busy heap become several times what is in use before it collects: what a service takes would follow its
// traffic, not its data. At half as much again it collects oftener, and sends as fast.
setFlagsFromString('--heap-growing-percent=50')

const { run } = await import('./run.ts')
await run(argv.slice(2))
