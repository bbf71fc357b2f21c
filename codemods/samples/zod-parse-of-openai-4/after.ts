import OpenAI from "openai";
import { zodTextFormat } from "openai/helpers/zod";
import { z } from "zod";

const Verdict = z.object({ spam: z.boolean(), reason: z.string() });

export async function judge(client: OpenAI, mail: string) {
  const completion = await client.responses.parse({
    model: "gpt-4o-mini",
    instructions: "Is this mail spam?",
    input: mail,
    text: { format: zodTextFormat(Verdict, "verdict") },
    temperature: 0,
    store: false,
  });

  if (!completion.output_parsed) throw new Error("No verdict");
  return completion.output_parsed;
}
