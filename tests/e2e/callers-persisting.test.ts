import { walkWhere } from './walks.ts'

walkWhere('every caller whose problem persists', ({ expect }) => expect.closing === 'persisting')
