// A call of Chat Completions in TypeScript or JavaScript, as the finder hands it on and the rewriters read it.
import type {
  BindingElement,
  CallExpression,
  Expression,
  NewExpression,
  PropertyDeclaration,
  SourceFile,
  VariableDeclaration,
} from 'ts-morph'
import type { Edit } from '../engine/edit.ts'
import type { Strength } from '../engine/finding.ts'
import type { ReasonCode } from '../engine/reasons.ts'
import type { Exchange } from './http/exchange.ts'

export interface CallSite {
  readonly sourceFile: SourceFile
  /** `client.chat.completions.create(…)` itself, without `await` or `.withResponse()`. */
  readonly call: CallExpression
  /** The last name of the callee; `createChatCompletion` is openai 3, `http` a request to the URL without the SDK. */
  readonly method: 'create' | 'parse' | 'stream' | 'runTools' | 'createChatCompletion' | 'http'
  /** Whether it goes through `client.beta`. */
  readonly beta: boolean
  /** `client`, `this.client`, `getClient()`, as it is written: at the call, or where `part` is declared. */
  readonly client: Expression
  /** The request, if there is one. */
  readonly request: Expression | undefined
  /** The second argument: signal, timeout, headers. */
  readonly requestOptions: Expression | undefined
  /** What the types or the literal say of `stream`. */
  readonly streaming: 'no' | 'yes' | 'either'
  /** The major version of the installed openai package, or that of package.json's range. */
  readonly sdkMajor: number | undefined
  /** Where its client is made, as far as that could be followed. */
  readonly constructions?: readonly NewExpression[]
  /** Where the URL of its client names a deployment of Azure, whatever the request's model is. */
  readonly deployment?: Deployment | undefined
  /** The name in between, where the method is called through a part of the client. */
  readonly part?: ClientPart | undefined
  /** How a request without the SDK is written, where that is known. */
  readonly http?: Exchange | undefined
}

/** `const { chat } = client`, `completions = this.client.chat.completions`. */
export interface ClientPart {
  readonly declaration: BindingElement | PropertyDeclaration | VariableDeclaration
  readonly holds: 'chat' | 'completions'
}

export interface Deployment {
  /** The option of the client that says it. */
  readonly option: 'baseURL' | 'deployment'
  /** How it is written, where that means the same anywhere: a literal, or a setting of the environment. */
  readonly name: string | undefined
}

/** A name a rewritten file needs. The engine adds it once, in the file's own style, unless it is there already. */
export interface NeededImport {
  readonly module: string
  readonly name: string
  readonly typeOnly?: boolean
}

/** What is to be done to move one site, or several that only move together; edits may lie in several files. */
export interface Plan {
  readonly strength: Strength
  readonly sites: readonly CallSite[]
  readonly edits: ReadonlyMap<SourceFile, readonly Edit[]>
  readonly notes: ReadonlyMap<CallSite, readonly string[]>
  readonly imports?: ReadonlyMap<SourceFile, readonly NeededImport[]>
  /** The call stays what it is, and its client is another: whoever stands in for the client would have to be one. */
  readonly throughClient?: true
  /** Statements of one line to stand after the imports, in single quotes and without a semicolon. */
  readonly statements?: ReadonlyMap<SourceFile, readonly string[]>
}

/** The plan, with more to say of its sites. */
export function noted(plan: Plan, more: readonly string[]): Plan {
  if (more.length === 0) return plan
  return { ...plan, notes: new Map(plan.sites.map(site => [site, [...(plan.notes.get(site) ?? []), ...more]])) }
}

/** Why a site is not moved in this strength. */
export interface Obstacle {
  readonly site: CallSite
  readonly reason: ReasonCode
  /** What of it stood in the way, without quoting values. */
  readonly detail: string | undefined
}

export interface RewriteOptions {
  /** Whether the server is to store responses; chat callers expect that it does not. */
  readonly store: boolean
  /** Names of parameters that may get lost. */
  readonly acceptLoss: ReadonlySet<string>
}

/** A strength: plans for the sites it can move, and an obstacle for every other one. */
export type Rewriter = (
  sites: readonly CallSite[],
  options: RewriteOptions,
) => { readonly plans: readonly Plan[]; readonly obstacles: readonly Obstacle[] }
