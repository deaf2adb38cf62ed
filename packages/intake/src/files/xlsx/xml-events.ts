import { SaxesParser } from 'saxes'
import { FileProblem } from '../file-problem.ts'

/** What happens in an XML part; names without their namespace prefix. */
export type XmlEvents = {
  readonly open: (name: string, attributes: Record<string, string>) => void
  readonly close?: (name: string) => void
  readonly text?: (text: string) => void
}

/** Reads an XML part, yielding after every piece so that the reader can hand on what it has. Knows no entities of the part's own. */
export async function* xmlEvents(
  pieces: AsyncIterable<string>,
  events: XmlEvents,
  fileName: string,
): AsyncGenerator<undefined> {
  const parser = new SaxesParser()
  let sinceTag = 0
  parser.on('opentag', (tag) => {
    sinceTag = 0
    events.open(localName(tag.name), tag.attributes)
  })
  parser.on('closetag', (tag) => {
    sinceTag = 0
    events.close?.(localName(tag.name))
  })
  if (events.text !== undefined) parser.on('text', events.text)
  const refuse = (error: unknown): never => {
    throw error instanceof FileProblem ? error : new FileProblem('damaged', fileName, undefined, error)
  }
  for await (const piece of pieces) {
    sinceTag += piece.length
    if (sinceTag > longestGap) throw new FileProblem('too-large', fileName)
    try {
      parser.write(piece)
    } catch (error) {
      refuse(error)
    }
    yield undefined
  }
  try {
    parser.close()
  } catch (error) {
    refuse(error)
  }
}

/** Reads a whole part. */
export const readXml = async (pieces: AsyncIterable<string>, events: XmlEvents, fileName: string): Promise<void> => {
  for await (const _ of xmlEvents(pieces, events, fileName));
}

/** Characters between two tags: beyond any cell that Excel can hold. */
const longestGap = 4 * 1024 * 1024

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)
