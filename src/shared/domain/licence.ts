import { z } from 'zod'

/** The licence of a package that ships with the application, as the build found it. */
export const licence = z.object({
  name: z.string(),
  version: z.string(),
  /** SPDX: "MIT"; absent: the package names none. */
  identifier: z.string().optional(),
  /** Its whole text; absent: the package ships none. */
  text: z.string().optional(),
})
export type Licence = z.infer<typeof licence>
