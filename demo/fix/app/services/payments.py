from decimal import Decimal

import httpx

from app.settings import get_settings


def refund(charge_id: str, amount: Decimal) -> str:
    answer = httpx.post(
        "https://api.stripe.com/v1/refunds",
        auth=(get_settings().stripe_api_key, ""),
        data={"charge": charge_id, "amount": int(amount * 100)},
        timeout=10,
    )
    answer.raise_for_status()
    return answer.json()["id"]
