// Read before each file's tests. What a screen shows is waited for longer than the usual second, which a busy machine takes.
if ('document' in globalThis) {
  const { configure } = await import('@testing-library/dom')
  configure({ asyncUtilTimeout: 15_000 })
}

// A module, for it awaits.
export {}
