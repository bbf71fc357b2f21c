export { default as llm } from './openai.js'
