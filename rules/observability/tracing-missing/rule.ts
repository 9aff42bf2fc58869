import { defineProjectRule } from '../../../src/rulekit/index.ts';
import { hasTracingLibrary } from '../../../src/rulekit/request-ids.ts';
import { importedPackages, requirementsOf, servedApplications } from '../../../src/rulekit/served-application.ts';

export default defineProjectRule<{ readonly systemsFrom: number; readonly routesFrom: number }>(
  ({ project, options }) => {
    const [app] = servedApplications(project);
    if (!app || app.routes.length < options.routesFrom || hasTracingLibrary(project)) return [];
    const packages = importedPackages(project);
    if (TRACERS.some((name) => packages.has(name))) return [];
    const systems = SYSTEMS.flatMap((names) => names.find((name) => packages.has(name)) ?? []);
    if (systems.length < options.systemsFrom) return [];
    return [
      { at: requirementsOf(project, app), subject: 'tracing', symbol: '', values: { systems, count: systems.length } },
    ];
  },
);

const TRACERS = [
  'sentry_sdk',
  'datadog',
  'jaeger_client',
  'py_zipkin',
  'scout_apm',
  'honeycomb',
  'langfuse',
  'langsmith',
  'appsignal',
  'beeline',
];

/** One of each group: what a request may wait for. */
const SYSTEMS = [
  [
    'sqlalchemy',
    'sqlmodel',
    'asyncpg',
    'psycopg',
    'psycopg2',
    'pymongo',
    'motor',
    'tortoise',
    'beanie',
    'flask_sqlalchemy',
    'databases',
    'supabase',
  ],
  ['redis', 'aioredis', 'pymemcache', 'aiocache'],
  ['httpx', 'requests', 'aiohttp'],
  [
    'openai',
    'anthropic',
    'google.genai',
    'google.generativeai',
    'mistralai',
    'cohere',
    'groq',
    'ollama',
    'langchain',
    'langchain_openai',
  ],
  [
    'boto3',
    'aioboto3',
    'stripe',
    'twilio',
    'sendgrid',
    'minio',
    'elasticsearch',
    'opensearchpy',
    'qdrant_client',
    'pinecone',
    'chromadb',
  ],
  ['celery', 'kafka', 'aiokafka', 'pika', 'aio_pika', 'rq', 'arq', 'dramatiq', 'taskiq', 'nats'],
];
