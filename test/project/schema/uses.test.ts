/** Attributes of mapped classes: which are asked for, and what time is written to them. */
import { describe, expect, it } from '@jest/globals';
import { Db } from '../../../src/project/db.ts';
import { modelUses } from '../../../src/project/schema/uses/model-uses.ts';
import { unknownAttributes } from '../../../src/project/schema/uses/unknown-attributes.ts';
import { inputsOf } from '../linked.ts';

const MODELS = `from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
class Base(DeclarativeBase): pass
class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str]
class Admin(User):
    rights: Mapped[str]
`;

const dbOf = (service: string, models = MODELS) =>
  new Db(inputsOf({ 'app/models.py': models, 'app/service.py': `from app.models import Admin, User\n${service}` }));
const unknown = (service: string, models = MODELS) =>
  dbOf(service, models)
    .get(unknownAttributes, 'app/service.py')
    .map(({ use, meant }) => `${use.text}${meant === null ? '' : ` (${meant})`}`);

describe('an attribute that a class lacks', () => {
  it('is told on the class, on what its constructor makes, and on annotated parameters', () => {
    const service = 'def f(user: User):\n    made = User()\n    return User.emial, made.address, user.token\n';
    expect(unknown(service)).toEqual(['User.emial (email)', 'made.address', 'user.token']);
  });

  it.each([
    ['a result of a query', 'def f(db):\n    user = db.get(User, 1)\n    return user.token\n'],
    ['a name that is bound twice', 'def f(user: User):\n    user = other(user)\n    return user.token\n'],
    ['what a function returns', 'def g() -> User: ...\ndef f():\n    user = g()\n    return user.token\n'],
    ['what a class that derives from it has', 'def f(user: User):\n    return user.rights\n'],
    ['what somebody assigns', 'def f(user: User):\n    user.token = 1\n    return user.token\n'],
    ['what somebody asks for first', 'def f(user: User):\n    return hasattr(user, "token") and user.token\n'],
    ['what is private', 'def f(user: User):\n    return user._token, User.__mapper__\n'],
  ])('is not told of %s', (_what, service) => {
    expect(unknown(service)).toEqual([]);
  });

  it.each([
    ['a base that is not known', MODELS.replace('User(Base)', 'User(Mixin, Base)')],
    ['a decorator', MODELS.replace('class User', '@extended\nclass User')],
    ['a metaclass', MODELS.replace('User(Base)', 'User(Base, metaclass=Meta)')],
    ['__getattr__', `${MODELS.replace('    email', '    def __getattr__(self, name): ...\n    email')}`],
  ])('is not told of a class with %s', (_what, models) => {
    expect(unknown('x = User.token\n', models)).toEqual([]);
  });
});

describe('the time that meets an attribute', () => {
  const clocks = (service: string) =>
    dbOf(`from datetime import datetime, timedelta, timezone\n${service}`)
      .get(modelUses, 'app/service.py')
      .flatMap(({ attribute, clock }) => (clock ? [`${attribute} ${clock.how} ${clock.is}`] : []));

  it.each([
    ['datetime.utcnow()', 'naive'],
    ['datetime.now()', 'naive'],
    ['datetime.now(timezone.utc)', 'aware'],
    ['datetime.now(tz=timezone.utc) - timedelta(days=1)', 'aware'],
    ['datetime.utcnow().replace(tzinfo=timezone.utc)', 'aware'],
    ['datetime.now(timezone.utc).replace(tzinfo=None)', 'naive'],
    ['now()', 'aware'],
  ])('%s is %s', (written, is) => {
    const helper = 'def now():\n    return datetime.now(timezone.utc)\n';
    expect(clocks(`${helper}def f(user: User):\n    user.email = ${written}\n`)).toEqual([`email written ${is}`]);
    expect(clocks(`${helper}def f(user: User):\n    at = ${written}\n    return user.email < at\n`)).toEqual([
      `email compared ${is}`,
    ]);
    expect(clocks(`${helper}def f():\n    return User(email=${written})\n`)).toEqual([`email written ${is}`]);
  });

  it('is not told where it may be either', () => {
    expect(clocks('def f(user: User, zone=None):\n    user.email = datetime.now(None)\n')).toEqual([]);
    expect(clocks('def f(user: User, at):\n    at = at or datetime.utcnow()\n    user.email = at\n')).toEqual([]);
  });
});
