// The calls of a file that are to be moved, and a reason for every other one.
import type { Node as MorphNode, SourceFile } from 'ts-morph'
import type { ReasonCode } from '../../engine/reasons.ts'
import { isTooOld, raisedSpecifier, type SdkVersion, versionOfSpecifier } from '../manifest.ts'
import { Node, SyntaxKind } from '../morph.ts'
import type { CallSite } from '../site.ts'
import { azureExclusion, deploymentOf } from './azure.ts'
import { type ChatCall, findChatCalls } from './calls.ts'
import { classOf } from './classes.ts'
import { originOf } from './client.ts'
import { isLookedAt, standInFor } from './doubles.ts'
import { asksForVendorsModel } from './model.ts'
import type { ClientFacts, Origin } from './origin.ts'
import { fetchKnowsChat } from './own-fetch.ts'
import { destinationOfConstruction } from './provider.ts'
import { findRawCalls, type RawCall } from './raw.ts'
import { streamingOf, streamingSaid } from './streaming.ts'
import { isInstrumentation, isVendorPackage } from './vendors.ts'

/** A call, or a mention of the method, that is not to be moved. */
export interface Excluded {
  readonly node: MorphNode
  readonly reason: ReasonCode
  readonly detail: string | undefined
}

export interface Found {
  readonly sites: readonly CallSite[]
  readonly excluded: readonly Excluded[]
}

interface Setting {
  readonly sdk: SdkVersion | undefined
  readonly assumeOpenAI: boolean
  readonly upgradeSdk: boolean
  /** Whether what is written works with every release. */
  readonly carriesOldSdk: boolean
  /** What the constructions in the loaded files say, for a client of which only the type is known. */
  readonly elsewhere: () => 'openai' | 'unknown'
}

export type Exclusion = Omit<Excluded, 'node'>

export function findSites(sourceFile: SourceFile, setting: Setting): Found {
  const { calls, references } = findChatCalls(sourceFile)
  const sites: CallSite[] = []
  const excluded: Excluded[] = []
  const instrumented =
    instrumentationIn(sourceFile) ??
    (references.some(({ replaced }) => replaced) ? 'a method that is replaced' : undefined)
  for (const chatCall of calls) {
    const origin = originOf(chatCall.client)
    const exclusion = exclusionOf(chatCall, origin, instrumented, setting)
    if (exclusion !== undefined) excluded.push({ node: chatCall.call, ...exclusion })
    else sites.push(siteOf(sourceFile, chatCall, origin, setting.sdk))
  }
  for (const rawCall of findRawCalls(sourceFile)) {
    const exclusion = rawExclusion(rawCall, setting)
    if (exclusion !== undefined) excluded.push({ node: rawCall.call, ...exclusion })
    else sites.push(rawSite(rawCall, setting.sdk))
  }
  for (const { node, client } of references) {
    if (isLookedAt(node)) continue
    const origin = originOf(client)
    const reason =
      origin.kind === 'client' && origin.provider === 'openai' && !instrumented ? 'indirect-call' : 'instrumentation'
    excluded.push({ node, reason, detail: undefined })
  }
  return { sites, excluded }
}

