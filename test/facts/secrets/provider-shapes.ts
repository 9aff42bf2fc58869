/**
 * How the credentials of providers look, written down apart from the tables of the detector: one line for each shape.
 * `<alphabet:length>` is random, `<uuid>` too; `{token}` is one of test/world/tokens.ts; behind the bar stands the name
 * that is needed to tell it, where one is.
 */
import { createHash } from 'node:crypto';
import { expandTokens } from '../../world/tokens.ts';

const SHAPES = `
NATS: SUA<base32:55>
NATS: SAA<base32:55>
OpenAI: sk-<alnum:20>T3BlbkFJ<alnum:20>
OpenAI: sk-proj-<url:74>T3BlbkFJ<url:74>
OpenAI: sk-svcacct-<url:58>T3BlbkFJ<url:58>
OpenAI: sk-admin-<url:20>T3BlbkFJ<url:20>
Anthropic: sk-ant-api03-<url:91>AA
Anthropic: sk-ant-admin01-<url:91>AA
Anthropic: sk-ant-oat01-<url:91>AA
Google: AIzaSy<url:33>
Gemini: AQ.Ab8RN6<url:44>
Google: GOCSPX-<url:28>
Google: ya29.<url:120>
Google: 1//0<url:70> | GOOGLE_REFRESH_TOKEN
Azure: <hex:32> | AZURE_OPENAI_API_KEY
Azure: <alnum:84> | AZURE_OPENAI_KEY
AWS: ABSK<base64:112>
AWS: bedrock-api-key-<alnum:200>
Hugging Face: hf_<alnum:34>
Hugging Face: api_org_<alnum:34>
Groq: gsk_<alnum:52>
xAI: xai-<alnum:80>
OpenRouter: sk-or-v1-<hex:64>
Perplexity: pplx-<alnum:48>
DeepSeek: sk-<hex:32> | DEEPSEEK_API_KEY
Mistral: <alnum:32> | MISTRAL_API_KEY
Cohere: <alnum:40> | COHERE_API_KEY
Cohere: <alnum:40> | CO_API_KEY
Replicate: r8_<alnum:37>
Runway: key_<hex:128>
ElevenLabs: sk_<hex:48>
ElevenLabs: <hex:32> | ELEVENLABS_API_KEY
Stability: sk-<alnum:48> | STABILITY_API_KEY
Together: tgp_v1_<url:43>
Together: <hex:64> | TOGETHER_API_KEY
Fireworks: fw_<alnum:24> | FIREWORKS_API_KEY
Pinecone: pcsk_<alnum:5>_<alnum:63>
Pinecone: <uuid> | PINECONE_API_KEY
LangSmith: lsv2_pt_<hex:32>_<hex:10>
LangSmith: lsv2_sk_<hex:32>_<hex:10>
Langfuse: sk-lf-<uuid>
NVIDIA: nvapi-<url:64>
NVIDIA: <alnum:84> | NGC_API_KEY
Deepgram: <hex:40> | DEEPGRAM_API_KEY
AssemblyAI: <lower:32> | ASSEMBLYAI_API_KEY
Weights & Biases: wandb_v1_<alnum:77>
Weights & Biases: <hex:40> | WANDB_API_KEY
Cerebras: csk-<lower:48>
Moonshot: sk-<alnum:48> | MOONSHOT_API_KEY
Z.ai: <hex:32>.<alnum:16> | ZAI_API_KEY
MiniMax: sk-api-<url:119>
RunPod: rpa_<upper:40><alnum:6>
Cursor: key_<hex:64> | CURSOR_API_KEY
AWS: AKIA<base32:16>
AWS: ASIA<base32:16>
AWS: <base64:40> | AWS_SECRET_ACCESS_KEY
AWS: IQoJb3JpZ2lu<base64:300> | AWS_SESSION_TOKEN
Amazon MWS: amzn.mws.<uuid>
Azure: <alnum:3>8Q~<url:34>
Azure: DefaultEndpointsProtocol=https;AccountName=kestrel;AccountKey=<base64:86>==
Azure: <alnum:52>JQQJ99<alnum:26>
Azure DevOps: <alnum:76>AZDO<alnum:4>
Azure DevOps: <base32lower:52> | AZURE_DEVOPS_PAT
Azure: https://kestrel.blob.core.windows.net/c?sv=2024-01-01&se=2030-01-01&sp=r&sig=<alnum:41>%2B<alnum:2>%3D
Azure: Endpoint=sb://kestrel.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=<base64:43>=
Azure: Endpoint=https://kestrel.azconfig.io;Id=abcd;Secret=<base64:43>=
Azure: <base64:76>+ASt<base64:6>== | STORAGE_KEY
Azure: <base64:76>ACDb<base64:6>==
Azure: <base64:33>+ASb<base64:6>=
Azure: <alnum:42>AzSe<alnum:6>
Azure: <alnum:44>AzFu<alnum:6>==
DigitalOcean: dop_v1_<hex:64>
DigitalOcean: doo_v1_<hex:64>
DigitalOcean: dor_v1_<hex:64>
DigitalOcean: <base64:43> | DO_SPACES_SECRET
DigitalOcean: DO00<upper:16>
Alibaba: LTAI<alnum:20>
Alibaba: <alnum:30> | ALIBABA_CLOUD_ACCESS_KEY_SECRET
Tencent: AKID<alnum:32>
Tencent: <alnum:32> | TENCENTCLOUD_SECRET_KEY
IBM: <url:44> | IBM_CLOUD_API_KEY
Yandex: AQVN<url:36>
Yandex: t1.<alnum:60>.<alnum:86>
Yandex: YC<url:38> | YC_SECRET_ACCESS_KEY
Scaleway: <uuid> | SCW_SECRET_KEY
OVH: <alnum:32> | OVH_APPLICATION_SECRET
Linode: <hex:64> | LINODE_TOKEN
Hetzner: <alnum:64> | HCLOUD_TOKEN
Vultr: <upper:36> | VULTR_API_KEY
UpCloud: ucat_<upper:26>
Exoscale: <url:43> | EXOSCALE_API_SECRET
Heroku: HRKU-AA<url:58>
Heroku: <uuid> | HEROKU_API_KEY
Fly: fm1r_<base64:200>
Fly: fm2_<base64:400>
Fly: fo1_<base64:120>
Render: rnd_<alnum:28>
Railway: <uuid> | RAILWAY_TOKEN
Vercel: vcp_<url:56>
Vercel: <alnum:24> | VERCEL_TOKEN
Netlify: nfp_<alnum:36>
Netlify: <url:43> | NETLIFY_AUTH_TOKEN
Cloudflare: {cloudflare-token}
Cloudflare: <url:40> | CLOUDFLARE_API_TOKEN
Cloudflare: <hex:37> | CLOUDFLARE_API_KEY
Cloudflare: v1.0-<hex:24>-<hex:146>
Fastly: <url:32> | FASTLY_API_TOKEN
OpenShift: sha256~<url:43>
Docker: dckr_pat_<url:27>
Docker: dckr_oat_<url:32>
Docker: SWMTKN-1-<lower:50>-<lower:25>
Docker: SWMKEY-1-<alnum:43>
GitHub: {github-token}
GitHub: {github-installation-token}
GitHub: github_pat_<alnum:22>_<alnum:59>
GitHub: ghs_8421907_eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiIxMjM0NTY3In0.<url:342>
GitLab: glpat-<alnum:20>
GitLab: gldt-<alnum:20>
GitLab: glrt-<alnum:20>
GitLab: glcbt-64_<alnum:20>
GitLab: glptt-<hex:40>
GitLab: glft-<alnum:20>
GitLab: glimt-<alnum:25>
GitLab: glagent-<alnum:50>
GitLab: gloas-<hex:64>
GitLab: glsoat-<alnum:20>
GitLab: glffct-<alnum:20>
GitLab: GR1348941<alnum:20>
Bitbucket: ATBB<alnum:32>
Bitbucket: ATCTT3<alnum:186>=<upperhex:8>
Atlassian: ATATT3<alnum:186>=<upperhex:8>
Atlassian: <alnum:24> | ATLASSIAN_API_TOKEN
npm: {npm-token}
npm: <uuid> | //registry.npmjs.org/:_authToken
PyPI: pypi-AgEIcHlwaS5vcmc<url:120>
PyPI: pypi-AgENdGVzdC5weXBpLm9yZw<url:120>
RubyGems: rubygems_<hex:48>
crates.io: cio<alnum:32> | CARGO_REGISTRY_TOKEN
NuGet: oy2<lower:43>
Clojars: CLOJARS_<hex:60>
JFrog: AKCp<alnum:69>
JFrog: cmVmdGtu<alnum:56>
Cloudsmith: csa_<hex:30><alnum:6>
CircleCI: CCIPAT_<alnum:22>_<hex:40>
CircleCI: CCIPRJ_<alnum:22>_<hex:40>
CircleCI: <hex:40> | CIRCLECI_TOKEN
Travis: <url:22> | TRAVIS_TOKEN
Buildkite: bkua_<hex:40>
Buildkite: bkct_<alnum:80>
Drone: <alnum:32> | DRONE_TOKEN
Codecov: <uuid> | CODECOV_TOKEN
Sonar: squ_<hex:40>
Sonar: sqp_<hex:40>
Sonar: <hex:40> | SONAR_TOKEN
Snyk: <uuid> | SNYK_TOKEN
Snyk: snyk_uat.<alnum:8>.<url:120>.<url:60>
Sourcegraph: sgp_<hex:16>_<hex:40>
Sourcegraph: sgp_<hex:40>
Postman: PMAK-<hex:24>-<hex:34>
Pulumi: pul-<hex:40>
Terraform: <alnum:14>.atlasv1.<url:67>
Vault: hvs.<url:95>
Vault: hvb.<url:150>
Vault: s.<alnum:24> | VAULT_TOKEN
Doppler: dp.pt.<alnum:43>
Doppler: dp.st.prd.<alnum:43>
Doppler: dp.ct.<alnum:43>
Doppler: dp.sa.<alnum:43>
Doppler: dp.scim.<alnum:43>
Doppler: dp.audit.<alnum:43>
1Password: ops_eyJ<base64:300>
1Password: A3-<upper:6>-<upper:11>-<upper:5>-<upper:5>-<upper:5>
Infisical: st.<hex:24>.<hex:32>.<hex:32> | INFISICAL_TOKEN
age: AGE-SECRET-KEY-1<bech32:58>
Databricks: dapi<hex:32>
Databricks: dapi<hex:32>-2
Harness: pat.<alnum:22>.<hex:24>.<alnum:20>
LaunchDarkly: sdk-<uuid> | LAUNCHDARKLY_SDK_KEY
LaunchDarkly: api-<uuid> | LAUNCHDARKLY_ACCESS_TOKEN
Prefect: pnu_<alnum:36>
Octopus: API-<upper:26>
Stripe: sk_live_<alnum:24>
Stripe: sk_live_<alnum:99>
Stripe: rk_live_<alnum:99>
Stripe: sk_org_live_<alnum:60>
webhook: whsec_<alnum:32>
PayPal: E<url:79> | PAYPAL_CLIENT_SECRET
Braintree: access_token$production$<lower:16>$<hex:32>
Braintree: <hex:32> | BRAINTREE_PRIVATE_KEY
Square: EAAA<url:60> | SQUARE_ACCESS_TOKEN
Square: sq0atp-<url:22>
Square: sq0csp-<url:43>
Adyen: AQE<base64:50>-<base64:40> | ADYEN_API_KEY
Razorpay: <alnum:24> | RAZORPAY_KEY_SECRET
Stripe: sk_live_<hex:40> | PAYSTACK_SECRET_KEY
Flutterwave: FLWSECK-<hex:32>-X
Mollie: live_<alnum:30> | MOLLIE_API_KEY
Plaid: access-production-<uuid>
Plaid: <hex:30> | PLAID_SECRET
Coinbase: <url:64> | COINBASE_API_SECRET
GoCardless: live_<url:40> | GOCARDLESS_ACCESS_TOKEN
Shopify: shpat_<hex:32>
Shopify: shpca_<hex:32>
Shopify: shppa_<hex:32>
Shopify: shpss_<hex:32>
Shippo: shippo_live_<hex:40>
EasyPost: EZAK<alnum:54>
Duffel: duffel_live_<url:43>
Lob: live_<hex:35> | LOB_API_KEY
Paddle: pdl_live_apikey_<lower:26>_<alnum:22>_<alnum:3>
Polar: polar_oat_<alnum:43>
Ramp: ramp_sec_<alnum:48>
Mercury: mercury_production_<letters:4>_<alnum:44>_yrucrem
Slack: xoxb-<digit:12>-<digit:13>-<alnum:24>
Slack: xoxp-<digit:12>-<digit:12>-<digit:13>-<hex:32>
Slack: xoxe.xoxb-1-<alnum:163>
Slack: xoxe-1-<alnum:147>
Slack: xapp-1-A<upper:10>-<digit:13>-<hex:64>
Slack: xoxc-<digit:12>-<digit:12>-<digit:13>-<hex:64>
Slack: xoxs-<digit:12>-<digit:12>-<digit:12>-<hex:10>
Slack: xoxd-<alnum:60>%2B<alnum:60>
Slack: https://hooks.slack.com/services/T<upper:10>/B<upper:10>/<alnum:24>
Slack: https://hooks.slack.com/workflows/T<upper:10>/A<upper:10>/<digit:18>/<alnum:24>
Discord: <snowflake>.G<alnum:5>.<url:38> | DISCORD_TOKEN
Discord: https://discord.com/api/webhooks/<digit:18>/<url:68>
Telegram: <digit:9>:AA<url:33>
Teams: https://kestrel.webhook.office.com/webhookb2/<uuid>@<uuid>/IncomingWebhook/<hex:32>/<uuid>
Twilio: <hex:32> | TWILIO_AUTH_TOKEN
SendGrid: SG.<url:22>.<url:43>
Mailgun: key-<hex:32> | MAILGUN_API_KEY
Mailgun: <hex:32>-<hex:8>-<hex:8> | MAILGUN_SIGNING_KEY
Mailchimp: <hex:32>-us14
Mandrill: <url:22> | MANDRILL_API_KEY
Brevo: xkeysib-<hex:64>-<alnum:16>
Brevo: xsmtpsib-<hex:64>-<alnum:16>
Postmark: <uuid> | POSTMARK_SERVER_TOKEN
Resend: re_<alnum:8>_<alnum:24>
MailerSend: mlsn.<hex:64>
Vonage: <alnum:16> | VONAGE_API_SECRET
Telnyx: KEY<hex:32>_<alnum:22>
MessageBird: <alnum:25> | MESSAGEBIRD_API_KEY
Plivo: <url:40> | PLIVO_AUTH_TOKEN
OneSignal: os_v2_app_<base32lower:103>
Lark: <alnum:32> | FEISHU_APP_SECRET
PostgreSQL: postgresql://app:<alnum:16>@db.kestrel-apps.net:5432/app
PostgreSQL: postgresql+asyncpg://app:<alnum:16>@db.kestrel-apps.net:5432/app
MySQL: mysql+pymysql://app:<alnum:16>@db.kestrel-apps.net/app
SQL Server: mssql+pyodbc://app:<alnum:16>@db.kestrel-apps.net/app
password: Server=db.kestrel-apps.net;Database=app;UID=app;Password=<alnum:16>;
MongoDB: mongodb+srv://app:<alnum:16>@cluster0.kestrel.mongodb.net/app
MongoDB: <uuid> | MONGODB_ATLAS_PRIVATE_KEY
MongoDB: mdb_sa_sk_<url:40>
Redis: redis://:<alnum:16>@cache.kestrel-apps.net:6379/0
password: amqps://app:<alnum:16>@mq.kestrel-apps.net/app
password: smtp://app:<alnum:16>@mail.kestrel-apps.net:587
password: ldap://app:<alnum:16>@ldap.kestrel-apps.net
Supabase: sb_secret_<url:31>
Supabase: {supabase-service-role-key}
Supabase: sbp_<hex:40>
PlanetScale: pscale_pw_<url:43>
PlanetScale: pscale_tkn_<url:43>
Neon: napi_<lower:64>
Neon: npg_<alnum:12>
CockroachDB: CCDB1_<alnum:22>_<alnum:40>
Astra: AstraCS:<alnum:24>:<hex:64>
Upstash: <base64:100> | UPSTASH_REDIS_REST_TOKEN
Elastic: essu_<base64:80>
Algolia: <hex:32> | ALGOLIA_ADMIN_KEY
Snowflake: <url:200> | SNOWFLAKE_TOKEN
ClickHouse: 4b1d<alnum:38>
Confluent: <base64:64> | CONFLUENT_API_SECRET
InfluxDB: <url:86>== | INFLUX_TOKEN
Firebase: AAAA<url:7>:APA91b<url:134>
Convex: prod:quiet-owl-123|<base64:60> | CONVEX_DEPLOY_KEY
Xata: xau_<alnum:40>
Fauna: fn<url:38> | FAUNA_SECRET
Datadog: <hex:32> | DD_API_KEY
Datadog: <hex:40> | DATADOG_APP_KEY
New Relic: NRAK-<upper:27>
New Relic: <hex:36>NRAL
New Relic: NRII-<alnum:32>
Sentry: sntrys_<base64:120>_<alnum:43>
Sentry: sntryu_<hex:64>
Sentry: <hex:64> | SENTRY_AUTH_TOKEN
Grafana: glsa_<alnum:32>_<hex:8>
Grafana: glc_eyJ<alnum:120>
Grafana: eyJrIjoi<alnum:80>=
PagerDuty: u+<url:18> | PAGERDUTY_API_KEY
Honeycomb: hcaik_<lower:58>
Honeycomb: <alnum:22> | HONEYCOMB_API_KEY
Dynatrace: dt0c01.<upper:24>.<upper:64>
PostHog: phx_<alnum:43>
Segment: sgp_<alnum:64>
Segment: <alnum:32> | SEGMENT_API_KEY
Amplitude: <hex:32> | AMPLITUDE_SECRET_KEY
Mixpanel: <hex:32> | MIXPANEL_API_SECRET
Sumo Logic: <alnum:64> | SUMOLOGIC_ACCESS_KEY
Auth0: <url:64> | AUTH0_CLIENT_SECRET
Okta: 00<url:40> | OKTA_API_TOKEN
WorkOS: sk_live_a2V5Xz<alnum:69>
Tailscale: tskey-auth-<alnum:12>-<alnum:32>
Tailscale: tskey-api-<alnum:12>-<alnum:32>
Tailscale: tskey-scim-<alnum:12>-<alnum:32>
Tailscale: tskey-webhook-<alnum:12>-<alnum:32>
ngrok: <alnum:27>_<alnum:21> | NGROK_AUTHTOKEN
Notion: ntn_<digit:11><alnum:35>
Notion: secret_<alnum:43> | NOTION_TOKEN
Linear: lin_api_<alnum:40>
Linear: lin_oauth_<hex:64>
Airtable: pat<alnum:14>.<hex:64>
Airtable: key<alnum:14> | AIRTABLE_API_KEY
Asana: 2/<digit:16>/<digit:16>:<hex:32> | ASANA_TOKEN
Figma: figd_<url:40>
Jira: <base64:44> | JIRA_PAT
Trello: ATTA<hex:72>
Trello: <hex:64> | TRELLO_TOKEN
ClickUp: pk_<digit:8>_<upper:32>
HubSpot: pat-na1-<uuid>
HubSpot: pat-eu1-<uuid>
Salesforce: 00D<alnum:12>!<dotted:96>
Zendesk: <alnum:40> | ZENDESK_API_TOKEN
Intercom: dG9r<alnum:56> | INTERCOM_ACCESS_TOKEN
Typeform: tfp_<alnum:44>_<alnum:14>
Contentful: CFPAT-<url:43>
Contentful: <url:43> | CONTENTFUL_ACCESS_TOKEN
Dropbox: sl.<url:140>
Dropbox: <alnum:11>AAAAAAAAAA<url:43> | DROPBOX_TOKEN
Miro: <url:27> | MIRO_ACCESS_TOKEN
Meta: EAA<alnum:120>
Meta: <hex:32> | FACEBOOK_APP_SECRET
X bearer: AAAAAAAAAAAAAAAAAAAAAA<alnum:80>
X API: <alnum:50> | TWITTER_API_SECRET
LinkedIn: <alnum:16> | LINKEDIN_CLIENT_SECRET
Twitch: <lower:30> | TWITCH_CLIENT_SECRET
Spotify: <hex:32> | SPOTIFY_CLIENT_SECRET
Mapbox: sk.eyJ<alnum:60>.<alnum:22>
Cloudinary: cloudinary://<digit:15>:<alnum:27>@kestrel
Shodan: <alnum:32> | SHODAN_API_KEY
VirusTotal: <hex:64> | VIRUSTOTAL_API_KEY
IPinfo: <hex:14> | IPINFO_TOKEN
MaxMind: <alnum:6>_<alnum:29>_mmk
Brave: BSA<alnum:28> | BRAVE_API_KEY
Tavily: tvly-<alnum:32>
Tavily: tvly-dev-<alnum:32>
Firecrawl: fc-<hex:32>
Exa: <uuid> | EXA_API_KEY
SerpApi: <hex:64> | SERPAPI_API_KEY
Apify: apify_api_<alnum:36>
RapidAPI: <alnum:10>msh<alnum:15>p1<alnum:6>jsn<alnum:11> | RAPIDAPI_KEY
Canva: cnvca<alnum:51>
Frame.io: fio-u-<alnum:64>
ReadMe: rdme_<lower:70>
Kagi: <alnum:11>.<alnum:43> | KAGI_API_KEY
Bitwarden: 0.<uuid>.<alnum:30>:<base64:22>== | BWS_ACCESS_TOKEN
private key: {private-key-escaped}
JSON Web Token: {json-web-token}
password: https://deploy:<alnum:20>@git.kestrel-apps.net/app.git
secret: base64:<base64:43>= | APP_KEY
secret: <url:43>= | FERNET_KEY
secret: <hex:128> | SECRET_KEY_BASE
secret: <alnum:50> | SECRET_KEY
`;

