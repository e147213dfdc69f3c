/** Why a workplace cannot be opened, in French; nothing of it was changed. */
export class StoreUnusable extends Error {}
