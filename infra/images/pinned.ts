/** Images as manifests name them: `image: name:tag`, `image: name:tag@sha256:…`. */
const imageLine = /^(\s*(?:- )?image: )(\S+)$/gm
const digestForm = /^sha256:[0-9a-f]{64}$/

const isPinned = (image: string): boolean => digestForm.test(image.split('@')[1] ?? '')

/** The images that a manifest names, each once. */
export const imagesIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(imageLine)].map(([, , image = '']) => image)),
]

/** Those that a manifest names by their tag alone: what a tag means can change under an installation. */
export const unpinned = (text: string): readonly string[] => imagesIn(text).filter((image) => !isPinned(image))

/** A manifest whose images stand with their digests. @throws Error naming those of which none is known. */
export const pinned = (text: string, digests: ReadonlyMap<string, string>): string => {
  const missing = unpinned(text).filter((image) => !digestForm.test(digests.get(image) ?? ''))
  if (missing.length > 0)
    throw new Error(`no digest is known of ${missing.join(', ')}: a release names every image by one`)
  return text.replace(imageLine, (line, before: string, image: string) =>
    isPinned(image) ? line : `${before}${image}@${digests.get(image)}`,
  )
}
