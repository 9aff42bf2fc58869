/** Clients of vendors that wait for an answer in the calling thread: by what the client is, and which methods ask somebody. */

/** A client, as `originOf` tells it, and the methods that go out. What is not listed is taken for harmless. */
type Client = readonly [client: RegExp, methods: RegExp];

const OPENAI =
  '(create|parse|list|retrieve|generate|edit|transcribe|translate|create_and_poll|upload_and_poll|count_tokens)';
const words = (text: string): RegExp => new RegExp(`^(${text})$`);

const CLIENTS: readonly Client[] = [
  [
    /^(boto3|botocore)\b.*\bclient\(\)$/,
    /^(?!(get_paginator|can_paginate|get_waiter|generate_presigned_url|generate_presigned_post|close)$)[a-z_]+$/,
  ],
  [
    /^boto3\b.*\bresource\(\)\.(Table|Bucket|Object|Queue|Topic)\(\)$/,
    words('(put|get|upload|download|delete|update|copy|batch|send|receive|publish|scan|query|load|create)\\w*'),
  ],
  [
    /^stripe(\.\w+)*(\(\)(\.\w+)*)?$/,
    words(
      '(create|list|search)|(retrieve|modify|update|delete|cancel|confirm|capture|attach|detach|pay|expire|refund|upcoming|resume)(_\\w+)?|(create|list|finalize|send|void)_(?!async)\\w+',
    ),
  ],
  [/^twilio\.rest\.\w+\(\)/, words('create|fetch|update|delete|list|stream')],
  [
    /^(openai\.(OpenAI|AzureOpenAI|Client)|groq\.(Groq|Client)|together\.Together|cerebras\.\w+\.\w+|zhipuai\.ZhipuAI)\(\)\./,
    words(OPENAI),
  ],
  [/^openai\.[\w.]+$/, words(OPENAI)],
  [
    /^anthropic\.(Anthropic|Client|AnthropicBedrock|AnthropicVertex)\(\)\./,
    words('create|parse|complete|count_tokens'),
  ],
  [/^mistralai\b.*\bMistral(Client)?\(\)/, words('complete|chat|embeddings|create|parse|process')],
  [/^cohere\.Client(V2)?\(\)$/, words('chat|generate|embed|rerank|classify|summarize')],
  [
    /^google\.genai\.Client\(\)\.(models|chats|files|caches|batches)\b/,
    words('generate_\\w+|edit_image|embed_content|count_tokens|send_message|upload|get|list|create'),
  ],
  [
    /^(google\.generativeai|vertexai)\b/,
    words('generate_content|send_message|embed_content|predict|generate_images|get_embeddings|generate_text'),
  ],
  [/^google\.generativeai$/, words('embed_content|generate_text|upload_file|get_file|list_models|generate_embeddings')],
  [/^replicate(\.Client\(\))?$/, words('run')],
  [/^litellm$/, words('completion|embedding|text_completion|image_generation|transcription|rerank|speech|responses')],
  [
    /^(langchain|langgraph)\w*\b.*(\(\)|create_\w+|from_\w+)/,
    words(
      'invoke|batch|predict|run|generate|similarity_search\\w*|embed_query|embed_documents|get_relevant_documents|add_documents|add_texts',
    ),
  ],
  [/^ollama(\.Client\(\))?$/, words('chat|generate|embed|embeddings|pull|list')],
  [
    /^huggingface_hub$/,
    words('hf_hub_download|snapshot_download|upload_file|upload_folder|list_repo_files|model_info|login'),
  ],
  [
    /^huggingface_hub\.InferenceClient\(\)/,
    words('text_generation|chat_completion|create|feature_extraction|text_to_image|\\w+_classification'),
  ],
  [
    /^google\.cloud\.storage\b.*\(\)/,
    words(
      'upload_from_\\w+|download_\\w+|delete|exists|make_public|reload|get_blob|get_bucket|create_bucket|copy_blob|rewrite|patch|compose',
    ),
  ],
  [
    /^google\.cloud\.bigquery\b.*Client\(\)(\.query\(\))?$/,
    words(
      'query|query_and_wait|result|to_dataframe|insert_rows_json|load_table_from_\\w+|get_table|create_\\w+|delete_\\w+',
    ),
  ],
  [
    /^google\.cloud\.(?!storage|bigquery|firestore|pubsub|logging)\w+(\.\w+)*\.\w*Client\(\)$/,
    /^(?!.*_path$)(access|create|get|list|delete|update|run|synthesize|recognize|translate|detect|annotate|batch|process|analyze|add|destroy|long_running)_\w+$/,
  ],
  [/^firebase_admin\.messaging$/, words('send|send_multicast|send_each\\w*|send_all|(un)?subscribe_(to|from)_topic')],
  [
    /^firebase_admin\.auth$/,
    words(
      'create_user|get_users?|get_user_by_\\w+|delete_users?|update_user|list_users|set_custom_user_claims|generate_\\w+_link|revoke_refresh_tokens',
    ),
  ],
  [/^sendgrid\b.*SendGridAPIClient\(\)/, words('send|post')],
  [
    /^(resend\.(Emails|Batch|Contacts)|postmarker\b.*\(\)\.emails|mailjet_rest\.Client\(\)\.\w+)$/,
    words('send|create|get'),
  ],
  [/^slack_sdk\b.*WebClient\(\)$/, words('(chat|conversations|users|files|views|auth|reactions|team)_\\w+|api_call')],
  [/^slack_sdk\b.*WebhookClient\(\)$/, words('send|send_dict')],
  [
    /^pinecone\b.*(Index|Pinecone)\(\)$/,
    words('query|upsert|delete|fetch|update|search|list_indexes|has_index|describe_\\w+|create_index'),
  ],
  [
    /^qdrant_client\b.*QdrantClient\(\)$/,
    words(
      'search|search_\\w+|query|query_\\w+|upsert|scroll|retrieve|count|recommend|(create|recreate|delete|update|upload|get)_\\w+|collection_exists|set_payload',
    ),
  ],
  [/^chromadb\b.*(get_or_create|get|create)_collection\(\)$/, words('query|add|upsert|get|delete|update|count|peek')],
  [
    /^(elasticsearch\.Elasticsearch|opensearchpy\.OpenSearch)\(\)(\.indices|\.cluster)?$/,
    words(
      'search|index|get|mget|msearch|bulk|delete|update|count|exists|create|refresh|ping|info|health|\\w+_by_query|put_\\w+',
    ),
  ],
  [
    /^meilisearch\.Client\(\)(\.(index|get_index)\(\))?$/,
    words('search|add_documents|update_documents|delete_documents?|create_index|get_documents?|health'),
  ],
  [
    /^supabase\b.*\b(create_client|Client)\(\)/,
    words(
      'execute|upload|download|sign_\\w+|get_user|get_session|invoke|create_signed_urls?|create_user|delete_user|update_user_by_id',
    ),
  ],
  [
    /^minio\.Minio\(\)$/,
    words('(put|get|fput|fget|stat|remove|copy|append)_object|bucket_exists|make_bucket|remove_bucket'),
  ],
  [/^cloudinary\.(uploader|api)$/, words('upload\\w*|destroy|explicit|rename|resources?|delete_\\w+')],
  [
    /^azure\.(storage|ai|cosmos|keyvault|servicebus|search|cognitiveservices|communication|data)\b.*\(\)/,
    words(
      '(upload|download|delete)_blob|get_blob_properties|create_container|analyze_\\w+|begin_\\w+|(get|set)_secret|(create|upsert|read|replace|delete)_item|send_messages|upload_documents|recognize_once',
    ),
  ],
  [/^googleapiclient\.discovery\.build\(\)/, words('execute')],
  [/^tavily\.TavilyClient\(\)$/, words('search|extract|get_search_context|qna_search')],
  [/^firecrawl\.\w+\(\)$/, words('scrape_url|crawl_url|scrape|crawl|map_url|search|extract')],
  [/^elevenlabs\b.*\(\)/, words('generate|convert|clone')],
  [
    /^docker\.(from_env|DockerClient)\(\)\.(containers|images|networks|volumes)(\.(get|create|run)\(\))?$/,
    words('run|get|list|pull|build|exec_run|stop|remove|start|create|logs|wait|kill|prune|reload|restart'),
  ],
  [/^kubernetes\.client\b.*Api\(\)$/, words('(create|delete|list|read|patch|replace|connect)_\\w+')],
  [/^paramiko\.SSHClient\(\)$/, words('connect|exec_command|open_sftp')],
  [/^razorpay\.Client\(\)/, words('create|fetch|all|capture|refund|edit')],
  [/^tweepy\.(Client|API)\(\)$/, words('(create|get|search|update|delete|like|retweet|follow)_\\w+')],
  [/^yfinance(\.Tickers?\(\))?$/, words('download|history')],
  [/^yt_dlp\.YoutubeDL\(\)/, words('extract_info|download')],
  [/^ccxt\.\w+\(\)$/, words('fetch_\\w+|create_\\w*order|cancel_order|load_markets')],
  [/^web3\.Web3\(\)(\.eth)?$/, words('get_\\w+|send_\\w+|call|wait_for_\\w+|estimate_gas|is_connected')],
  [/^selenium\.webdriver\.\w+\(\)$/, words('get|find_elements?|execute_script')],
  [
    /^(chromadb\.\w+\(\)|weaviate\.\w+\(\)\.collections\.get\(\)\.(query|data))$/,
    words('heartbeat|\\w+_collections?|near_\\w+|fetch_\\w+|hybrid|bm25|insert\\w*'),
  ],
];

/** Whether calling `method` on a vendor's client of this origin waits for the vendor. */
export function asksVendor(origin: string, method: string): boolean {
  return CLIENTS.some(([client, methods]) => client.test(origin) && methods.test(method));
}
