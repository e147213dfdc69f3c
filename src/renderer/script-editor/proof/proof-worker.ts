import '../../app/content-policy.ts'
import { checkScript } from '#shared/flow/editing/check.ts'

self.onmessage = ({ data }: MessageEvent<unknown>) => self.postMessage(checkScript(data))
