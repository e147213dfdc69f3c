/** What is waited for, asked again until it is there. */
export async function eventually<T>(ask: () => Promise<T | null | false>): Promise<T> {
  const deadline = Date.now() + 40_000
  for (;;) {
    const found = await ask()
    if (found !== null && found !== false) return found
    if (Date.now() > deadline) throw new Error('cela n’est pas arrivé à temps')
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}
