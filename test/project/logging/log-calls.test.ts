import { describe, expect, it } from '@jest/globals';
import { createProject } from '../../../src/project/create-project.ts';
import { inputsOf, type Sources } from '../linked.ts';

/** The kind of logger of the last call that `main.py` logs with. */
function kindIn(main: string, sources: Sources = {}): string | undefined {
  return createProject(inputsOf({ ...sources, 'main.py': main }))
    .logCalls('main.py')
    .at(-1)?.logger;
}

describe('a logger is', () => {
  it.each([
    ['of the standard library', 'import logging\nlogger = logging.getLogger(__name__)\nlogger.info("x")\n', 'stdlib'],
    ['the module itself', 'import logging\nlogging.info("x")\n', 'stdlib'],
    ['a child', 'import logging\nlogger = logging.getLogger("a").getChild("b")\nlogger.info("x")\n', 'stdlib'],
    [
      'that of a task',
      'from celery.utils.log import get_task_logger\nlogger = get_task_logger(__name__)\nlogger.info("x")\n',
      'stdlib',
    ],
    ['filled in later', 'import logging\nlogger = None\nlogger = logging.getLogger()\nlogger.info("x")\n', 'stdlib'],
    [
      'that of an object',
      'import logging\nclass A:\n    def __init__(self):\n        self.log = logging.getLogger()\n    def f(self):\n        self.log.info("x")\n',
      'stdlib',
    ],
    ['that of Flask', 'from flask import Flask\napp = Flask(__name__)\napp.logger.info("x")\n', 'stdlib'],
    ['structured', 'import structlog\nlog = structlog.get_logger().bind(a=1)\nlog.info("x")\n', 'structured'],
    ['loguru', 'from loguru import logger\nlogger.info("x")\n', 'structured'],
    [
      'either',
      'import logging, structlog\nlogger = structlog.get_logger() if x else logging.getLogger()\nlogger.info("x")\n',
      'structured',
    ],
    ['given', 'import logging\ndef f(logger: logging.Logger):\n    logger.info("x")\n', 'unknown'],
    [
      'of a class of the project',
      'class Log:\n    def info(self, m, **k): ...\nlogger = Log()\nlogger.info("x")\n',
      'unknown',
    ],
    ['standard output', 'print("x")\n', 'print'],
  ])('%s', (_, main, expected) => {
    expect(kindIn(main)).toBe(expected);
  });

  it('what the function of the project returns, whatever it declares', () => {
    const logs =
      'import logging, structlog\ndef get_logger() -> logging.Logger:\n    return structlog.get_logger()\ndef plain() -> logging.Logger:\n    return logging.getLogger()\n';
    const use = (name: string) => `from logs import ${name}\nlogger = ${name}()\nlogger.info("x")\n`;
    expect([kindIn(use('get_logger'), { 'logs.py': logs }), kindIn(use('plain'), { 'logs.py': logs })]).toEqual([
      'structured',
      'stdlib',
    ]);
  });

  it('unknown, where the project replaces the class of loggers', () => {
    const main = 'import logging\nlogger = logging.getLogger()\nlogger.info("x")\n';
    expect(kindIn(main, { 'setup.py': 'import logging\nlogging.setLoggerClass(Own)\n' })).toBe('unknown');
  });
});

describe('a log call exposes', () => {
  const exposedBy = (line: string, before = '') =>
    createProject(
      inputsOf({
        'auth.py': `import logging, os\nlogger = logging.getLogger()\ndef login(user, password, token, settings, request, **kw):\n${before}    ${line}\n`,
      }),
    )
      .logCalls('auth.py')
      .flatMap(({ exposed }) => exposed.map(({ kind, text }) => `${kind} ${text}`));

  it.each([
    ['logger.info(f"{password}")', 'password password'],
    ['logger.info("%s", user.hashed_password)', 'password user.hashed_password'],
    ['logger.info("%s" % settings.API_KEY)', 'secret settings.API_KEY'],
    ['logger.info("{}".format(token))', 'token token'],
    ['logger.info("x", extra={"headers": dict(request.headers)})', 'headers request.headers'],
    ['logger.info(request.headers.get("Authorization"))', 'token request.headers.get("Authorization")'],
    ['logger.info(os.environ["DATABASE_URL"])', 'url os.environ["DATABASE_URL"]'],
    ['logger.info(os.getenv("SECRET_KEY"))', 'secret os.getenv("SECRET_KEY")'],
    ['logger.info(kw["refresh_token"])', 'token kw["refresh_token"]'],
    ['logger.info("x", password=user)', 'password user'],
  ])('%s', (line, expected) => {
    expect(exposedBy(line)).toEqual([expected]);
  });

  it.each([
    'logger.info(user.token_type, user.password_changed_at, user.api_key_id)',
    'logger.info("%s %s", bool(password), len(token))',
    'logger.info(token[:4])',
    'logger.info("set" if password else "missing")',
    'logger.info(password and "set")',
    'logger.info(settings.has_password, settings.max_tokens, settings.masked_password)',
    'logger.info(hash_password(password))',
    'logger.info("invalid password")',
    'logger.info(settings.DATABASE_URL.split("@")[-1])',
    'logger.info(engine.url)',
  ])('nothing: %s', (line) => {
    expect(exposedBy(line)).toEqual([]);
  });

  it('what was assigned a line before, unless it was masked there', () => {
    expect(exposedBy('logger.info(where)', '    where = settings.DATABASE_URL\n')).toEqual([
      'url settings.DATABASE_URL',
    ]);
    expect(exposedBy('logger.info(api_key)', '    api_key = mask(settings.value)\n')).toEqual([]);
  });
});
