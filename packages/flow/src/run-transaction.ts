/**
 * Save, publish, mark published, for work that no message starts: commands, reviews and replays. (`consume` keeps the same
 * order for work that messages start.) Resolves once `save` has; `published` settles once `publish` has. A crash or an outage
 * in between leaves the entries in the outbox, to be published by the next call or by another process, so an answer may be
 * given before `published` settles. Who does not await `published` passes a `publish` that never rejects.
 */
export const runTransaction = async <Saved>(
  save: () => Promise<Saved>,
  publish: (saved: Saved) => Promise<unknown>,
): Promise<{ readonly saved: Saved; readonly published: Promise<unknown> }> => {
  const saved = await save()
  return { saved, published: publish(saved) }
}
