/** The family's colours, light then dark: the same as the screens'. */
export const colours = {
  ground: ['#f4f3ef', '#14171a'],
  surface: ['#fffefb', '#1b1f24'],
  raised: ['#ffffff', '#22272d'],
  ink: ['#171a1d', '#f0efe9'],
  soft: ['#575e66', '#a4adb6'],
  line: ['#dedbd2', '#30363d'],
  accent: ['#0b5563', '#6cc6d6'],
  'accent-soft': ['#e3f0f1', '#17343a'],
  'on-accent': ['#ffffff', '#06262c'],
  ok: ['#1c6b3f', '#6fcf97'],
  warn: ['#8a5a00', '#f0b849'],
  'warn-soft': ['#fdf3dc', '#352a10'],
  bad: ['#a8261b', '#ff8a7a'],
} as const satisfies Record<string, readonly [light: string, dark: string]>

export const fontFamily =
  "'Atkinson Hyperlegible Next','Atkinson Hyperlegible',system-ui,-apple-system,'Segoe UI',Roboto,sans-serif"
