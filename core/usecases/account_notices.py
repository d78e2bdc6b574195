"""What Telegram itself tells a user account reaches those who look after it."""

from core.domain.budget import Notice
from core.domain.texts import TextKey
from core.ports import Work
from core.usecases.telling import tell_supervisors

UNKNOWN = "?"


async def account_told(
    work: Work, name: str, notice: Notice, text: str = "", device: str = "", location: str = ""
) -> None:
    """Tell supervisors. `text` holds no login code: none is ever stored, nor passed on."""
    match notice:
        case Notice.CODE:
            await tell_supervisors(work, TextKey.SUPERVISOR_ACCOUNT_CODE, account=name)
        case Notice.LOGIN:
            await tell_supervisors(
                work,
                TextKey.SUPERVISOR_ACCOUNT_LOGIN,
                account=name,
                device=device or UNKNOWN,
                location=location or UNKNOWN,
            )
        case Notice.TOLD if text:
            await tell_supervisors(work, TextKey.SUPERVISOR_ACCOUNT_TOLD, account=name, text=text)
