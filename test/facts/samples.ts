/** Python that uses the whole of its syntax, and ways to break it. */
export const PYTHON_SAMPLE = `"doc"
from __future__ import annotations
from ..a.b import (c as d, e)
from . import x
@dec(1)
async def f[T: int](a, /, b: int = 1, *args: *Ts, c=2, **kw) -> int | None:
    """doc\\n"""
    match x, y:
        case Foo(a=1, *_) | [1, *rest] if a > 1: pass
        case {"k": v, **r} as z: pass
        case -1 | 1+2j | a.b | _: pass
    try: pass
    except* (A, B) as e: pass
    except: pass
    except A, B: pass
    else: pass
    finally: pass
    with (open(x) as a, b as (c, d)): pass
    with a as b, c: pass
    x: Annotated[int, 1] = y = 2
    a < b <= c not in d
    f"a{x!r:>{w}}{{ {y=}" r"b\\n" b'c\\x41'
    print "x", y
    print >>f, 1
    exec "x" in y
    for i, in x, y: pass
    else: pass
    lambda x, *y, k=1: (yield)
    [a async for a in b if c for d in e]
    a[1:2, ::3, x]
    type X[T] = list[T]
    del a, b
    raise A from b
    raise A, b
    x = *a, b
    if (n := 1): pass
    elif b: pass
    else: pass
    f(*a, **b, k=1)(x for x in y)
class C[T](B, metaclass=M): x: int

# a comment
class Settings(BaseSettings):
    """Docs."""

    name: str = "vigie"  # trailing
    url: Annotated[str, Field(min_length=1)] | None = None


@router.get("/items/{item_id}", response_model=list[Item])
async def read(item_id: int, db: Session = Depends(get_db)) -> list[Item]:
    rows = (await db.execute(select(Item).where(Item.id == item_id, *filters))).scalars().all()
    return [row for row in rows if row.ok and not row.deleted] or \\
        []
é = "日本語 😀", *rest.items, type(x)
type(x).attribute = r'\\\\' b"\\x00"
`;

const NOISE = [
  '(',
  ')',
  '[',
  '}',
  '"',
  "'",
  '"""',
  '\\',
  '\n',
  '\r',
  '\t',
  '  ',
  ':',
  'f"{',
  '\u{1F600}',
  'é',
  '\u2028',
  '#',
  ',',
  '=',
  '\x00',
];

/** `count` variants of `text`, cut short or with something put in, taken out or doubled; always the same ones. */
export function* damaged(text: string, count: number): Generator<string> {
  let seed = 42;
  const below = (limit: number): number => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    return Math.floor((seed / 0x80000000) * limit);
  };
  for (let i = 0; i < count; i++) {
    const at = below(text.length + 1);
    const to = Math.min(text.length, at + below(40));
    const noise = NOISE[below(NOISE.length)] ?? '';
    const ways = [text.slice(0, at), text.slice(0, at) + noise + text.slice(at), text.slice(0, at) + text.slice(to)];
    yield ways[i % 4] ?? text.slice(0, to) + noise.repeat(3) + text.slice(at);
  }
}
