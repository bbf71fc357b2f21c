import { OpenAiEngine, type EngineConfig } from './openai.js';

export class GroqEngine extends OpenAiEngine {
  constructor(config: EngineConfig) {
    super({ baseURL: 'https://api.groq.com/openai/v1', ...config });
  }
}
