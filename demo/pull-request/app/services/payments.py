from decimal import Decimal

import httpx

STRIPE_API_KEY = "{{token:stripe-secret-key}}"


def refund(charge_id: str, amount: Decimal) -> str:
    answer = httpx.post(
        "https://api.stripe.com/v1/refunds",
        auth=(STRIPE_API_KEY, ""),
        data={"charge": charge_id, "amount": int(amount * 100)},
        timeout=10,
    )
    answer.raise_for_status()
    return answer.json()["id"]
