// Loaded before a program: asked by a message, it says what it holds, once rid of garbage if it runs with --expose-gc,
// and the most that it ever took, in bytes.
process.on('message', () => {
  globalThis.gc?.()
  process.send?.({ ...process.memoryUsage(), peak: process.resourceUsage().maxRSS * 1024 })
})
// Being asked is no reason to stay.
process.channel?.unref()
