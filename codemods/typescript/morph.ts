// ts-morph, loaded when it is first used: it is an optional dependency, and costs half a second.
import { createRequire } from 'node:module'
import type * as Morph from 'ts-morph'
import { MissingPackageError } from '../engine/missing-package.ts'

type Module = typeof Morph

const require = createRequire(import.meta.url)
let loaded: Module | undefined

function load(): Module {
  if (loaded !== undefined) return loaded
  try {
    loaded = require('ts-morph') as Module
  } catch (error) {
    throw new MissingPackageError('ts-morph', 'TypeScript and JavaScript', error)
  }
  return loaded
}

/** An export of ts-morph that can be used as if it were imported. */
function lazily<Name extends keyof Module>(name: Name): Module[Name] {
  return new Proxy({} as object, { get: (_holder, key) => Reflect.get(load()[name], key) }) as Module[Name]
}

export const Node = lazily('Node')
export const SyntaxKind = lazily('SyntaxKind')
export const ts = lazily('ts')

/** The type, under the same name as in ts-morph. */
export type Node = Morph.Node
export type Project = Morph.Project

export function createProject(options: Morph.ProjectOptions): Morph.Project {
  const { Project } = load()
  return new Project(options)
}
