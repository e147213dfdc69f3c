/** A change of a script that cannot be made; `message` says why, in French. */
export class EditError extends Error {}
