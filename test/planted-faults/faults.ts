// Every planted fault.
import type { Fault } from './fault.ts'
import { documentFaults } from './faults-documents.ts'
import { streamFaults } from './faults-streams.ts'

export const plantedFaults: readonly Fault[] = [...streamFaults, ...documentFaults]
