import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { progress } from '../installation.ts'

/** What keeps the comparison from being made, said in one sentence. */
export class Refused extends Error {}

const leastJava = 17
const folder = join(import.meta.dirname, 'kafka-streams')

/**
 * Builds the Kafka Streams job by Maven, and gives its class path. The first time it fetches what the job stands on; what was
 * built stays in `target`. @throws Refused without Maven or a Java compiler of at least 17
 */
export const buildPeer = (): string => {
  const java = versionOf('javac', ['-version'], 'default-jdk-headless')
  if (java < leastJava) throw new Refused(`the peer needs Java ${leastJava} or later, and javac here is of ${java}`)
  versionOf('mvn', ['--version'], 'maven')
  progress('building the Kafka Streams job')
  const goals = ['package', 'dependency:copy-dependencies']
  try {
    execFileSync('mvn', ['-q', '-B', ...goals, `-DoutputDirectory=${join(folder, 'target/jars')}`], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
    })
  } catch (error) {
    const { stdout = '' } = error as { readonly stdout?: string }
    throw new Refused(`Maven could not build the peer: ${stdout.trim().split('\n')[0] ?? ''}`)
  }
  return [join(folder, 'target/classes'), join(folder, 'target/jars/*')].join(':')
}

/** The first number that a command says of its version. */
const versionOf = (command: string, args: readonly string[], packageName: string): number => {
  try {
    return Number(
      /(\d+)/.exec(execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }))?.[1],
    )
  } catch {
    throw new Refused(
      `the peer is built by Maven and Java, and there is no ${command} here: apt-get install ${packageName}`,
    )
  }
}