/** `tracer.instrumentation.openai()`, `instrumentOpenAI(client)` */
const instruments = /\binstrumentation\.openai\(|\binstrumentOpenAI\(|\bOpenAIInstrumentation\b/

function instrumentationIn(sourceFile: SourceFile): string | undefined {
  if (instruments.test(sourceFile.getFullText())) return 'instrumentation'
  return sourceFile
    .getImportDeclarations()
    .map(each => each.getModuleSpecifierValue())
    .find(isInstrumentation)
}

function exclusionOf(
  chatCall: ChatCall,
  origin: Origin,
  instrumented: string | undefined,
  setting: Setting,
): Exclusion | undefined {
  if (instrumented !== undefined) return { reason: 'patched-client', detail: instrumented }
  if (origin.kind === 'patched') return { reason: 'patched-client', detail: origin.by }
  if (origin.kind === 'foreign') {
    return { reason: isVendorPackage(origin.module) ? 'other-provider' : 'unknown-client', detail: origin.module }
  }
  if (origin.kind !== 'client') return { reason: 'unknown-client', detail: undefined }
  return providerExclusion(chatCall, origin, setting) ?? callExclusion(chatCall, origin, setting)
}

function providerExclusion(
  chatCall: ChatCall,
  client: ClientFacts,
  { assumeOpenAI, elsewhere }: Setting,
): Exclusion | undefined {
  if (assumeOpenAI) return undefined
  if (client.provider === 'other') return { reason: 'other-provider', detail: client.detail }
  if (asksForVendorsModel(chatCall.call)) return { reason: 'other-provider', detail: 'model' }
  const byType = client.constructions.length === 0 && elsewhere() === 'unknown'
  return client.provider === 'unknown' || byType ? { reason: 'unknown-provider', detail: client.detail } : undefined
}

/** The specifier that names a release, where the package does not come from package.json. */
function addressOfSdk(chatCall: ChatCall, client: ClientFacts): string | undefined {
  const files = [chatCall.call.getSourceFile(), ...client.constructions.map(each => each.getSourceFile())]
  const specifiers = files.flatMap(file => file.getImportDeclarations().map(each => each.getModuleSpecifierValue()))
  return specifiers.find(specifier => versionOfSpecifier(specifier) !== undefined)
}

/** A release without Responses, if it stays. */
function oldSdk(chatCall: ChatCall, client: ClientFacts, setting: Setting): SdkVersion | undefined {
  const address = addressOfSdk(chatCall, client)
  const sdk = address === undefined ? setting.sdk : versionOfSpecifier(address)
  // Within 4.x a program runs on every later release.
  const raised =
    setting.upgradeSdk && (address === undefined ? sdk?.major === 4 : raisedSpecifier(address) !== undefined)
  return isTooOld(sdk) && !raised ? sdk : undefined
}

function callExclusion(chatCall: ChatCall, client: ClientFacts, setting: Setting): Exclusion | undefined {
  if (client.wrapped) return { reason: 'already-wrapped', detail: undefined }
  // Only a client of openai 3 has this method, and one of openai 3 no other.
  if (client.legacy !== (chatCall.method === 'createChatCompletion'))
    return { reason: 'sdk-too-old', detail: 'openai 3' }
  const old = client.legacy || setting.carriesOldSdk ? undefined : oldSdk(chatCall, client, setting)
  if (old !== undefined) return { reason: 'sdk-too-old', detail: `openai ${old.major}.${old.minor}` }
  if (chatCall.indirect && chatCall.part === undefined) return { reason: 'indirect-call', detail: undefined }
  if (sendsElsewhere(chatCall)) return { reason: 'request-unknown', detail: 'path' }
  const double = standInFor(chatCall.call.getSourceFile(), client)
  if (double !== undefined) return { reason: 'test-double', detail: double }
  if (fetchKnowsChat(client)) return { reason: 'patched-client', detail: 'fetch' }
  return azureExclusion(client, setting.upgradeSdk)
}

/** `create(request, { path })`: what the SDK would send goes to a path of the caller's own. */
const sendsElsewhere = ({ call }: ChatCall): boolean => /\bpath\s*:/.test(call.getArguments()[1]?.getText() ?? '')

function rawExclusion(rawCall: RawCall, { assumeOpenAI }: Setting): Exclusion | undefined {
  if (rawCall.wrapped) return { reason: 'already-wrapped', detail: undefined }
  const { provider, detail } = rawCall.destination
  if (rawCall.deployment && provider !== 'other') return { reason: 'azure-deployment', detail: 'URL' }
  if (assumeOpenAI || provider === 'openai') return undefined
  return { reason: provider === 'other' ? 'other-provider' : 'unknown-provider', detail }
}

function rawSite({ call, exchange }: RawCall, sdk: SdkVersion | undefined): CallSite {
  return {
    sourceFile: call.getSourceFile(),
    call,
    method: 'http',
    beta: false,
    client: call.getExpression(),
    request: exchange?.request,
    requestOptions: undefined,
    streaming: exchange?.request === undefined ? 'either' : streamingSaid(exchange.request),
    sdkMajor: sdk?.major,
    http: exchange,
  }
}

function siteOf(sourceFile: SourceFile, chatCall: ChatCall, origin: Origin, sdk: SdkVersion | undefined): CallSite {
  const { call, method, beta, client, part } = chatCall
  const [request, requestOptions] = call.getArguments()
  return {
    sourceFile,
    call,
    method,
    beta,
    client,
    request: Node.isExpression(request) ? request : undefined,
    requestOptions: Node.isExpression(requestOptions) ? requestOptions : undefined,
    streaming: method === 'stream' ? 'yes' : streamingOf(call),
    sdkMajor: sdk?.major,
    constructions: origin.kind === 'client' ? origin.constructions : [],
    deployment: origin.kind === 'client' ? deploymentOf(chatCall, origin) : undefined,
    part,
  }
}

/** Whether every client constructed in these files is OpenAI's own. */
export function constructedElsewhere(sourceFiles: readonly SourceFile[]): 'openai' | 'unknown' {
  for (const sourceFile of sourceFiles) {
    if (!/OpenAI/.test(sourceFile.getFullText())) continue
    for (const construction of sourceFile.getDescendantsOfKind(SyntaxKind.NewExpression)) {
      const of = classOf(construction.getExpression())
      if (of?.kind === 'openai' && destinationOfConstruction(construction, of.azure).provider !== 'openai')
        return 'unknown'
    }
  }
  return 'openai'
}
