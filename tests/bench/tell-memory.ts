// Loaded before a program run with --expose-gc: asked by a message, it says what it holds once rid of garbage.
process.on('message', () => {
  globalThis.gc?.()
  process.send?.(process.memoryUsage())
})
// Being asked is no reason to stay.
process.channel?.unref()
