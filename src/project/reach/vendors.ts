/** The packages of vendors whose clients a service should wrap, and what calling something of theirs means. */

/** By the name that is imported. */
export const VENDORS: readonly string[] = [
  'google.generativeai',
  'google.genai',
  'google.cloud.storage',
  'google.cloud.aiplatform',
  'google.cloud.pubsub',
  'google.cloud.pubsub_v1',
  'google.cloud.vision',
  'google.cloud.speech',
  'google.cloud.texttospeech',
  'google.cloud.translate',
  'vertexai',
  'openai',
  'anthropic',
  'mistralai',
  'cohere',
  'groq',
  'replicate',
  'together',
  'litellm',
  'langchain_openai',
  'langchain_anthropic',
  'boto3',
  'aioboto3',
  'aiobotocore',
  'botocore',
  'minio',
  'azure.storage',
  'azure.ai',
  'azure.cognitiveservices',
  'stripe',
  'paypalrestsdk',
  'braintree',
  'mollie',
  'twilio',
  'sendgrid',
  'mailjet_rest',
  'resend',
  'postmarker',
  'slack_sdk',
  'telegram',
  'pinecone',
  'qdrant_client',
  'weaviate',
  'chromadb',
  'elasticsearch',
  'opensearchpy',
  'meilisearch',
  'algoliasearch',
  'cloudinary',
  'supabase',
  'hubspot',
  'intercom',
  'elevenlabs',
  'deepgram',
  'assemblyai',
  'plaid',
  'shippo',
  'pusher',
  'onesignal_sdk',
  'firebase_admin.messaging',
  'firebase_admin.auth',
  'google.cloud.secretmanager',
  'google.cloud.tasks',
  'google.cloud.tasks_v2',
  'googleapiclient',
  'ollama',
  'langchain_google_genai',
  'langchain_groq',
  'langchain_mistralai',
  'langchain_cohere',
  'langchain_ollama',
  'langchain_aws',
  'langchain_community.llms',
  'langchain_community.chat_models',
  'azure.servicebus',
  'azure.cosmos',
  'azure.keyvault',
  'fireworks',
  'huggingface_hub',
  'mailgun',
  'razorpay',
  'square',
  'pyrebase',
  'pywebpush',
  'exponent_server_sdk',
  'onfido',
  'docusign_esign',
  'pysolr',
  'typesense',
  'tavily',
  'firecrawl',
  'dropbox',
  'msal',
  '.',
];
const VENDOR = new RegExp(`^(${VENDORS.map((name) => name.replaceAll('.', '\\.')).join('|')})\\b`);

/** The vendor's package that a dotted name belongs to, or `null`. */
export function vendorOf(dotted: string): string | null {
  return VENDOR.exec(dotted)?.[1] ?? null;
}

/** What texts, lists and dictionaries have: an answer that is taken apart asks nobody. */
const OF_DATA =
  /^(strip|lstrip|rstrip|split|splitlines|lower|upper|replace|startswith|endswith|encode|decode|join|format|append|extend|items|keys|values|json|dict|model_dump|model_dump_json|to_dict|isoformat|total_seconds)$/;

/** Whether calling this of a vendor's package does something: making an error or a type, or reading an answer, does not. */
export function isVendorWork(dotted: string): boolean {
  const last =
    dotted
      .replace(/(\(\)|\[\])+$/, '')
      .split('.')
      .at(-1) ?? '';
  return (
    vendorOf(dotted) !== null &&
    !OF_DATA.test(last) &&
    // Whether the vendor has signed a webhook is asked of the request, not of the vendor.
    !/(^|_)(construct_event|verify_header|verify_signature|validate_signature|verify_webhook\w*)$/.test(last) &&
    !(/^(get|copy|pop|update)$/.test(last) && dotted.includes('[]')) &&
    !/(Error|Exception|Warning|NotFound|Type|Enum|Schema)$/.test(last) &&
    !/\b(types|exceptions|error|errors)\b/.test(dotted)
  );
}