export interface ProviderShape {
  /** What the finding says, or part of it. */
  readonly provider: string;
  readonly shape: string;
  /** Null where the value says by itself what it is. */
  readonly name: string | null;
}

export const PROVIDER_SHAPES: readonly ProviderShape[] = SHAPES.trim()
  .split('\n')
  .map((line) => {
    const [, provider = '', shape = '', name = null] = /^(.+?): (\S+?)(?: \| (\S+))?$/.exec(line) ?? [];
    return { provider, shape, name };
  });

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const DIGITS = '0123456789';
const ALPHABETS: Readonly<Record<string, string>> = {
  digit: DIGITS,
  hex: `${DIGITS}abcdef`,
  upperhex: `${DIGITS}ABCDEF`,
  upper: UPPER + DIGITS,
  lower: LOWER + DIGITS,
  letters: LOWER,
  base32: `${UPPER}234567`,
  base32lower: `${LOWER}234567`,
  bech32: 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L',
  alnum: LOWER + UPPER + DIGITS,
  url: `${LOWER + UPPER + DIGITS}_-`,
  base64: `${LOWER + UPPER + DIGITS}+/`,
  dotted: `${LOWER + UPPER + DIGITS}_.`,
};

/** A value of that shape; another one for another `seed`. */
export function madeOf(shape: string, seed: string): string {
  let piece = 0;
  let block = Buffer.alloc(32);
  const random = (alphabet: string, length: number): string => {
    piece += 1;
    const chars = ALPHABETS[alphabet] ?? '';
    if (chars === '') throw new Error(`no alphabet ${alphabet}`);
    return Array.from({ length }, (_, i) => {
      if (i % 8 === 0) block = createHash('sha256').update(`${shape} ${seed} ${piece} ${i}`).digest();
      return chars[block.readUInt32BE((i % 8) * 4) % chars.length] ?? '';
    }).join('');
  };
  const withTokens = shape.replace(/\{([a-z0-9-]+)\}/g, (_, token: string) =>
    expandTokens(`{{token:${token}#s${seed}}}`),
  );
  return filled(withTokens, random);
}

/** The shape with whatever `draw` gives where something random stands. */
export function filled(shape: string, draw: (alphabet: string, length: number) => string): string {
  const uuid = (): string => [8, 4, 4, 4, 12].map((length) => draw('hex', length)).join('-');
  return shape
    .replaceAll('<snowflake>', () => Buffer.from(`11${draw('digit', 16)}`).toString('base64url'))
    .replaceAll('<uuid>', uuid)
    .replace(/<([a-z0-9]+):(\d+)>/g, (_, alphabet: string, length: string) => draw(alphabet, Number(length)));
}
