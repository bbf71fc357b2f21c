// Other vendors, told by the words in a URL, a variable's name or a package, and packages that patch a client.

/** Words that name another vendor wherever they stand. */
const vendorWords =
  /groq|deep-?seek|open-?router|together|mistral|anthropic|claude|gemini|generativelanguage|googleapis|vertex|perplexity|pplx|fireworks|ollama|lm-?studio|vllm|llama|\bx\.?ai\b|xai_|_xai|grok|cerebras|nvidia|moonshot|kimi|zhipu|bigmodel|\bglm|qwen|dashscope|silicon-?flow|local-?ai|hugging-?face|cloudflare|workers-?ai|github-?models|models\.github|inference\.ai\.azure|deepinfra|anyscale|novita|sambanova|hyperbolic|minimax|baichuan|volc|doubao|hunyuan|stepfun|lingyi|cohere|replicate|portkey|litellm|ai21|bedrock|databricks|watsonx|upstage|nebius|chutes|venice|aimlapi|kobold|oobabooga|localhost|127\.0\.0\.1|0\.0\.0\.0|sglang|predibase|octoai|lepton|featherless|infermatic|mancer|avian|arli|requesty|glhf|poe_|_poe|ppio|giteeai|gitee|modelscope|nscale|aihubmix|302ai|apipie|github_token/i

/** Splits `groqBaseUrl` into words the pattern above can find at a boundary. */
const spaced = (text: string): string => text.replace(/([a-z])([A-Z])/g, '$1-$2')

export function namesVendor(text: string): boolean {
  // OPEN_ROUTER_KEY, LM_STUDIO_URL
  return [text, spaced(text), text.replaceAll('_', '-')].some(each => vendorWords.test(each))
}

const ownWords = /open-?ai/i

/** OpenAI's name in the name of something that only speaks its language, or of a resource on Azure. */
const likeOwn = /compat|generic|local|custom|third|azure/i

/** What whoever runs the program sets: `OPENAI_BASE_URL`, `config.openai.baseUrl`. A user may put any address into his. */
const setting = /[A-Z0-9]_[A-Z]|[eE]nv|[cC]onfig/

/** Whether the name of a setting says that it is OpenAI's own. */
export function namesOpenAI(text: string): boolean {
  return ownWords.test(spaced(text)) && setting.test(text) && !likeOwn.test(text) && !namesVendor(text)
}

/** The host of a literal base URL. */
export function hostOf(url: string): string | undefined {
  return /^[a-z][\w+.-]*:\/\/(?:[^/@]*@)?([^/:?#]+)/i.exec(url)?.[1]?.toLowerCase()
}

export function isOpenAIHost(host: string): boolean {
  return host === 'openai.com' || /(^|\.)(api\.)?openai\.com$/.test(host) || isAzureHost(host)
}

export function isAzureHost(host: string): boolean {
  return /(^|\.)(openai\.azure\.com|cognitiveservices\.azure\.com|services\.ai\.azure\.com|azure-api\.net)$/.test(host)
}

/** Packages whose clients look like OpenAI's and are another vendor's. */
const vendorPackages =
  /^(groq-sdk|together-ai|@mistralai\/|@anthropic-ai\/|@google\/|cohere-ai|@cerebras\/|ollama|@huggingface\/|@fireworks-ai\/|portkey-ai|replicate|@aws-sdk\/|zhipuai|@perplexity|@deepseek|@openrouter|@xai)/

export const isVendorPackage = (module: string): boolean => vendorPackages.test(module)

/** Packages that patch the openai package wherever it is used in the program that loads them. */
const instrumentations =
  /^(@traceloop\/|@arizeai\/openinference-instrumentation-openai|@opentelemetry\/instrumentation-openai|@langtrase\/|@literalai\/|@openlit|openlit|@pydantic\/logfire|dd-trace|@langchain\/langgraph-sdk\/openai)/

export const isInstrumentation = (module: string): boolean => instrumentations.test(module)

/** Packages that carry on the client's class under their own name, or wrap a client. */
const wrappers =
  /^(@instructor-ai\/|langfuse|@langfuse\/|langsmith|braintrust|weave|@posthog\/ai|helicone|@helicone\/|@llmonitor|llmonitor|lunary|promptlayer|@sentry\/|literalai|@literalai\/|@agentops|@traceloop\/|@langtrase\/|opik|@comet)/

export const isWrapper = (module: string): boolean => wrappers.test(module)
